"""`python -m eval new`."""
# ruff: noqa: PLC0415  # see `eval.commands`

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.text import Text

from eval.commands.console import complain, errors
from eval.commands.options import Documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.propose.review import View
    from eval.propose.types import Proposal
    from index.query_language import Language


def new(
    documents: Documents = None,
    *,
    output: Annotated[Path, typer.Option(help="The set that accepted questions are added to.", dir_okay=False)] = Path(
        "questions.jsonl"
    ),
    language: Annotated[Literal["de", "en", "both"], typer.Option(help="Language of the questions.")] = "both",
    count: Annotated[int, typer.Option(min=1, help="At most so many proposals.")] = 40,
    seed: Annotated[int, typer.Option(help="Chooses the proposals.")] = 0,
    messages: Annotated[
        Literal["de", "en"] | None,
        typer.Option(help="Language of the review; else that of the questions, English for both."),
    ] = None,
) -> None:
    """Propose questions from the sentences of a folder, to accept, mend or reject one by one in the terminal."""
    from eval.folder import read_folder
    from eval.propose.decisions import Decisions
    from eval.propose.propose import propose
    from eval.propose.review import review
    from eval.propose.texts import text
    from qa.settings import Settings

    settings = Settings.load(documents=documents)
    decisions = Decisions(output)
    known = read_folder(settings.documents, max_bytes=settings.max_bytes, failed=complain)
    with errors.status("Reading sentences"):
        languages: tuple[Language, ...] = ("de", "en") if language == "both" else (language,)
        proposals = propose(list(known.values()), languages=languages, count=count, seed=seed)
    shown = messages or ("de" if language == "de" else "en")
    if not proposals:
        typer.echo(text("none", shown), err=True)
        raise typer.Exit(1)
    if not sys.stdin.isatty():
        path = output.with_suffix(".proposals.jsonl")
        still = [proposal for proposal in proposals if not decisions.of(proposal.item.id)]
        write_proposals(path, still)
        typer.echo(text("written", shown, count=len(still), path=path))
        return
    review(proposals, known, decisions, Terminal(shown), shown)
    states = [decisions.of(proposal.item.id) for proposal in proposals]
    typer.echo(summary(states, output, shown))


def write_proposals(path: Path, proposals: "Iterable[Proposal]") -> None:
    """One line for each; `"proposal": true` keeps every other command from taking it for a question set."""
    from eval.sets import item_json

    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        {"proposal": True, "document": p.document, "start": p.start, "end": p.end} | item_json(p.item)
        for p in proposals
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def summary(states: "Sequence[str | None]", output: Path, language: "Language") -> str:
    """How many were decided, and that the rest can be gone on with."""
    from eval.propose.texts import text

    numbers = {"accepted": states.count("accepted"), "rejected": states.count("rejected"), "open": states.count(None)}
    said = text("summary", language, output=output, **numbers)
    return f"{said} {text('go_on', language)}" if numbers["open"] else said


class Terminal:
    """The screen of a review: colours, letters, lines that can be mended."""

    def __init__(self, language: "Language") -> None:
        self._language = language
        self._console = Console(highlight=False)

    def show(self, view: "View") -> None:
        """Print a proposal with its sentence in context, and the keys."""
        from eval.propose.texts import text

        out = self._console
        out.rule(Text(f"{view.place}{f' · {view.state}' if view.state else ''}"))
        out.print(Text.assemble((f"{text('question', self._language)} ", "dim"), (view.question, "bold")))
        out.print(Text.assemble((f"{view.gold_label} ", "dim"), (view.gold, "green")))
        out.print(Text.assemble((f"{view.source_label} ", "dim"), view.document))
        out.print(Text.assemble((f"{view.before} ", "dim"), (view.quote, "reverse"), (f" {view.after}", "dim")))
        out.print(Text(text("keys", self._language), style="cyan"))

    def say(self, message: str) -> None:
        """Print one line."""
        self._console.print(Text(message, style="yellow"))

    def key(self) -> str:
        """The first letter of a line: unlike single keys, none is lost that is typed before it is asked for."""
        return input("> ").strip()[:1]

    def line(self, label: str, written: str) -> str:
        """A line with the words already in it, where the terminal can do that."""
        try:
            import readline
        except ImportError:
            self.say(written)
            return input(f"{label} ")
        readline.set_startup_hook(lambda: readline.insert_text(written))
        try:
            return input(f"{label} ")
        finally:
            readline.set_startup_hook(None)
