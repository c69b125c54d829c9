"""The command line as a program sees it, with stand-ins for the models."""

import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import count

import pytest

import eval.__main__ as shell
from eval.commands.options import OWN_SET
from eval.measures import MEASURES
from eval.sets import read_set
from index.read import read_document
from index.types import Hit, Passage
from qa.types import Timings

DOCUMENTS = {
    "netzwerk.md": "Standorte im Netzwerk Universitätsmedizin: 37.\n",
    "initiative.txt": "The informatics initiative started in 2018.\n",
}
ITEMS = [
    {
        "schema": 1, "id": "de", "language": "de", "question": "Wie viele Standorte hat das Netzwerk?",
        "kind": "count", "status": "answered", "gold": {"type": "count", "value": 37},
        "support": [{"document": "netzwerk.md", "quote": "Standorte im Netzwerk Universitätsmedizin: 37."}],
    },
    {
        "schema": 1, "id": "en", "language": "en", "question": "When was the initiative started?",
        "kind": "date", "status": "answered", "gold": {"type": "date", "value": "2018"},
        "support": [{"document": "initiative.txt", "quote": "started in 2018"}],
    },
    {
        "schema": 1, "id": "off", "language": "de", "question": "Wer singt?", "kind": "person",
        "status": "not_in_documents", "near_miss": "Nobody sings.",
    },
]  # fmt: skip


@pytest.fixture
def project(tmp_path, monkeypatch, line_assistant):
    """A folder with documents, a set and SQuAD-format data, in which the models are stand-ins."""
    (tmp_path / "documents").mkdir()
    for name, text in DOCUMENTS.items():
        (tmp_path / "documents" / name).write_text(text, encoding="utf-8")
    (tmp_path / "set.jsonl").write_text("".join(json.dumps(item) + "\n" for item in ITEMS))
    for language, text, question, answer in (
        ("de", "Die Panthers gaben 308 Punkte ab.", "Wie viele Punkte gaben die Panthers ab?", "308"),
        ("en", "The Panthers gave up 308 points.", "How many points did the Panthers give up?", "308"),
    ):
        qas = [
            {
                "id": "q",
                "question": question,
                "answers": [{"text": answer, "answer_start": text.index(answer)}],
            }
        ]
        paragraphs = [{"context": text, "qas": qas}]
        squad = {"data": [{"title": "Super_Bowl", "paragraphs": paragraphs}]}
        (tmp_path / f"xq.{language}.json").write_text(json.dumps(squad))

    class Assistant(line_assistant):
        @classmethod
        def open(cls, documents, *, settings=None, progress=None):
            return cls([read_document(path, documents) for path in sorted(documents.iterdir())])

        @classmethod
        def over(cls, documents, *, settings=None, model=None):
            return cls(documents)

    class Index:
        @classmethod
        def over(cls, documents, encoder, *, passage_size):
            index = cls()
            index.documents = documents
            return index

        def close(self):
            pass

        def search(self, query, k=10):
            return [Hit(Passage(d.id, 0, 1, d.text[:1]), 1.0, {}) for d in self.documents][:k]

    monkeypatch.setattr("qa.Assistant", Assistant, raising=False)
    monkeypatch.setattr("qa.assistant.Assistant", Assistant)
    monkeypatch.setattr("qa.assistant.open_model", lambda settings: None)
    monkeypatch.setattr("index.index.Index", Index)
    monkeypatch.setattr("index.embed.open_encoder", lambda settings: None, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(monkeypatch, capsys):
    """Runs a command line; returns its exit code and what it printed."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["eval", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            shell.main()
        printed = capsys.readouterr()
        return left.value.code or 0, printed.out, printed.err

    return run


def test_run_tells_a_program_how_far_it_is(project, command):
    code, _, err = command("run", "set.jsonl", "--output", "run", "--steps", "--json")
    assert code == 0
    assert [line for line in err.splitlines() if line[:1].isdigit()] == ["1/3", "2/3", "3/3"]


def test_run_writes_a_folder_and_prints_the_headline(project, command):
    code, out, _ = command("run", "set.jsonl", "--output", "run", "--json")
    assert code == 0
    printed = json.loads(out)
    assert printed["headline"]["right_and_quoted"] == {"value": 1.0, "low": None, "high": None}
    assert printed["headline"]["right_refusals"]["value"] == 1.0
    assert printed["questions"] == 3
    assert {file.name for file in (project / "run").iterdir()} == {
        "config.json",
        "answers.jsonl",
        "memory.json",
        "report.json",
        "report.html",
        "report.md",
        "junit.xml",
    }
    report = json.loads((project / "run" / "report.json").read_text())
    assert [item["verdict"] for item in report["items"]] == ["right", "right", "right"]


def test_run_twice_reports_the_same_byte_for_byte(project, command, monkeypatch):
    monkeypatch.setattr("eval.memory.peak_memory", lambda: 3_200_000_000)
    command("run", "set.jsonl", "--output", "one", "--json")
    command("run", "set.jsonl", "--output", "two", "--json")
    for name in ("answers.jsonl", "report.json"):
        assert (project / "one" / name).read_bytes() == (project / "two" / name).read_bytes()


def test_two_runs_differ_in_their_times_alone(project, command, monkeypatch, line_assistant):
    """What is left of every file without its times, byte for byte; the same times give the same bytes everywhere."""
    asked = count()

    def ask(self, question, **named):
        answer, tick = line_assistant.ask(self, question, **named), next(asked)
        return replace(answer, seconds=Timings(0.1 + tick, 1.5 + 2 * tick, 2.5 + 3 * tick))

    monkeypatch.setattr("qa.Assistant.ask", ask)
    for name in ("one", "two"):
        command("run", "set.jsonl", "--output", name, "--subset", 2)
    one, two = ({file.name: file.read_bytes() for file in (project / name).iterdir()} for name in ("one", "two"))
    assert one["answers.jsonl"] != two["answers.jsonl"]
    assert one["searches.jsonl"] == two["searches.jsonl"]
    for name in ("answers.jsonl", "report.json"):
        assert timeless(one[name]) == timeless(two[name])
    assert junit_without_times(one["junit.xml"]) == junit_without_times(two["junit.xml"])
    for name in ("config.json", "answers.jsonl", "memory.json"):
        (project / "two" / name).write_bytes(one[name])
    command("report", "two", "set.jsonl")
    assert {file.name: file.read_bytes() for file in (project / "two").iterdir()} == one


def timeless(content):
    """The JSON values of each line, or of the whole, without what is measured in seconds."""
    times = ("seconds", "search", "first_token", "total", "memory")

    def without(value):
        if isinstance(value, dict):
            return {name: without(part) for name, part in value.items() if name not in times}
        return [without(part) for part in value] if isinstance(value, list) else value

    try:
        return json.dumps(without(json.loads(content)))
    except ValueError:
        return [json.dumps(without(json.loads(line))) for line in content.splitlines()]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_run_that_is_scored_again_reports_the_same_byte_for_byte(
    project, command, monkeypatch, line_assistant, language
):
    """Whatever decimals the model's confidence and the clock have."""
    asked = count(1)

    def ask(self, question, **named):
        tick, answer = next(asked), line_assistant.ask(self, question, **named)
        seconds = Timings(0.1234567 * tick, 0.7654321 * tick, 0.98765432 * tick)
        return replace(answer, confidence=answer.confidence - tick / 123456, seconds=seconds)

    monkeypatch.setattr("qa.Assistant.ask", ask)
    monkeypatch.setattr("eval.memory.peak_memory", lambda: 3_200_000_000)
    command("run", "set.jsonl", "--output", "run", "--language", language)
    fresh = {file.name: file.read_bytes() for file in (project / "run").iterdir()}
    for arguments in (("report", "run", "set.jsonl"), ("run", "set.jsonl", "--output", "run")):
        assert command(*arguments, "--language", language)[0] == 0
        assert {file.name: file.read_bytes() for file in (project / "run").iterdir()} == fresh


def test_other_weights_under_the_same_name_are_another_run(project, command, monkeypatch):
    command("run", "set.jsonl")
    monkeypatch.setattr("qa.Assistant.models", lambda self: {"encoder": "lines", "language_model": "other"})
    command("run", "set.jsonl")
    assert len([*(project / "runs").iterdir()]) == 2


def test_other_weights_under_the_same_name_are_not_asked_in_the_folder_of_the_first(project, command, monkeypatch):
    command("run", "set.jsonl", "--output", "run")
    monkeypatch.setattr("qa.Assistant.models", lambda self: {"encoder": "lines", "language_model": "other"})
    code, _, err = command("run", "set.jsonl", "--output", "run")
    assert (code, err) == (1, "run/config.json is of a run with other models. Choose another --output.\n")


def test_a_run_asked_for_with_the_page_on_another_port_is_the_same_run(project, command, monkeypatch):
    command("run", "set.jsonl")
    monkeypatch.setenv("BELEG_PORT", "7999")
    command("run", "set.jsonl")
    assert len([*(project / "runs").iterdir()]) == 1


def junit_without_times(content):
    return re.sub(rb' time="[^"]*"', b"", content)


def test_run_prints_tables_for_people_and_finds_its_folder_again(project, command):
    code, out, _ = command("run", "set.jsonl")
    assert code == 0
    for words in ("100.0 %", "By language", "By kind", "count"):
        assert words in out
    (folder,) = (project / "runs").iterdir()
    answers = (folder / "answers.jsonl").read_bytes()
    assert command("run", "set.jsonl")[0] == 0
    assert [*(project / "runs").iterdir()] == [folder]
    assert (folder / "answers.jsonl").read_bytes() == answers


def test_run_takes_a_table_of_questions_and_answers(project, command):
    table = (
        "Frage;Antwort\nWie viele Standorte hat das Netzwerk?;37\nWhen was the initiative started?;2018\nWer singt?;\n"
    )
    (project / "fragen.csv").write_text(table, encoding="utf-8")
    assert command("check", "fragen.csv")[0] == 0
    code, out, _ = command("run", "fragen.csv", "--json")
    assert code == 0
    headline = json.loads(out)["headline"]
    assert (headline["right"]["value"], headline["right_refusals"]["value"]) == (1.0, 1.0)
    assert headline["right_and_quoted"]["value"] is None


def test_a_table_with_a_third_column_is_refused_by_line(project, command):
    (project / "fragen.csv").write_text("question,answer\nWho?,Me\nWhat?,This, and that\n")
    code, _, err = command("run", "fragen.csv")
    assert (code, err.splitlines()[0][:26]) == (1, "fragen.csv, line 3: 3 colu")


def test_run_asks_a_subset_into_a_folder_of_its_own(project, command):
    code, out, _ = command("run", "set.jsonl", "--subset", 2, "--json")
    assert (code, json.loads(out)["questions"]) == (0, 2)
    command("run", "set.jsonl")
    assert len([*(project / "runs").iterdir()]) == 2


def test_what_a_subset_leaves_out_is_searched_for_the_gate_alone(project, command):
    code, out, _ = command("run", "set.jsonl", "--subset", 2, "--output", "few", "--json")
    assert (code, json.loads(out)["questions"], "searched" in json.loads(out)) == (0, 2, False)
    report = (project / "few" / "report.json").read_bytes()
    asked = {one["id"] for one in json.loads(report)["items"]}
    searched = {one["id"]: one["rank"] for one in json.loads(report)["searched"]}
    supported = {item["id"] for item in ITEMS if item.get("support")}
    assert searched == dict.fromkeys(supported - asked, 1) != {}
    command("run", "set.jsonl", "--output", "all")
    (project / "budget.toml").write_text("[fall]\nsupport_rank = 0.0\n")
    code, out, _ = command("gate", "few", "--baseline", "all", "--budget", "budget.toml", "--json")
    assert (code, json.loads(out)["checks"][0]["questions"]) == (0, len(supported))
    assert command("report", "few", "set.jsonl")[0] == 0
    assert (project / "few" / "report.json").read_bytes() == report


@pytest.mark.parametrize(("language", "words"), [("de", "Auf einen Blick"), ("en", "At a glance")])
def test_report_scores_stored_answers_again_without_a_model(project, command, monkeypatch, language, words):
    command("run", "set.jsonl", "--output", "run")
    before = (project / "run" / "report.json").read_bytes()
    for name in ("report.json", "report.html"):
        (project / "run" / name).unlink()
    monkeypatch.setattr("qa.Assistant", None, raising=False)
    code, out, _ = command("report", "run", "set.jsonl", "--language", language)
    assert (code, out) == (0, "3 questions; the report is run/report.html\n")
    assert (project / "run" / "report.json").read_bytes() == before
    html = (project / "run" / "report.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in html
    assert words in html


def test_report_follows_gold_that_was_mended(project, command):
    command("run", "set.jsonl", "--output", "run")
    mended = [ITEMS[0] | {"gold": {"type": "count", "value": 38}}, *ITEMS[1:]]
    (project / "set.jsonl").write_text("".join(json.dumps(item) + "\n" for item in mended))
    assert command("report", "run", "set.jsonl")[0] == 0
    report = json.loads((project / "run" / "report.json").read_text())
    assert [item["failure"] for item in report["items"]] == ["misread", None, None]


def test_report_refuses_other_documents_questions_and_folders(project, command):
    command("run", "set.jsonl", "--output", "run")
    assert command("report", "documents", "set.jsonl")[0] == 1
    asked = [ITEMS[0] | {"question": "Wie viele?"}, *ITEMS[1:]]
    (project / "other.jsonl").write_text("".join(json.dumps(item) + "\n" for item in asked))
    assert "asked another question as de" in command("report", "run", "other.jsonl")[2]
    (project / "none.jsonl").write_text(json.dumps(ITEMS[0] | {"id": "new"}))
    assert "no answer to any question" in command("report", "run", "none.jsonl")[2]
    (project / "documents" / "netzwerk.md").write_text("Anders.")
    assert "other documents" in command("report", "run", "set.jsonl")[2]


@pytest.fixture
def worse(project, command):
    """Two runs, of which the second got one question wrong."""
    command("run", "set.jsonl", "--output", "one")
    shutil.copytree(project / "one", project / "two")
    file = project / "two" / "answers.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('"text": "37"', '"text": "38"'), encoding="utf-8")
    command("report", "two", "set.jsonl")
    return project


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ("1 questions flipped; no difference can be told to be more than noise.", "misread", "in words",
                "0.500", "too few documents", "lean on fewer than 5")),
        ("de", ("Anders ausgegangene Fragen: 1; von keinem Unterschied lässt sich sagen,", "falsch gelesen",
                "in Worten", "0,500", "zu wenige Dokumente", "hängen an weniger als 5")),
    ],
)  # fmt: skip
def test_compare_shows_what_flipped_and_where_documents_are_too_few(worse, command, monkeypatch, language, shown):
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = command("compare", "one", "two", "--language", language)
    assert code == 0
    assert [words for words in shown if words not in " ".join(out.split())] == []


def test_compare_prints_json(worse, command):
    shutil.copytree(worse / "two", worse / "three")
    code, out, _ = command("compare", "one", "two", "three", "--json")
    printed = json.loads(out)
    assert (code, printed["schema"], printed["runs"]) == (0, 1, ["one", "two", "three"])
    (flip,) = printed["flips"]
    assert (flip["id"], flip["results"]) == ("de", ["outcome_right", "misread", "misread"])
    assert flip["texts"][0] == "Standorte im Netzwerk Universitätsmedizin: 37."
    right = [change for change in printed["changes"] if change["measure"] == "right"]
    assert [change["run"] for change in right] == ["two", "three"]
    assert [(change["first"], change["other"], change["verdict"]) for change in right] == [
        (1, 0.5, "too few documents")
    ] * 2
    assert [(change["p"], change["change"]["low"]) for change in right] == [(None, None)] * 2


def test_compare_prints_the_rows_of_a_run_under_its_name(worse, command, monkeypatch):
    """The third has no unanswerable question, and so no `right_refusals`."""
    monkeypatch.setenv("COLUMNS", "120")
    (worse / "few.jsonl").write_text("".join(json.dumps(item) + "\n" for item in ITEMS[:2]))
    command("run", "few.jsonl", "--output", "three")
    out = command("compare", "one", "two", "three")[1]
    second, third = re.split(r"(?m)^ +figure ", out)[1:]
    assert " two " in second.splitlines()[0] and " three " in third.splitlines()[0]
    rows = [[line.split()[0] for line in table.splitlines()[2:] if line.strip()] for table in (second, third)]
    measures = [row for row in rows[0] if row in MEASURES]
    assert "right_refusals" in measures
    assert [row for row in rows[1] if row in MEASURES] == [name for name in measures if name != "right_refusals"]
    right = [next(line for line in table.splitlines() if line.split()[:1] == ["right"]) for table in (second, third)]
    assert [line.split()[3] for line in right] == ["0.500", "1.000"]


def test_compare_tells_folders_of_one_name_apart(worse, command):
    for folder, of in (("before", "one"), ("after", "two")):
        shutil.copytree(worse / of, worse / folder / "run")
    code, out, _ = command("compare", "before/run", "after/run", "--json")
    assert (code, json.loads(out)["runs"]) == (0, ["before/run", "after/run"])
    assert {change["run"] for change in json.loads(out)["changes"]} == {"after/run"}
    command("baseline", "two", "--output", "baseline.json")
    assert json.loads(command("compare", "two", "baseline.json", "--json")[1])["runs"] == ["two", "baseline.json"]
    code, _, err = command("compare", "one", "two", "./two")
    assert (code, err) == (1, "two is named twice. Name each run once.\n")


def test_compare_wants_two_runs_of_shared_questions(worse, command):
    assert command("compare", "one")[0] == 2
    (worse / "other.jsonl").write_text(json.dumps(ITEMS[0] | {"id": "new"}))
    command("run", "other.jsonl", "--output", "three")
    code, _, err = command("compare", "one", "three")
    assert (code, err) == (1, "one and three have no question in common.\n")


def test_gate_passes_what_is_like_the_baseline_and_fails_with_the_reason(worse, command):
    assert command("baseline", "one", "--output", "baseline.json")[0] == 0
    (worse / "budget.toml").write_text("[floor]\nright = 0.9\n[fall]\nright_refusals = 0.1\n")
    limits = ("--baseline", "baseline.json", "--budget", "budget.toml")
    code, out, err = command("gate", "one", *limits)
    assert (code, err) == (0, "")
    assert "kept" in out
    for language, reason, shown in (
        ("en", "right is 50.0 % and must be 90.0 %",
         ("two against one", "figure", "failed", "open", "floor 0.9", "(fewer than 5) for right_refusals")),
        ("de", "right ist 50,0 % und muss 90,0 % sein",
         ("two gegen one", "Kennzahl", "verfehlt", "offen", "ab 0,9", "(weniger als 5) bei right_refusals")),
    ):  # fmt: skip
        code, out, err = command("gate", "two", *limits, "--language", language)
        assert (code, err) == (1, f"Gate: {reason}\n")
        assert [words for words in shown if words not in out] == []
    code, out, _ = command("gate", "two", *limits, "--json")
    assert (code, json.loads(out)["passed"]) == (1, False)
    assert [check["measure"] for check in json.loads(out)["checks"]] == ["right_refusals", "right"]


def test_gate_takes_the_latest_run(project, command):
    (project / "budget.toml").write_text("[floor]\nright = 0.9\n")
    command("run", "set.jsonl")
    (run,) = (project / "runs").iterdir()
    limits = ("--baseline", run, "--budget", "budget.toml")
    code, out, _ = command("gate", *limits, "--json")
    assert (code, json.loads(out)["run"]) == (0, run.name)
    assert command("baseline", "nowhere")[0] == 2


def test_gate_takes_a_run_that_was_gone_on_with_for_later_than_one_that_was_begun_since(project, command):
    (project / "budget.toml").write_text("[floor]\nright = 0.9\n")
    command("run", "set.jsonl")
    (run,) = (project / "runs").iterdir()
    head = json.loads((run / "config.json").read_text())
    (run / "config.json").write_text(json.dumps(head | {"started": "2020-01-01T00:00:00+00:00"}))
    command("run", "set.jsonl", "--subset", 2)
    limits = ("--baseline", run, "--budget", "budget.toml", "--json")
    assert json.loads(command("gate", *limits)[1])["run"] != run.name
    command("run", "set.jsonl")
    assert json.loads(command("gate", *limits)[1])["run"] == run.name


def test_gate_without_any_run_says_so(project, command):
    (project / "baseline.json").write_text(
        '{"schema": 1, "name": "", "commit": null, "configuration": {}, "models": {}, "items": []}'
    )
    code, _, err = command("gate", "--baseline", "baseline.json")
    assert (code, err) == (1, "There is no finished run in runs. Name one, or start one: python -m eval run\n")


def test_faults_fails_unless_each_is_caught(project, command, monkeypatch):
    """In this process, and with an assistant that no settings and no stemmer can break."""

    class Here(ProcessPoolExecutor):
        def submit(self, function, /, *arguments, **named):
            done = Future()
            done.set_result(function(*arguments, **named))
            return done

    monkeypatch.setattr("eval.commands.faults._own_process", Here)
    (project / "budget.toml").write_text("[floor]\nverbatim_quotes = 1.0\nbacked_claims = 1.0\n")
    usual = ("faults", "set.jsonl", "--budget", "budget.toml", "--subset", 4, "--healthy", 2)
    code, out, _ = command(*usual, "--only", "offsets_shifted", "--only", "years_swapped", "--json")
    assert (code, json.loads(out)["failed"]) == (0, [])
    assert list(json.loads(out)["caught"]) == ["baseline", "healthy-1", "healthy-2", "offsets_shifted", "years_swapped"]
    code, out, _ = command(*usual, "--only", "always_answer", "--json")
    assert (code, json.loads(out)["failed"]) == (1, ["always_answer"])
    code, out, _ = command(*usual, "--only", "always_answer", "--only", "offsets_shifted")
    assert out.splitlines()[-1] == "1 of 2 faults caught, 0 of 2 healthy runs alarmed."
    assert command(*usual, "--only", "nonsense")[0] == 2


def test_answers_prints_the_contract(project, command):
    code, out, _ = command("answers", "xq.de.json", "--documents-from", "xq.en.json", "--unanswerable", 0, "--json")
    assert code == 0
    printed = json.loads(out)
    assert list(printed) == [
        "schema", "questions", "em", "f1", "source_hit", "verbatim_quotes", "false_answers",
        "false_refusals", "auroc", "seconds",
    ]  # fmt: skip
    assert printed["questions"] == 1
    assert printed["source_hit"] == {"value": 1.0, "low": None, "high": None}
    assert printed["auroc"] == {"value": None, "low": None, "high": None}


def test_answers_takes_several_files_after_one_flag(project, command):
    code, *_ = command(
        "answers", "xq.de.json", "--documents-from", "xq.en.json", "xq.de.json", "--output", "out/a.jsonl",
        "--unanswerable", 1, "--seed", 3, "--sample", 5,
    )  # fmt: skip
    assert code == 0
    (line,) = (project / "out" / "a.jsonl").read_text().splitlines()
    assert json.loads(line)["hidden"] == ["xq.de/000-00-Super_Bowl.txt", "xq.en/000-00-Super_Bowl.txt"]


def test_calibrating_on_other_paragraphs_than_the_hard_questions_are_about_is_told_before_anything_is_asked(
    project, command
):
    code, out, err = command("calibrate", "xq.de.json", "xq.en.json", "--output", "fitted.json")
    assert (code, out) == (1, "")
    assert "xquad-hard.jsonl is about other paragraphs than those of xq.de.json and xq.en.json" in " ".join(err.split())
    assert not (project / "fitted.json").exists()


def test_retrieval_measures_what_the_script_makes(project, command):
    script = shell.__file__.replace("eval/__main__.py", "scripts/xquad_to_beir.py")
    made = subprocess.run(
        [sys.executable, script, "xq.en.json", "xq.de.json", "--queries", "xq.de.json", "--output", "beir"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    code, out, _ = command("retrieval", "beir", "--json")
    assert code == 0
    printed = json.loads(out)
    assert list(printed) == ["schema", "queries", "ndcg@10", "mrr@10", "recall@10"]
    assert (printed["queries"], printed["recall@10"]["value"]) == (1, 1.0)


@pytest.fixture
def data(project):
    """Other people's data by format: two questions with answers and, where the format has such, one without."""
    paragraphs = {
        "Die Panthers gaben 308 Punkte ab.": ("p", "Wie viele Punkte gaben die Panthers ab?", "308"),
        "The Vistula flows through Warsaw.": ("w", "Which city does the Vistula flow through?", "Warsaw"),
    }
    contexts = [
        {"context": text, "qas": [{"id": id_, "question": q, "answers": [{"text": a, "answer_start": text.index(a)}]}]}
        for text, (id_, q, a) in paragraphs.items()
    ]
    contexts[0]["qas"].append({"id": "n", "question": "Wer singt?", "is_impossible": True, "answers": []})
    (project / "squad.json").write_text(json.dumps({"data": [{"title": "All", "paragraphs": contexts}]}))
    (project / "beir" / "qrels").mkdir(parents=True)
    rows = {
        "corpus": [{"_id": f"d-{id_}", "text": text} for text, (id_, *_) in paragraphs.items()],
        "queries": [{"_id": id_, "text": question} for id_, question, _ in paragraphs.values()],
    }
    for name, lines in rows.items():
        (project / "beir" / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (project / "beir" / "qrels" / "test.tsv").write_text("p\td-p\t1\nw\td-w\t1\n")
    table = "".join(f'"{question}","{answer}"\n' for _, question, answer in paragraphs.values())
    (project / "table.csv").write_text(table + "Wer singt?,\n")
    for text, (id_, *_) in paragraphs.items():
        (project / "documents" / f"{id_}.txt").write_text(text)
    return project


FORMATS = pytest.mark.parametrize("name", ["table.csv", "squad.json", "beir"])


@FORMATS
def test_data_of_every_format_go_through_the_same_commands(data, command, name):
    assert command("check", name)[0] == 0
    code, out, _ = command("run", name, "--output", "one", "--json")
    assert code == 0
    answerable = json.loads(out)["headline"]["false_refusals"]
    assert (json.loads(out)["questions"], answerable["value"]) == (2 if name == "beir" else 3, 0)
    files = {file.name: file.read_bytes() for file in (data / "one").iterdir()}
    assert {"config.json", "answers.jsonl", "report.json", "report.html", "report.md", "junit.xml"} <= files.keys()
    code, out, _ = command("report", "one", name)
    assert (code, "the report is one/report.html" in out) == (0, True)
    assert {file.name: file.read_bytes() for file in (data / "one").iterdir()} == files
    assert command("run", name, "--output", "two")[0] == 0
    code, out, _ = command("compare", "one", "two")
    assert (code, "0 questions flipped" in out) == (0, True)
    assert command("baseline", "one", "--output", "baseline.json")[0] == 0
    code, out, err = command("gate", "two", "--baseline", "baseline.json", "--json")
    assert (code, err, json.loads(out)["passed"]) == (0, "", True)
    unknown = {"table.csv": {"right_and_quoted", "support_found", "support_rank"}, "squad.json": set()}
    beir = {"right_and_quoted", "right", "right_refusals"}
    assert {check["measure"] for check in json.loads(out)["checks"] if not check["questions"]} == unknown.get(
        name, beir
    )


@FORMATS
def test_a_run_that_was_killed_asks_nothing_twice_whatever_the_format(data, command, monkeypatch, name, line_assistant):
    asked = []

    def ask(self, question, **named):
        asked.append(question)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return line_assistant.ask(self, question, **named)

    monkeypatch.setattr("qa.Assistant.ask", ask)
    assert command("run", name)[0] != 0
    code, out, _ = command("run", name, "--json")
    questions = json.loads(out)["questions"]
    assert (code, len(asked), len(set(asked))) == (0, questions + 1, questions)
    assert len([*(data / "runs").iterdir()]) == 1


@FORMATS
def test_a_subset_of_any_format_is_asked_and_the_rest_searched(data, command, name):
    assert command("run", name, "--subset", 1, "--output", "few", "--json")[0] == 0
    report = json.loads((data / "few" / "report.json").read_text())
    assert len(report["items"]) == 1
    assert all(one["rank"] == 1 for one in report["searched"])


def test_squad_format_data_are_judged_by_their_answers_and_sentences(data, command):
    _, out, _ = command("run", "squad.json", "--output", "run", "--json")
    headline = json.loads(out)["headline"]
    assert [headline[name]["value"] for name in ("right", "right_and_quoted", "right_refusals")] == [1, 1, 1]
    assert {one["id"] for one in json.loads((data / "run" / "report.json").read_text())["items"]} == {"p", "w", "n"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Nicht gemessen wird darum, ob Antworten richtig sind"), ("en", "Whether answers are right is therefore")],
)
def test_beir_format_data_are_judged_by_their_documents_and_the_report_says_so(data, command, language, words):
    _, out, _ = command("run", "beir", "--output", "run", "--json")
    headline = json.loads(out)["headline"]
    found = ("support_found", "support_rank", "citation_precision", "citation_recall", "verbatim_quotes")
    assert [headline[name]["value"] for name in found] == [1] * 5
    unknown = ("right", "right_and_quoted", "right_refusals", "calibration_error", "risk_coverage_area")
    assert [headline[name]["value"] for name in unknown] == [None] * 5
    assert command("report", "run", "beir", "--language", language)[0] == 0
    for name in ("report.html", "report.md"):
        assert words in (data / "run" / name).read_text(encoding="utf-8").replace("\\", "")


def test_a_refused_query_of_beir_format_data_has_failed_in_words(data, command):
    queries = data / "beir" / "queries.jsonl"
    queries.write_text(json.dumps({"_id": "p", "text": "Wer?"}) + "\n" + json.dumps({"_id": "w", "text": "Who?"}))
    assert command("run", "beir", "--output", "run")[0] == 0
    report = json.loads((data / "run" / "report.json").read_text())
    assert report["failures"] == {"not_retrieved": 2}
    for name in ("report.html", "report.md", "junit.xml"):
        assert "The set names relevant documents, and no answer." in (data / "run" / name).read_text().replace("\\", "")


@pytest.mark.parametrize("name", ["squad.json", "beir"])
def test_data_that_bring_documents_are_asked_about_no_folder(data, command, name):
    command("run", name, "--output", "run")
    for arguments in (("run", name), ("report", "run", name), ("check", name)):
        code, _, err = command(*arguments, "--documents", "documents")
        assert (code, "brings its own documents" in err) == (2, True)
    code, _, err = command("speed", name)
    assert (code, "brings its own documents" in err) == (2 if name == "beir" else 1, name != "beir")


def test_answers_go_on_where_they_were_stopped(project, command, monkeypatch, line_assistant):
    questions = json.loads((project / "xq.de.json").read_text())
    (qas,) = questions["data"][0]["paragraphs"]
    qas["qas"].append(qas["qas"][0] | {"id": "r", "question": "Welche Punkte gaben die Panthers ab?"})
    (project / "xq.de.json").write_text(json.dumps(questions))
    usual = ("answers", "xq.de.json", "--unanswerable", 0, "--json")
    whole = command(*usual, "--output", "whole.jsonl")[1]
    asked = []

    def ask(self, question, **named):
        asked.append(question)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return line_assistant.ask(self, question, **named)

    monkeypatch.setattr("qa.Assistant.ask", ask)
    assert command(*usual, "--output", "new/a.jsonl")[0] != 0
    code, out, _ = command(*usual, "--output", "new/a.jsonl")
    assert (code, out, len(asked), len(set(asked))) == (0, whole, 3, 2)
    assert (project / "new" / "a.jsonl").read_bytes() == (project / "whole.jsonl").read_bytes()


def test_answers_of_another_run_are_neither_mixed_nor_lost(project, command):
    usual = ("answers", "xq.de.json", "--output", "a.jsonl")
    assert command(*usual)[0] == 0
    before = (project / "a.jsonl").read_bytes()
    code, _, err = command(*usual, "--seed", 3)
    assert (code, "with other seed. Choose another --output." in err) == (1, True)
    (project / "a.jsonl.config.json").unlink()
    code, _, err = command(*usual)
    assert (code, "Choose another --output." in err) == (1, True)
    assert (project / "a.jsonl").read_bytes() == before


def test_check_tells_sound_sets_from_broken_ones(project, command):
    assert command("check", "set.jsonl") == (0, "", "3 items, 0 problems\n")
    broken = ITEMS[0] | {"support": [{"document": "netzwerk.md", "quote": "38 Standorte"}]}
    (project / "set.jsonl").write_text(json.dumps(broken))
    code, out, err = command("check", "set.jsonl", "--documents", "documents")
    assert (code, err) == (1, "1 items, 2 problems\n")
    assert out.startswith("de: netzwerk.md does not contain '38 Standorte'\n")


def test_check_tells_every_line_that_cannot_be_read_and_what_is_wrong_with_the_others(project, command):
    broken = ITEMS[0] | {"support": [{"document": "gone.md", "quote": "37"}]}
    lines = ["{", json.dumps(broken), json.dumps(ITEMS[1] | {"gold": {"type": "count", "value": "many"}})]
    (project / "set.jsonl").write_text("\n".join(lines))
    code, out, err = command("check", "set.jsonl", "--documents", "documents")
    assert (code, err) == (1, "1 items, 4 problems\n")
    assert [line[:17] for line in out.splitlines()][:2] == ["set.jsonl, line 1", "set.jsonl, line 3"]
    assert "de: there is no document 'gone.md'" in out

    (project / "fragen.csv").write_text('Wer?,Ich\nWas?,Dies, das\n,Niemand\nWer?,Du\nWann?,"2020" und\n')
    code, out, err = command("check", "fragen.csv", "--documents", "documents")
    assert (code, err) == (1, "1 items, 4 problems\n")
    assert [line[:18] for line in out.splitlines()] == [f"fragen.csv, line {n}" for n in (2, 3, 4, 5)]


def test_check_warns_of_what_is_doubtful_and_lets_it_pass(project, command):
    (project / "set.jsonl").write_text("".join(json.dumps(item | {"near_miss": None}) + "\n" for item in ITEMS))
    code, out, err = command("check", "set.jsonl", "--documents", "documents")
    assert (code, err) == (0, "3 items, 0 problems, 1 warnings\n")
    assert out.startswith("warning: off: near_miss ")
    (project / "fragen.csv").write_text("Wie viel?,3x so viel\nWer?,\n")
    code, out, err = command("check", "fragen.csv", "--documents", "documents")
    assert (code, err) == (0, "2 items, 0 problems, 1 warnings\n")
    assert out.startswith("warning: line-1: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "nowhere.jsonl"),
        ("answers", "xq.de.json", "--unanswerable", "1.5"),
        ("answers", "xq.de.json", "--sample", "0"),
        ("retrieval", "nowhere"),
        ("nonsense",),
    ],
)
def test_wrong_usage_exits_with_2(project, command, arguments):
    assert command(*arguments)[0] == 2


def test_what_went_wrong_is_a_message_without_traceback(project, command):
    (project / "set.jsonl").write_text("{}")
    code, out, err = command("run", "set.jsonl")
    assert (code, out) == (1, "")
    assert re.match(r"set\.jsonl, line 1: ", err)
    assert "Traceback" not in err


NAMES = [command.callback.__name__.replace("_", "-") for command in shell.app.registered_commands]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help(command, name):
    code, out, _ = command(name, "--help")
    assert code == 0
    written = {"report", "baseline", "check", "calibrate", "tune-reading", "tune-writing", "new"}
    assert "--json" in out or name in written


def test_help_does_without_heavy_libraries():
    look = "import sys, eval.__main__; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True).stdout.split()
    assert {"numpy", "sklearn", "scipy", "torch", "ir_measures", "jinja2", "babel"}.isdisjoint(loaded)


def test_the_set_that_ships_can_be_read():
    if not OWN_SET.exists():
        pytest.fail("eval/sets/beleg.jsonl is missing")
    items = read_set(OWN_SET)
    assert len(items) >= 60
    assert abs(sum(item.language == "de" for item in items) / len(items) - 0.5) < 0.1
    assert sum(not item.answerable for item in items) >= 15
