"""The command line: `python -m index`. A thin shell over the modules of the package."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from index.errors import BelegError
from index.paths import data_folder, index_folder
from index.settings import IndexSettings

if TYPE_CHECKING:
    from index.index import Index
    from index.sync import SyncReport
    from index.types import Document, Hit

SCHEMA = 1

_EDITABLE = ("title", "publisher", "published")

app = typer.Typer(
    help="The searchable index of a folder of documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_errors = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Documents = Annotated[Path | None, typer.Option(help="Folder with the documents.", exists=True, file_okay=False)]


@app.command()
def sync(documents: Documents = None, as_json: AsJson = False) -> None:
    """Bring the index up to date with the folder: only what has changed is read and embedded."""
    with _synced(IndexSettings.load(documents=documents)) as (_, report):
        if as_json:
            _print_json(report_json(report))
        else:
            typer.echo(
                f"{report.added} added, {report.changed} changed, {report.removed} removed, "
                f"{report.unchanged} unchanged; the index has {report.documents} documents "
                f"and {report.passages} passages ({report.seconds:.1f} s)"
            )
        for failure in report.failed:
            typer.echo(f"Not read: {failure.path}: {failure.reason}", err=True)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Question or words to search for.")],
    k: Annotated[int, typer.Option("-k", min=1, help="How many passages.")] = 10,
    documents: Documents = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages that fit a question best, after bringing the index up to date."""
    if not query.strip():
        raise typer.BadParameter("it is empty", param_hint="QUERY")
    with _synced(IndexSettings.load(documents=documents)) as (index, _):
        found = [(index.document(hit.passage.document_id), hit) for hit in index.search(query, k)]
    if as_json:
        _print_json({"schema": SCHEMA, "query": query, "hits": [hit_json(*pair) for pair in found]})
        return
    for number, (document, hit) in enumerate(found, start=1):
        typer.echo(_headline(number, document, hit))
        typer.echo(f"{hit.passage.text}\n")


@app.command()
def edit(  # noqa: PLR0917  # typer makes options of them
    path: Annotated[str, typer.Argument(help="Path of the document in its folder.")],
    title: Annotated[str | None, typer.Option(help="The right title.")] = None,
    publisher: Annotated[str | None, typer.Option(help='The right publisher; "" if it is unknown.')] = None,
    date: Annotated[
        str | None,
        typer.Option(help='When it was published: 2026, February 2026 or 2026-02-19; "" if that is unknown.'),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Go back to what was found in the document.")] = False,
    documents: Documents = None,
    as_json: AsJson = False,
) -> None:
    """Correct the title, publisher or date of a document by hand."""
    if undo == any(value is not None for value in (title, publisher, date)):
        raise typer.BadParameter("give at least one of --title, --publisher and --date, or --undo alone")
    from index.edit import edit as correct  # noqa: PLC0415  # heavy libraries, which --help does without

    folder = IndexSettings.load(documents=documents).documents
    found, now = correct(folder, path, title=title, publisher=publisher, date=date, undo=undo)
    if as_json:
        _print_json(edit_json(found, now))
        return
    typer.echo(now.path)
    for name in _EDITABLE:
        was, is_ = getattr(found, name) or "unknown", getattr(now, name) or "unknown"
        typer.echo(f"  {name}: {is_}" + (f"  (found: {was})" if was != is_ else ""))


def report_json(report: "SyncReport") -> dict[str, Any]:
    """What `sync --json` prints."""
    return {
        "schema": SCHEMA,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "failed": [{"path": failure.path, "reason": str(failure.reason)} for failure in report.failed],
        "documents": report.documents,
        "passages": report.passages,
        "seconds": round(report.seconds, 3),
    }


def hit_json(document: "Document", hit: "Hit") -> dict[str, Any]:
    """What `search --json` prints of a passage."""
    return {
        "document": document.path,
        "title": document.title,
        "published": document.published,
        "page": document.page_at(hit.passage.start),
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "score": hit.score,
        "parts": dict(hit.parts),
    }


def edit_json(found: "Document", now: "Document") -> dict[str, Any]:
    """What `edit --json` prints: the values that hold, and those that were found in the document."""
    return {
        "schema": SCHEMA,
        "document": now.path,
        **{name: getattr(now, name) for name in _EDITABLE},
        "found": {name: getattr(found, name) for name in _EDITABLE},
    }


def main() -> None:
    """Run the command line; what a person can mend becomes a message and exit code 1."""
    try:
        app()
    except BelegError as exc:
        typer.echo(f"{exc}", err=True)
        raise SystemExit(1) from exc


@contextmanager
def _synced(settings: IndexSettings) -> Iterator[tuple["Index", "SyncReport"]]:
    """The index of the settings' folder, brought up to date with a progress bar, and what was done."""
    with _errors.status("Opening the sentence encoder"):
        from index.embed import open_encoder  # noqa: PLC0415  # heavy libraries, which --help does without
        from index.index import Index  # noqa: PLC0415 # as above
    encoder = open_encoder(settings)
    folder = index_folder(settings.documents, data_folder())
    with closing(Index(folder, encoder, passage_size=settings.passage_size)) as index:
        with _progress() as announce:
            report = index.sync(settings.documents, max_bytes=settings.max_bytes, progress=announce)
        yield index, report


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar that a sync moves on, where a person looks on."""
    path = TextColumn("{task.description}", markup=False)
    columns = (TextColumn("Indexing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), path)
    with Progress(*columns, console=_errors, transient=True, disable=not _errors.is_terminal) as bar:
        task = bar.add_task("", total=None, visible=False)

        def announce(path: str, number: int, total: int) -> None:
            bar.update(task, description=path, completed=number - 1, total=total, visible=True)

        yield announce


def _headline(number: int, document: "Document", hit: "Hit") -> str:
    page = document.page_at(hit.passage.start)
    place = [document.published or "undated", document.path, *([f"page {page}"] if page else [])]
    return f"{number}. {document.title} ({', '.join(place)})  {hit.score:.3f}"


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
