"""What commands print, and where: results to standard output, progress and complaints to standard error."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from eval.types import Interval

T = TypeVar("T")

SCHEMA = 1

errors = Console(stderr=True)


def complain(path: str, reason: str) -> None:
    """Say of a file what is wrong with it."""
    typer.echo(f"{path}: {reason}", err=True)


def tracked(values: Iterable[T], label: str, total: int, *, steps: bool = False) -> Iterable[T]:
    """The same values, with a progress bar and the time left where a person looks on.

    With `steps` a line such as `3/40` stands for the bar, for a program that looks on.
    """
    if steps:
        for done, value in enumerate(values, 1):
            yield value
            typer.echo(f"{done}/{total}", err=True)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, disable=not errors.is_terminal) as bar:
        yield from bar.track(values, total, description=label)


def print_figures(figures: "Mapping[str, int | Interval]", *, as_json: bool) -> None:
    """Figures with their intervals, as JSON or as a table."""
    if as_json:
        print_json({"schema": SCHEMA} | dict(figures))
        return
    table = Table("figure", "value", "95 % interval")
    for name, figure in figures.items():
        if isinstance(figure, int):
            table.add_row(name, str(figure), "")
        elif figure.value is None:
            table.add_row(name, "–", "")
        else:
            few = figure.low is None or figure.high is None
            bounds = "too few to tell" if few else f"{figure.low:.3f}–{figure.high:.3f}"
            table.add_row(name, f"{figure.value:.3f}", bounds)
    Console().print(table)


def print_json(value: Any) -> None:
    """One line of JSON, without NaN."""
    from eval.report.figures import plain_json  # noqa: PLC0415  # heavy, see `eval.commands`

    typer.echo(json.dumps(plain_json(value), ensure_ascii=False, allow_nan=False))
