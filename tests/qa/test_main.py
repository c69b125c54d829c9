"""The command line: what a person reads, what a program reads, and how it ends when something is wrong."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from index.errors import GenerationError, ModelError, QuestionError
from index.read import read_document
from index.reasons import Cause, Reason
from index.sync import Failure
from qa.__main__ import app, read_questions
from qa.serialise import answer_json
from qa.settings import Settings
from qa.types import Answer, Citation, Claim, Timings

QUESTION = "Mit wie viel Geld wird die Initiative gefördert?"
FUNDING = ("200 Mio. Euro", "Die Initiative wird mit 200 Mio. Euro gefördert.")
ANSWER_KEYS = [
    "schema", "question", "language", "status", "answer", "confidence", "claims", "nearest", "seconds", "receipt",
]  # fmt: skip

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, assistant_over, releases, writes) -> Run:
    """Runs a command over the releases; `script` is what the model writes, `failures` what was not read."""

    def run(*arguments: str, script=None, failures: Sequence[Failure] = (), fails: Exception | None = None) -> Result:
        opened = assistant_over(releases, script or writes(FUNDING))
        opened.failures = lambda: tuple(failures)

        def open_assistant(*, settings: Settings) -> object:
            if fails:
                raise fails
            return opened

        monkeypatch.setattr("qa.assistant.Assistant.open", open_assistant)
        return CliRunner().invoke(app, list(arguments))

    return run


def _lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def _file(folder: Path, *lines: str) -> str:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_an_answer_is_read_with_its_quotes_and_their_places(run: Run) -> None:
    result = run("ask", QUESTION)
    assert result.exit_code == 0
    assert result.stdout == (
        "Die Initiative wird mit 200 Mio. Euro gefördert.\n\n"
        "[1] “Die Initiative wird von 2023 bis 2026 mit 200 Mio. Euro gefördert.”\n"
        "    Netzwerk und Initiative arbeiten zusammen, 28. Oktober 2022 (release-2022.txt)\n"
    )


def test_an_english_answer_is_english_throughout(run: Run, writes) -> None:
    script = writes(("100 Prozent", "The company is borne to 100 Prozent by the Bund."))
    result = run("ask", "What is the share of the Gesellschaft that the Bund bears?", script=script)
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "[1] “Die Gesellschaft wird vom Bund zu 100 Prozent getragen.”\n"
        "    Netzwerk wird dauerhaft fortgesetzt, 19 February 2026, page 2 (release-2026.pdf)\n"
    )


@pytest.mark.parametrize(
    ("question", "first", "undated"),
    [
        ("Wann wurde sie vom Mond aus gegründet?", "Das steht nicht in den Dokumenten.\n\nAm nächsten", "ohne Datum"),
        ("When was the initiative founded on the moon?", "The documents do not say.\n\nThe nearest", "no date"),
    ],
)
def test_a_refusal_shows_what_came_nearest_and_ends_well(
    question: str, first: str, undated: str, run: Run, writes
) -> None:
    result = run("ask", question, script=writes())
    assert result.exit_code == 0
    assert result.stdout.startswith(first)
    assert result.stdout.count("\n[") == 3
    assert "[3] “" in result.stdout
    assert undated in result.stdout or "The initiative" not in result.stdout


def test_the_json_of_an_answer_has_these_keys_in_this_order(run: Run) -> None:
    result = run("ask", QUESTION, "--json")
    (shape,) = _lines(result)
    assert list(shape) == ANSWER_KEYS
    assert shape["schema"] == 3
    assert (shape["question"], shape["status"], shape["answer"]) == (QUESTION, "answered", FUNDING[1])
    assert list(shape["claims"][0]) == ["text", "status", "citations", "answer_spans", "reason"]
    assert "ü" in run("ask", "Wofür wird gefördert?", "--json").stdout


def test_ask_takes_a_threshold(run: Run) -> None:
    (shape,) = _lines(run("ask", QUESTION, "--threshold", "0.99", "--json"))
    assert (shape["status"], shape["receipt"]["threshold"]) == ("not_in_documents", 0.99)
    assert run("ask", QUESTION, "--threshold", "1.5").exit_code == 2


def test_batch_keeps_order_and_ids_of_any_kind(run: Run, tmp_path: Path) -> None:
    ids = ["b", 7, None, 1.5, "a", ["x", 1], {"n": "ä"}, True]
    asked = [json.dumps({"id": id_, "question": f"{QUESTION} {n}", "more": 1}) for n, id_ in enumerate(ids)]
    result = run("batch", _file(tmp_path, *asked))
    shapes = _lines(result)
    assert result.exit_code == 0
    assert [shape["id"] for shape in shapes] == ids
    assert [shape["question"] for shape in shapes] == [f"{QUESTION} {n}" for n in range(len(ids))]
    assert all(list(shape) == ["id", *ANSWER_KEYS] for shape in shapes)


def test_batch_takes_blank_lines_a_byte_order_mark_and_windows_line_ends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes('\ufeff{"id": 1, "question": "Wie?"}\r\n\r\n  \r\n{"id": 2, "question": "Wo?"}\r\n'.encode())
    assert [shape["id"] for shape in _lines(run("batch", str(path)))] == [1, 2]


def test_batch_writes_a_file(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "answers.jsonl"
    result = run("batch", _file(tmp_path, json.dumps({"id": "ä", "question": QUESTION})), "--output", str(output))
    assert (result.exit_code, result.stdout) == (0, "")
    written = output.read_bytes()
    assert written.endswith(b"}\n")
    assert b"\r" not in written
    assert json.loads(written)["id"] == "ä"


def test_batch_has_each_answer_out_before_the_next_question(
    run: Run, tmp_path: Path, writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "answers.jsonl"
    there: list[int] = []

    def script(question: str, quote: str) -> tuple[float, str]:
        there.append(len(output.read_text(encoding="utf-8").splitlines()))
        return writes()(question, quote)

    asked = [json.dumps({"id": n, "question": QUESTION}) for n in range(3)]
    assert run("batch", _file(tmp_path, *asked), "--output", str(output), script=script).exit_code == 0
    assert sorted(set(there)) == [0, 1, 2]
    assert there == sorted(there)


def test_a_question_that_fails_has_a_line_of_its_own_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    asked = [json.dumps({"id": n, "question": question}) for n, question in enumerate([QUESTION, " ", QUESTION])]
    result = run("batch", _file(tmp_path, *asked))
    shapes = _lines(result)
    assert result.exit_code == 1
    assert [shape["id"] for shape in shapes] == [0, 1, 2]
    assert shapes[1] == {"id": 1, "question": " ", "error": "The question is empty."}
    assert shapes[2]["status"] == "answered"
    assert "1 of 3 questions could not be answered" in result.stderr


@pytest.mark.parametrize(
    "line",
    ["kein JSON", "[]", "7", '"Wann?"', "null", '{"id": 1}', '{"question": "Wann?"}', '{"id": 1, "question": 5}', "{"],
)
def test_a_line_that_is_no_question_is_named_before_anything_is_asked(line: str, run: Run, tmp_path: Path) -> None:
    result = run("batch", _file(tmp_path, '{"id": 1, "question": "Wann?"}', "", line))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "questions.jsonl, line 3: " in result.stderr


def test_a_file_of_questions_that_is_missing_or_no_text_is_named(run: Run, tmp_path: Path) -> None:
    missing = run("batch", str(tmp_path / "missing.jsonl"))
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "missing.jsonl" in missing.stderr
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"id": 1, "question": "Förderung?"}'.encode("latin-1"))
    with pytest.raises(QuestionError, match=r"latin\.jsonl cannot be read as a UTF-8 file"):
        read_questions(latin)


def test_an_empty_file_of_questions_gives_no_answers(run: Run, tmp_path: Path) -> None:
    result = run("batch", _file(tmp_path, ""))
    assert (result.exit_code, result.stdout) == (0, "")


def test_an_output_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "no-such-folder" / "answers.jsonl"
    result = run("batch", _file(tmp_path, '{"id": 1, "question": "Wann?"}'), "--output", str(output))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "answers.jsonl cannot be written" in result.stderr


def test_a_file_that_was_left_out_is_reported_beside_the_answer(run: Run) -> None:
    result = run("ask", QUESTION, "--json", failures=[Failure("scan.pdf", Reason(Cause.SCANNED))])
    assert result.exit_code == 0
    assert "Left out: scan.pdf: the file has no text" in result.stderr
    assert len(_lines(result)) == 1


@pytest.mark.parametrize("error", [ModelError(Cause.NO_GGUF, "it"), GenerationError(Cause.MODEL_FAILED, "it")])
def test_what_goes_wrong_is_one_line_and_exit_code_one(error: Exception, run: Run) -> None:
    result = run("ask", QUESTION, fails=error)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{error}\n")


@pytest.mark.parametrize("question", ["", "  ", "a" * 1001])
def test_a_question_that_cannot_be_used_is_exit_code_one(question: str, run: Run) -> None:
    result = run("ask", question)
    assert result.exit_code == 1
    assert result.stderr.startswith("The question ")


@pytest.mark.parametrize(
    "arguments", [["ask"], ["batch"], ["ask", QUESTION, "--no-such-option"], ["no-such-command"], ["ask", "a", "b"]]
)
def test_wrong_usage_is_exit_code_two(arguments: list[str], run: Run) -> None:
    assert run(*arguments).exit_code == 2


def test_the_documents_folder_of_the_flag_is_used(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[Path] = []

    def open_assistant(*, settings: Settings) -> object:
        seen.append(settings.documents)
        raise ModelError(Cause.NO_GGUF, "far enough")

    monkeypatch.setattr("qa.assistant.Assistant.open", open_assistant)
    CliRunner().invoke(app, ["ask", QUESTION, "--documents", str(tmp_path)])
    CliRunner().invoke(app, ["ask", QUESTION])
    assert seen == [tmp_path, Path("documents")]


def test_settings_are_printed_with_their_meaning_and_default(run: Run) -> None:
    shown = run("settings").stdout
    for name, field in Settings.model_fields.items():
        assert f"# {field.description}\n# BELEG_{name.upper()} in the environment\n# {name} = " in shown


@pytest.fixture
def answered(releases, tmp_path: Path) -> tuple[Path, Path]:
    """An answer in a file, and the folder with the document that it quotes."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "release-2022.txt").write_text(releases[0].text, encoding="utf-8")
    document = read_document(folder / "release-2022.txt", folder)
    quote = "Die Initiative wird von 2023 bis 2026 mit 200 Mio. Euro gefördert."
    start = document.text.index(quote)
    citation = Citation(document.path, document.title, document.published, None, start, start + len(quote), quote)
    claim = Claim(FUNDING[1], "supported", (citation,))
    answer = Answer(
        QUESTION, "de", "answered", FUNDING[1], (claim,), 0.9, (), Timings(0.1, 1.0, 2.0), {"documents": {}}
    )
    file = tmp_path / "answer.json"
    file.write_text(json.dumps({"id": 1, **answer_json(answer)}, ensure_ascii=False), encoding="utf-8")
    return file, folder


def test_a_saved_answer_is_verified(run: Run, answered: tuple[Path, Path]) -> None:
    file, folder = answered
    held = run("verify", str(file), "--documents", str(folder))
    assert (held.exit_code, held.stdout.splitlines()[0]) == (0, f"holds: {QUESTION}")
    as_json = run("verify", str(file), "--documents", str(folder), "--json")
    assert as_json.exit_code == 0
    (shape,) = _lines(as_json)
    assert list(shape) == ["schema", "checked", "failed", "answers"]
    assert (shape["schema"], shape["checked"], shape["failed"]) == (1, 1, 0)
    (shown,) = shape["answers"]
    assert list(shown) == ["id", "question", "holds", "problems", "unhashed"]
    assert (shown["id"], shown["holds"], shown["problems"]) == (1, True, [])


def test_an_answer_that_was_tampered_with_fails_with_its_reason(run: Run, answered: tuple[Path, Path]) -> None:
    file, folder = answered
    whole = file.read_text(encoding="utf-8")
    lines = [whole, whole.replace("200 Mio.", "300 Mio.")]
    file.write_text("\n".join(lines), encoding="utf-8")
    failed = run("verify", str(file), "--documents", str(folder))
    assert failed.exit_code == 1
    assert f"FAILED: {QUESTION}" in failed.stdout
    assert "    claim 1: the quote " in failed.stdout
    (shape,) = _lines(run("verify", str(file), "--documents", str(folder), "--json"))
    assert (shape["checked"], shape["failed"]) == (2, 1)
    assert [shown["holds"] for shown in shape["answers"]] == [True, False]
    assert shape["answers"][1]["problems"][0]["claim"] == 1


def test_a_broken_file_fails_and_a_missing_one_is_wrong_usage(run: Run, answered: tuple[Path, Path]) -> None:
    file, folder = answered
    file.write_text('{"schema": 2, "answer"', encoding="utf-8")
    broken = run("verify", str(file), "--documents", str(folder))
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert "answer.json, line 1: not JSON" in broken.stderr
    assert run("verify", str(file) + ".gone").exit_code == 2
    assert run("verify", str(file), "--documents", str(folder / "gone")).exit_code == 2
    assert run("verify").exit_code == 2


@pytest.mark.parametrize("command", ["ask", "batch", "verify", "settings"])
def test_every_command_has_help(command: str, run: Run) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert "Usage" in shown.stdout


def test_it_starts_as_a_module() -> None:
    root = Path(__file__).parents[2]
    shown = subprocess.run(
        [sys.executable, "-m", "qa", "--help"], cwd=root, capture_output=True, text=True, check=False, timeout=120
    )
    assert shown.returncode == 0, shown.stderr
    assert all(command in shown.stdout for command in ("ask", "batch", "verify", "settings"))


def test_help_opens_no_heavy_library() -> None:
    code = "import sys; import qa.__main__; sys.exit(any(m in sys.modules for m in ('torch', 'faiss', 'llama_cpp')))"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False, timeout=60).returncode == 0
