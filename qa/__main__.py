"""The command line for questions: `python -m qa ask`, `python -m qa batch`, `python -m qa verify`."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.progress import track

from index.errors import BelegError, QuestionError
from qa.settings import Settings
from qa.texts import text
from qa.types import Answer, Citation

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.recheck import Finding

VERIFY_SCHEMA = 1

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Ask questions about a folder of documents.")
Documents = Annotated[Path | None, typer.Option(help="Folder with the documents; default: the settings'.")]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question in German or English.")],
    documents: Documents = None,
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="Refuse what is less probably right; default: the settings'.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Answer one question, with the sentences that the answer rests on."""
    from qa.serialise import answer_json  # noqa: PLC0415  # the libraries behind answers take seconds; --help does not

    with _errors_as_messages(), _opened(documents) as assistant:
        answer = assistant.ask(question, threshold=threshold)
        out = sys.stdout
        out.write(_json(answer_json(answer)) if as_json else _readable(answer))
        out.write("\n")


@app.command()
def batch(
    questions: Annotated[Path, typer.Argument(help='File with one {"id", "question"} as JSON in each line.')],
    documents: Documents = None,
    output: Annotated[Path | None, typer.Option(help="File for the answers; default: standard output.")] = None,
) -> None:
    """Answer a file of questions, in its order, one line of JSON for each, written as soon as it is there."""
    with _errors_as_messages():
        asked = read_questions(questions)
        with _opened(documents) as assistant, _output(output) as out:
            failed = 0
            shown = track(asked, "Answering", console=Console(stderr=True), disable=not sys.stderr.isatty())
            for id_, question in shown:
                line = _answered(assistant, id_, question)
                failed += "error" in line
                out.write(_json(line) + "\n")
                out.flush()
        if failed:
            raise QuestionError(f"{failed} of {len(asked)} questions could not be answered; see their lines.")


@app.command()
def verify(
    answers: Annotated[
        Path, typer.Argument(metavar="ANSWER.json", help="What ask --json or batch wrote.", exists=True, dir_okay=False)
    ],
    documents: Annotated[
        Path | None,
        typer.Option(help="Folder with the documents; default: the settings'.", exists=True, file_okay=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check saved answers again, offline and without a model: exit code 1 where something does not hold."""
    from qa.recheck import recheck, unhashed  # noqa: PLC0415  # as above
    from qa.saved import documents_in, read_saved  # noqa: PLC0415

    with _errors_as_messages():
        saved = read_saved(answers)
        chosen = Settings.load(documents=documents)
        document_of = documents_in(chosen.documents, chosen.max_bytes)
        results = [(raw, recheck(raw, document_of), unhashed(raw)) for raw in saved]
    failed = sum(bool(findings) for _, findings, _ in results)
    if as_json:
        shown = [_checked(*result) for result in results]
        sys.stdout.write(
            _json({"schema": VERIFY_SCHEMA, "checked": len(saved), "failed": failed, "answers": shown}) + "\n"
        )
    else:
        for result in results:
            sys.stdout.write(_checked_readable(_checked(*result)))
    if failed:
        raise typer.Exit(1)


@app.command()
def settings() -> None:
    """Print every setting with its meaning and default, in the form of a beleg.toml."""
    for name, field in Settings.model_fields.items():
        value = f'"{field.default}"' if isinstance(field.default, str | Path) else field.default
        shown = f"{name} = {value}" if field.default is not None else f'{name} = ""'
        sys.stdout.write(f"# {field.description}\n# BELEG_{name.upper()} in the environment\n# {shown}\n\n")


def read_questions(path: Path) -> list[tuple[Any, str]]:
    """The ids and questions of a JSON Lines file. Raises QuestionError that names the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise QuestionError(f"{path} cannot be read as a UTF-8 file of questions: {exc}") from exc
    asked = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            id_, question = raw["id"], raw["question"]
        except (ValueError, KeyError, TypeError) as exc:
            raise QuestionError(
                f'{path}, line {number}: not an object with "id" and "question": {line[:80]!r}'
            ) from exc
        if not isinstance(question, str):
            raise QuestionError(f"{path}, line {number}: the question is no text: {question!r}")
        asked.append((id_, question))
    return asked


def _checked(raw: dict[str, Any], findings: "Sequence[Finding]", unhashed: Sequence[str]) -> dict[str, Any]:
    """What checking one answer said, with the id that its line has, if any."""
    named = {"id": raw["id"]} if "id" in raw else {}
    problems = [{"claim": finding.claim, "reason": finding.reason.said("en")} for finding in findings]
    return {**named, "question": raw.get("question"), "holds": not problems, "problems": problems, "unhashed": unhashed}


def _checked_readable(shape: dict[str, Any]) -> str:
    lines = [f"{'holds' if shape['holds'] else 'FAILED'}: {shape['question']}"]
    for problem in shape["problems"]:
        lines.append(
            f"    {'answer' if problem['claim'] is None else 'claim {claim}'.format(**problem)}: {problem['reason']}"
        )
    if shape["unhashed"]:
        lines.append(f"    The receipt has no hash of {', '.join(shape['unhashed'])}; only the quotes were checked.")
    return "\n".join(lines) + "\n"


def _answered(assistant: "Assistant", id_: Any, question: str) -> dict[str, Any]:
    from qa.serialise import answer_json  # noqa: PLC0415  # as above

    try:
        return {"id": id_, **answer_json(assistant.ask(question))}
    except BelegError as exc:
        return {"id": id_, "question": question, "error": str(exc)}


@contextmanager
def _opened(documents: Path | None) -> Iterator["Assistant"]:
    from qa.assistant import Assistant  # noqa: PLC0415  # as above

    assistant = Assistant.open(settings=Settings.load(documents=documents))
    try:
        for failure in assistant.failures():
            sys.stderr.write(f"Left out: {failure.path}: {failure.reason}\n")
        yield assistant
    finally:
        assistant.close()


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    try:
        file = path.open("w", encoding="utf-8", newline="\n")
    except OSError as exc:
        raise QuestionError(f"{path} cannot be written: {exc.strerror}") from exc
    with file:
        yield file


@contextmanager
def _errors_as_messages() -> Iterator[None]:
    try:
        yield
    except BelegError as exc:
        sys.stderr.write(f"{exc}\n")
        raise typer.Exit(1) from exc


def _json(shape: dict[str, Any]) -> str:
    return json.dumps(shape, ensure_ascii=False)


def _readable(answer: Answer) -> str:
    citations = [c for claim in answer.claims for c in claim.citations] or list(answer.nearest)
    lines = [answer.text, ""]
    if citations and not answer.claims:
        lines.append(text("nearest", answer.language))
    lines += [_source(number, citation, answer) for number, citation in enumerate(citations, start=1)]
    return "\n".join(lines)


def _source(number: int, citation: Citation, answer: Answer) -> str:
    from qa.conflicts import localised_date  # noqa: PLC0415  # as above

    language = answer.language
    date = localised_date(citation.published, language) if citation.published else text("undated", language)
    page = f", {text('page', language)} {citation.page}" if citation.page else ""
    return f"[{number}] “{citation.quote}”\n    {citation.title}, {date}{page} ({citation.document})"


if __name__ == "__main__":
    app()
