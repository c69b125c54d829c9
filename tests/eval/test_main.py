"""The command line as a program sees it, with stand-ins for the models."""

import json
import re
import subprocess
import sys

import pytest

import eval.__main__ as shell
from eval.sets import read_set
from index.types import Hit, Passage

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
def project(tmp_path, monkeypatch, line_assistant, assistant_over):
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
            return assistant_over({path.name: path.read_text() for path in sorted(documents.iterdir())})

        @classmethod
        def over(cls, documents, *, settings=None):
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


def test_run_writes_a_folder_and_prints_the_headline(project, command):
    code, out, _ = command("run", "set.jsonl", "--output", "run", "--json")
    assert code == 0
    printed = json.loads(out)
    assert printed["headline"]["right_and_quoted"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert printed["headline"]["right_refusals"]["value"] == 1.0
    assert printed["questions"] == 3
    assert {file.name for file in (project / "run").iterdir()} == {
        "config.json",
        "answers.jsonl",
        "report.json",
    }
    report = json.loads((project / "run" / "report.json").read_text())
    assert [item["verdict"] for item in report["items"]] == ["right", "right", "right"]


def test_run_twice_reports_the_same_byte_for_byte(project, command):
    command("run", "set.jsonl", "--output", "one", "--json")
    command("run", "set.jsonl", "--output", "two", "--json")
    for name in ("answers.jsonl", "report.json"):
        assert (project / "one" / name).read_bytes() == (project / "two" / name).read_bytes()


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


def test_answers_prints_the_contract(project, command):
    code, out, _ = command("answers", "xq.de.json", "--documents-from", "xq.en.json", "--unanswerable", 0, "--json")
    assert code == 0
    printed = json.loads(out)
    assert list(printed) == [
        "schema", "questions", "em", "f1", "source_hit", "verbatim_quotes", "false_answers",
        "false_refusals", "auroc", "seconds",
    ]  # fmt: skip
    assert printed["questions"] == 1
    assert printed["source_hit"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert printed["auroc"] == {"value": None, "low": None, "high": None}


def test_answers_takes_several_files_after_one_flag(project, command):
    code, *_ = command(
        "answers", "xq.de.json", "--documents-from", "xq.en.json", "xq.de.json", "--output", "out/a.jsonl",
        "--unanswerable", 1, "--seed", 3, "--sample", 5,
    )  # fmt: skip
    assert code == 0
    (line,) = (project / "out" / "a.jsonl").read_text().splitlines()
    assert json.loads(line)["hidden"] == ["xq.de/000-00-Super_Bowl.txt", "xq.en/000-00-Super_Bowl.txt"]


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


def test_check_tells_sound_sets_from_broken_ones(project, command):
    assert command("check", "set.jsonl") == (0, "", "3 items, 0 problems\n")
    broken = ITEMS[0] | {"support": [{"document": "netzwerk.md", "quote": "38 Standorte"}]}
    (project / "set.jsonl").write_text(json.dumps(broken))
    code, out, err = command("check", "set.jsonl", "--documents", "documents")
    assert (code, err) == (1, "1 items, 2 problems\n")
    assert out.startswith("de: netzwerk.md does not contain '38 Standorte'\n")


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


@pytest.mark.parametrize("name", ["run", "retrieval", "answers", "check"])
def test_every_command_has_help(command, name):
    code, out, _ = command(name, "--help")
    assert code == 0
    assert "--json" in out or name == "check"


def test_the_set_that_ships_can_be_read():
    if not shell.OWN_SET.exists():
        pytest.fail("eval/sets/beleg.jsonl is missing")
    items = read_set(shell.OWN_SET)
    assert len(items) >= 60
    assert abs(sum(item.language == "de" for item in items) / len(items) - 0.5) < 0.1
    assert sum(not item.answerable for item in items) >= 15
