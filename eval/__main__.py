"""The command line: `python -m eval`. A thin shell over the modules of the package."""

import json
import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, TextIO, TypeVar

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.answers import ask_probes, choose_probes, result_json, summary
from eval.check import problems
from eval.report import group_table, headline_table, plain_json, report
from eval.retrieval import measure, rank_queries, read_beir
from eval.run import ask_items, configuration, fingerprint, open_folder, write_json
from eval.score import score
from eval.sets import read_set
from eval.squad import read_squad_files
from eval.types import Interval
from index.errors import BelegError, ReadError
from index.read import read_document
from index.types import Document
from qa.abstain import FITTED
from qa.settings import Settings

T = TypeVar("T")

OWN_SET = Path(__file__).parent / "sets" / "beleg.jsonl"
SHIPPED = Path(__file__).parent.parent / "documents"
RUNS = Path("runs")
SCHEMA = 1

app = typer.Typer(
    help="How good the answers are.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_errors = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Documents = Annotated[Path | None, typer.Option(help="Folder with the documents.", exists=True, file_okay=False)]
QuestionSet = Annotated[Path, typer.Argument(metavar="[SET]", help="Question set.", exists=True, dir_okay=False)]


@app.command()
def run(
    question_set: QuestionSet = OWN_SET,
    documents: Documents = None,
    output: Annotated[Path | None, typer.Option(help="Run folder; goes on where a run was stopped.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask every question of a set, and keep the answers and the report in a run folder."""
    from qa import Assistant  # noqa: PLC0415  # opens heavy libraries, which --help and check do without

    items = read_set(question_set)
    settings = Settings.load(documents=documents)
    with _errors.status("Opening documents and models"):
        assistant = Assistant.open(settings.documents, settings=settings)
    with closing(assistant):
        known = {document.path: document for document in assistant.documents()}
        config = configuration(
            set_file=question_set, documents=list(known.values()), settings=settings.model_dump(mode="json")
        )
        folder = output or RUNS / f"{question_set.stem}-{fingerprint(config)}"
        open_folder(folder, config)
        answers = _tracked(ask_items(assistant, items, folder), "Asking", len(items))
        outcomes = [score(item, answer, known) for item, answer in answers]
    result = report(outcomes)
    write_json(folder / "report.json", result)
    if as_json:
        _print_json({name: value for name, value in result.items() if name != "items"} | {"folder": str(folder)})
        return
    console = Console()
    console.print(headline_table(result["headline"]))
    console.print(group_table("language", result["by_language"]))
    console.print(group_table("kind", result["by_kind"]))
    console.print(f"{len(items)} questions; answers and report are in {folder}")


@app.command()
def retrieval(
    folder: Annotated[Path, typer.Argument(metavar="BEIR_DIR", exists=True, file_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Measure the search alone on BEIR-format data, without the language model."""
    from index.embed import open_encoder  # noqa: PLC0415  # as above
    from index.index import Index  # noqa: PLC0415

    benchmark = read_beir(folder)
    settings = Settings.load()
    with _errors.status(f"Indexing {len(benchmark.documents)} documents"):
        index = Index.over(benchmark.documents, open_encoder(settings), passage_size=settings.passage_size)
    with closing(index):
        rankings = list(_tracked(rank_queries(index, benchmark), "Searching", len(benchmark.queries)))
    _print_figures(measure(rankings, benchmark.qrels), as_json)


@app.command()
def calibrate(
    squad: Annotated[Path, typer.Argument(metavar="SQUAD.json", exists=True, dir_okay=False)],
    translation: Annotated[Path, typer.Argument(metavar="TRANSLATION.json", exists=True, dir_okay=False)],
    *,
    sample: Annotated[int, typer.Option(min=12, help="Replies for each language.")] = 70,
    seed: Annotated[int, typer.Option(help="Chooses the sample and what is hidden.")] = 11,
    output: Annotated[Path, typer.Option(help="Where the fitted numbers go.")] = FITTED,
) -> None:
    """Fit how probably an answer is right, on development data and the project's own set. Takes half an hour."""
    from eval.calibrate import calibrate as fit_both  # noqa: PLC0415  # as above
    from eval.calibrate import write  # noqa: PLC0415
    from eval.replies import replied, replied_to_items, searched  # noqa: PLC0415
    from qa import Assistant  # noqa: PLC0415

    found, examples = [], []
    for files in ((squad, translation), (translation, squad)):
        paragraphs = read_squad_files(files)
        texts = [paragraph.document for file in paragraphs for paragraph in file]
        with closing(Assistant.over(texts, settings=Settings.load())) as assistant:
            every = choose_probes(paragraphs, sample=None, seed=seed, unanswerable=0)
            found += list(_tracked(searched(assistant, every), "Searching", 2 * len(every)))
            some = choose_probes(paragraphs, sample=sample, seed=seed, unanswerable=0.5)
            examples += list(_tracked(replied(assistant, some), "Asking", len(some)))
    with closing(Assistant.open(SHIPPED, settings=Settings.load())) as assistant:
        items = read_set(OWN_SET)
        examples += list(_tracked(replied_to_items(assistant, items), "Asking", len(items)))
    fitted = fit_both(found, examples)
    write(output, fitted)
    _print_json(fitted["report"])


@app.command()
def answers(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="SQUAD.json",
            help="SQuAD-format file with the questions; further files only add paragraphs.",
            exists=True,
            dir_okay=False,
        ),
    ],
    *,
    documents_from: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE ...", help="Files whose paragraphs are added.", exists=True, dir_okay=False),
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="How many questions; all without it.")] = None,
    seed: Annotated[int, typer.Option(help="Chooses the sample and what is hidden.")] = 0,
    unanswerable: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the questions whose paragraph is hidden.")
    ] = 0.5,
    output: Annotated[Path | None, typer.Option(help="Where each answer is written, line by line.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask questions of SQuAD-format data over all its paragraphs, and compare with the gold."""
    from qa import Assistant  # noqa: PLC0415  # as above

    paragraphs = read_squad_files([*files, *(documents_from or [])])
    probes = choose_probes(paragraphs, sample=sample, seed=seed, unanswerable=unanswerable)
    with _errors.status("Indexing paragraphs and opening models"):
        texts = [paragraph.document for file in paragraphs for paragraph in file]
        assistant = Assistant.over(texts, settings=Settings.load())
    results = []
    with closing(assistant), _lines(output) as lines:
        for result in _tracked(ask_probes(assistant, probes), "Asking", len(probes)):
            results.append(result)
            lines.write(json.dumps(plain_json(result_json(result)), ensure_ascii=False) + "\n")
            lines.flush()
    _print_figures(summary(results), as_json)


@app.command()
def check(
    question_set: QuestionSet = OWN_SET,
    documents: Documents = None,
) -> None:
    """Find gold quotes that are not in the documents, duplicates, and gold that cannot be read."""
    items = read_set(question_set)
    settings = Settings.load(documents=documents)
    named = sorted({support.document for item in items for support in item.support})
    found = list(problems(items, _read_documents(named, settings)))
    for problem in found:
        typer.echo(problem)
    typer.echo(f"{len(items)} items, {len(found)} problems", err=True)
    if found:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; what a person can mend becomes a message and exit code 1."""
    try:
        app()
    except BelegError as exc:
        typer.echo(f"{exc}", err=True)
        raise SystemExit(1) from exc


def _read_documents(paths: Iterable[str], settings: Settings) -> dict[str, Document]:
    """The documents that can be read, by path; the others are missing."""
    documents = {}
    for path in paths:
        file = settings.documents / path
        try:
            documents[path] = read_document(file, settings.documents, max_bytes=settings.max_bytes)
        except (ReadError, OSError) as exc:
            typer.echo(f"{path}: {exc}", err=True)
    return documents


def _tracked(values: Iterable[T], label: str, total: int) -> Iterable[T]:
    """The same values, with a progress bar where a person looks on."""
    return track(values, label, total, console=_errors, disable=not _errors.is_terminal)


def _lines(output: Path | None) -> TextIO:
    """The file to write to, or nowhere."""
    if output is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    output.parent.mkdir(parents=True, exist_ok=True)
    return output.open("w", encoding="utf-8", newline="\n")


def _print_figures(figures: dict[str, int | Interval], as_json: bool) -> None:
    if as_json:
        _print_json({"schema": SCHEMA} | figures)
        return
    table = Table("figure", "value", "95 % interval")
    for name, figure in figures.items():
        if isinstance(figure, int):
            table.add_row(name, str(figure), "")
        elif figure.value is None:
            table.add_row(name, "–", "")
        else:
            table.add_row(name, f"{figure.value:.3f}", f"{figure.low:.3f}–{figure.high:.3f}")
    Console().print(table)


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(plain_json(value), ensure_ascii=False, allow_nan=False))


if __name__ == "__main__":
    main()
