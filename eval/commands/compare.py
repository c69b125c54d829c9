"""`python -m eval compare`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.commands.console import SCHEMA, print_json
from eval.commands.options import AsJson

if TYPE_CHECKING:
    from eval.compare import Change, Flip
    from eval.results import Results


def compare(
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN RUN ...", help="Folders of runs, or baselines.", exists=True)
    ],
    as_json: AsJson = False,
) -> None:
    """Show which questions flipped between the first run and the others, and what is more than noise."""
    from eval.compare import compare as changes_between
    from eval.compare import flips
    from eval.errors import RunError
    from eval.results import read_results

    if len(runs) < 2:
        raise typer.BadParameter("name at least two", param_hint="RUN RUN ...")
    results = [read_results(run) for run in runs]
    for other in results[1:]:
        if not results[0].outcomes.keys() & other.outcomes.keys():
            raise RunError(f"{results[0].name} and {other.name} have no question in common.")
    changes, flipped = changes_between(results), flips(results)
    if as_json:
        print_json(
            {
                "schema": SCHEMA,
                "runs": [result.name for result in results],
                "changes": [asdict(change) for change in changes],
                "flips": [asdict(flip) for flip in flipped],
            }
        )
        return
    console = Console()
    for note in _notes(results):
        console.print(note, markup=False)
    for number, other in enumerate(results[1:]):
        of = changes[number * len(changes) // (len(results) - 1) :][: len(changes) // (len(results) - 1)]
        console.print(change_table(results[0].name, other.name, of))
    if flipped:
        console.print(flip_table([result.name for result in results], flipped))
    console.print(_summary(changes, flipped), markup=False)


def change_table(first: str, other: str, changes: "Sequence[Change]") -> Table:
    """Each figure in both runs, with what the difference is worth."""
    table = Table(box=SIMPLE)
    table.add_column("figure", no_wrap=True)
    for heading in ("questions", escape(first), escape(other), "change", "95 %", "p", "in words"):
        table.add_column(heading)
    for change in changes:
        interval = change.change
        low, high = interval.low or 0.0, interval.high or 0.0
        table.add_row(
            change.measure,
            str(change.questions),
            f"{change.first:.3f}",
            f"{change.other:.3f}",
            f"{change.other - change.first:+.3f}",
            f"{low:+.3f}–{high:+.3f}" if change.verdict != "the same" else "",
            f"{change.p:.2g}" if change.verdict != "the same" else "",
            change.verdict,
        )
    return table


def flip_table(names: Sequence[str], flipped: "Sequence[Flip]") -> Table:
    """The questions that came to something else, side by side with the answers."""
    table = Table("question", *(escape(name) for name in names), show_lines=True)
    for flip in flipped:
        cells = (
            f"{result.removeprefix('outcome_')}\n{text}" for result, text in zip(flip.results, flip.texts, strict=True)
        )
        table.add_row(escape(flip.id), *(escape(cell.rstrip()) for cell in cells))
    return table


def _notes(results: "Sequence[Results]") -> list[str]:
    """What makes runs hard to compare."""
    sets = {str(result.configuration.get("set", {}).get("sha256")) for result in results}
    sizes = {len(result.outcomes) for result in results}
    notes = ["The runs asked different versions of the set; only questions of one id are compared."] * (len(sets) > 1)
    return notes + ["The runs have different numbers of questions; those in common are compared."] * (len(sizes) > 1)


def _summary(changes: "Sequence[Change]", flipped: "Sequence[Flip]") -> str:
    beyond = [f"{change.measure} is {change.verdict}" for change in changes if change.verdict in ("better", "worse")]
    found = "; ".join(beyond) if beyond else "every difference is within noise"
    return f"{len(flipped)} questions flipped; {found}."
