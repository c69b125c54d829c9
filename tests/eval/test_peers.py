"""Every pipeline is measured by the same rules, in both languages, and asked nothing twice."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.commands.peers import peers
from eval.errors import RunError
from eval.models import Models
from eval.peers.asking import PEERS, ask_peer
from eval.peers.environment import REQUIREMENTS, peer_python, versions
from eval.peers.job import job, sections
from eval.peers.scoring import PeerAnswer, is_quoted, is_refusal, outcome
from eval.peers.table import figures, markdown
from eval.sets import parse_item, write_set
from eval.squad import document_of
from eval.types import Item
from eval.workers.worker import Reply
from qa.texts import TEXTS

TEXT = "Das NUM hat 37 Standorte.\nDie MII bekommt 200 Mio. Euro."


def item(id_: str = "q", **fields: object) -> Item:
    usual = {
        "schema": 1, "id": id_, "language": "de", "question": "Wie viele?", "kind": "count", "status": "answered",
        "gold": {"type": "count", "value": 37}, "support": [{"document": "a.txt", "quote": "37"}],
    }  # fmt: skip
    return parse_item(json.dumps(usual | fields))


def unanswerable(id_: str = "u") -> Item:
    return item(id_, status="not_in_documents", gold=None, support=[])


def said(text: str, *, passages: tuple[str, ...] = (TEXT,), quotes: tuple[str, ...] = ()) -> PeerAnswer:
    return PeerAnswer(text, passages, quotes, seconds=2.0, peak=2_000_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Empty Response",
        "I don’t know.",
        "The provided context does not mention who sings.",
        "The exact date is not specified in the text.",
        "There is no information about this in the context.",
        "Based on the context, it cannot be determined when it was founded.",
        "Der Text enthält keine Angaben dazu.",
        "Das wird im Kontext nicht erwähnt.",
        "Auf der Grundlage des Textes kann ich die Frage nicht beantworten.",
        "Es gibt keine Informationen über den Sänger.",
        "Aus dem Text geht das nicht hervor.",
    ],
)
def test_a_refusal_is_one_in_whatever_words(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize("name", ["not_in_documents", "no_documents"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_beleg_says_when_it_refuses_is_a_refusal(name: str, language: str) -> None:
    assert is_refusal(TEXTS[name][language])


@pytest.mark.parametrize(
    "text",
    [
        "37",
        "Nein, es hat 37 Standorte.",
        "No, it has 37 sites.",
        "The documents differ: 36 and 37.",
        "Keine 40 Standorte.",
    ],
)
def test_an_answer_is_no_refusal(text: str) -> None:
    assert not is_refusal(text)


@pytest.mark.parametrize(
    ("gold", "text", "verdict"),
    [
        ({"type": "count", "value": 37}, "Es sind 37 Standorte.", "right"),
        ({"type": "count", "value": 37}, "There are 36 sites.", "wrong"),
        ({"type": "count", "value": 37}, "Das ist nicht bekannt.", "refused"),
        ({"type": "amount", "value": 200000000, "currency": "EUR"}, "It receives EUR 200 million.", "right"),
        ({"type": "amount", "value": 200000000, "currency": "EUR"}, "Sie bekommt 200 Mio. Euro.", "right"),
        ({"type": "date", "value": "2020-04"}, "It was founded in 2020.", "less_precise"),
        ({"type": "text", "alternatives": ["Dorothee Bär"]}, "Das war Ministerin Dorothee Bär.", "right"),
        ({"type": "yes_no", "value": "no"}, "No, it does so later.", "right"),
    ],
)
def test_the_text_alone_is_compared_by_type_in_either_language(gold: dict, text: str, verdict: str) -> None:
    assert outcome(item(gold=gold), said(text), [TEXT]).verdict == verdict


def test_a_conflict_is_right_when_all_its_values_are_named() -> None:
    conflict = item(status="conflicting", gold={"type": "count", "values": [36, 37]})
    assert outcome(conflict, said("36 or 37 sites"), [TEXT]).verdict == "right"
    assert outcome(conflict, said("37 sites"), [TEXT]).verdict == "incomplete"


def test_only_a_refusal_is_right_where_the_documents_say_nothing() -> None:
    assert outcome(unanswerable(), said("Das steht nicht in den Dokumenten."), [TEXT]).verdict == "right"
    answered = outcome(unanswerable(), said("37"), [TEXT])
    assert (answered.verdict, answered.refused) == ("wrong", False)


def test_quotes_that_come_with_an_answer_must_stand_in_a_document() -> None:
    assert is_quoted(said("Etwa 37.", quotes=("Das NUM hat 37 Standorte.",)), [TEXT])
    assert not is_quoted(said("37", quotes=("Das NUM hat 37 Standorte.", "Es hat 38.")), [TEXT])


def test_an_answer_without_quotes_must_itself_stand_in_a_passage() -> None:
    assert is_quoted(said("„die mii bekommt\n 200 Mio. Euro“."), [])
    assert not is_quoted(said("Die MII bekommt 300 Mio. Euro."), [])
    assert not is_quoted(said("37", passages=()), [TEXT])
    assert not is_quoted(said("…"), [TEXT])


def outcomes() -> list:
    given = [
        (item("right"), said("37")),
        (item("wrong"), said("Es sind wohl 38.")),
        (item("refused"), said("Das ist nicht bekannt.")),
        (unanswerable("no"), said("Keine Angabe.")),
        (unanswerable("yes"), said("37")),
    ]
    return [outcome(one, answer, [TEXT]) for one, answer in given]


def test_shares_are_of_the_questions_that_they_are_about() -> None:
    found = figures(outcomes(), peak=5)
    shares = {name: round(found[name].value, 3) for name in ("right", "false_answers", "false_refusals", "quoted")}
    assert shares == {"right": 0.333, "false_answers": 0.5, "false_refusals": 0.333, "quoted": 0.667}
    assert (found["seconds"].value, found["memory"]) == (2.0, 5)
    assert [one["id"] for one in found["items"]] == ["right", "wrong", "refused", "no", "yes"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (
            "en",
            [
                "beside other pipelines: beleg, 5 questions (3 answerable)",
                "33.3 % (",
                "2.0 s",
                "1.5 GB",
                "fixed phrases",
            ],
        ),
        (
            "de",
            ["neben anderen Verfahren: beleg, 5 Fragen (3 beantwortbar)", "33,3 % (", "2,0 s", "1,5 GB", "Wendungen"],
        ),
    ],
)
def test_the_table_says_what_was_compared(language: str, shown: list[str]) -> None:
    rows = [
        {"name": "Beleg", "version": None} | figures(outcomes(), peak=1_500_000_000),
        {"name": "txtai", "version": "9"} | figures(outcomes()[:3], peak=1_500_000_000),
    ]
    head = {"set": "beleg", "questions": 5, "answerable": 3, "documents": 2}
    table = markdown(head | {"pipelines": rows}, language)
    assert all(words in table for words in shown)
    lines = [line for line in table.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in lines}) == 1
    assert lines[2].startswith("| Beleg |")
    assert lines[3].split(" | ")[0] == "| txtai 9"
    assert lines[3].split(" | ")[2] == "–"  # nothing unanswerable was asked


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list:
    """What workers are asked; they answer 37."""
    asked: list[tuple[str, str]] = []

    class Fake:
        def ask(self, do: str, **values: str) -> Reply:
            asked.append((do, values.get("question", "")))
            return Reply({"text": "37", "passages": [TEXT], "quotes": []}, 1.5, 7)

    @contextmanager
    def start(module: str, *, python: Path | None = None) -> Iterator[Fake]:
        asked.append(("start", module))
        yield Fake()

    monkeypatch.setattr("eval.peers.asking.worker", start)
    return asked


def test_what_was_answered_before_a_kill_is_not_asked_again(tmp_path: Path, started: list) -> None:
    beleg, questions = PEERS[0], [item("a", question="A?"), item("b", question="B?")]
    assert [answer.text for _, answer in ask_peer(beleg, questions[:1], tmp_path, {})] == ["37"]
    with (tmp_path / "beleg.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "b", "te')
    again = list(ask_peer(beleg, questions, tmp_path, {}))
    assert [(one.id, answer.seconds, answer.peak) for one, answer in again] == [("a", 1.5, 7), ("b", 1.5, 7)]
    assert [values for do, values in started if do == "answer"] == ["A?", "B?"]
    started.clear()
    assert len(list(ask_peer(beleg, questions, tmp_path, {}))) == 2
    assert started == []


def test_other_pipelines_are_asked_only_where_they_are_installed(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="make peers"):
        peer_python(tmp_path)


def test_what_beleg_needs_too_has_the_same_version() -> None:
    own = re.findall(r"^([\w-]+)==(\S+)", (REQUIREMENTS.parents[2] / "requirements.txt").read_text(), re.MULTILINE)
    shared = [(name, version) for name, version in own if name in versions()]
    assert len(shared) > 20
    assert {name: versions()[name] for name, _ in shared} == dict(shared)
    assert {peer.package for peer in PEERS if peer.package} <= versions().keys()


def test_every_pipeline_is_given_the_same_text_whole_and_by_headings() -> None:
    facts = ("Es hat heute 37 Standorte in Deutschland.", "Es bekommt 200 Mio. Euro im Jahr.")
    text = f"Das Netzwerk\n\nStand: 2026\n\n{facts[0]}\n\nDas Geld\n\n{facts[1]}"
    document = document_of("a.md", "A", text, "de")
    parts = sections(document)
    assert "\n\n".join(parts) == text
    assert parts[-1] == f"Das Geld\n\n{facts[1]}"
    given = job([document], Models("folder", "query: ", "passage: ", "model.gguf", 2))
    assert given["documents"][0]["text"] == text
    assert (given["query"], given["passage"], given["model"]) == ("query: ", "passage: ", "model.gguf")
    json.dumps(given)


def test_the_command_writes_one_table_and_asks_nothing_twice(
    tmp_path: Path, started: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = Models("folder", "query: ", "passage: ", "model.gguf", 2)
    monkeypatch.setattr("eval.models.models", lambda settings: models)
    monkeypatch.setattr("eval.peers.asking.peer_python", lambda cache: Path("python"))
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(TEXT, encoding="utf-8")
    follow_up = item("later", question="Und sonst?", history=[{"question": "?", "answer": "!"}])
    write_set(tmp_path / "own.jsonl", [item(question="Wie viele?"), unanswerable(), follow_up])
    app = typer.Typer()
    app.command()(peers)
    arguments = [
        str(tmp_path / "own.jsonl"),
        "--documents",
        str(tmp_path / "documents"),
        "--output",
        str(tmp_path / "run"),
    ]
    done = CliRunner().invoke(app, [*arguments, "--language", "de"])
    assert done.exit_code == 0, done.output
    assert "| Beleg | 100,0 % (zu wenige Dokumente) | 100,0 % (zu wenige Dokumente) |" in done.stdout
    assert (tmp_path / "run" / "peers.md").read_text(encoding="utf-8") in done.stdout
    assert [values for do, values in started if do == "start"] == [peer.module for peer in PEERS]
    assert "Und sonst?" not in [values for do, values in started if do == "answer"]
    started.clear()
    again = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    assert started == []
    assert [row["name"] for row in again["pipelines"]] == ["Beleg", "txtai", "LlamaIndex"]
    assert (again["schema"], again["questions"], again["answerable"]) == (1, 2, 1)
    assert json.loads((tmp_path / "run" / "peers.json").read_text()) == {
        k: v for k, v in again.items() if k != "folder"
    }
