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
from eval.commands.options import AsJson, ReportLanguage

if TYPE_CHECKING:
    from eval.compare import Change, Flip
    from eval.report.texts import Language
    from eval.results import Results


def compare(
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN RUN ...", help="Folders of runs, or baselines.", exists=True)
    ],
    language: ReportLanguage = "en",
    as_json: AsJson = False,
) -> None:
    """Show which questions flipped between the first run and the others, and what is more than noise."""
    from eval.compare import compare as changes_between
    from eval.compare import flips
    from eval.compare_texts import summary
    from eval.errors import RunError
    from eval.results import read_several

    if len(runs) < 2:
        raise typer.BadParameter("name at least two", param_hint="RUN RUN ...")
    results = read_several(runs)
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
    for note in _notes(results, language):
        console.print(note, markup=False)
    for other in results[1:]:
        of = [change for change in changes if change.run == other.name]
        console.print(change_table(results[0].name, other.name, of, language))
    if flipped:
        console.print(flip_table([result.name for result in results], flipped, language))
    console.print(summary(changes, len(flipped), language), markup=False)


def change_table(first: str, other: str, changes: "Sequence[Change]", language: "Language") -> Table:
    """Each figure in both runs, with what the difference is worth."""
    from eval.compare_texts import HEADINGS, VERDICTS, number, probability

    figure, questions, *others = HEADINGS[language]
    table = Table(box=SIMPLE)
    table.add_column(figure, no_wrap=True)
    for heading in (questions, escape(first), escape(other), *others):
        table.add_column(heading)
    for change in changes:
        interval, same = change.change, change.verdict == "the same"
        bounds = [number(bound, language, signed=True) for bound in (interval.low, interval.high) if bound is not None]
        table.add_row(
            change.measure,
            str(change.questions),
            number(change.first, language),
            number(change.other, language),
            number(change.other - change.first, language, signed=True),
            "" if same else "–".join(bounds),
            "" if same or change.p is None else probability(change.p, language),
            VERDICTS[change.verdict][language],
        )
    return table


def flip_table(names: Sequence[str], flipped: "Sequence[Flip]", language: "Language") -> Table:
    """The questions that came to something else, side by side with the answers."""
    from eval.compare_texts import QUESTION
    from eval.report.texts import text

    table = Table(QUESTION[language], *(escape(name) for name in names), show_lines=True)
    for flip in flipped:
        cells = (f"{text(result, language)}\n{said}" for result, said in zip(flip.results, flip.texts, strict=True))
        table.add_row(escape(flip.id), *(escape(cell.rstrip()) for cell in cells))
    return table


def _notes(results: "Sequence[Results]", language: "Language") -> list[str]:
    """What makes runs hard to compare."""
    from eval.compare_texts import OTHER_SET, OTHER_SIZE

    sets = {str(result.configuration.get("set", {}).get("sha256")) for result in results}
    sizes = {len(result.outcomes) for result in results}
    return [OTHER_SET[language]] * (len(sets) > 1) + [OTHER_SIZE[language]] * (len(sizes) > 1)
