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


def test_run_twice_reports_the_same_byte_for_byte(project, command):
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
    times = ("seconds", "search", "first_token", "total")

    def without(value):
        if isinstance(value, dict):
            return {name: without(part) for name, part in value.items() if name not in times}
        return [without(part) for part in value] if isinstance(value, list) else value

    try:
        return json.dumps(without(json.loads(content)))
    except ValueError:
        return [json.dumps(without(json.loads(line))) for line in content.splitlines()]


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
    shutil.rmtree(project / "runs")
    assert command("baseline", "nowhere")[0] == 2


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


NAMES = [command.callback.__name__ for command in shell.app.registered_commands]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help(command, name):
    code, out, _ = command(name, "--help")
    assert code == 0
    assert "--json" in out or name in {"report", "baseline", "check", "calibrate", "new"}


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
