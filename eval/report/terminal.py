"""The figures of a run as tables for a terminal."""

from typing import Any

from rich.table import Table

from eval.measures import MEASURES
from eval.report.texts import text
from eval.types import Interval


def headline_table(figures: dict[str, Interval], memory: int | None) -> Table:
    """The headline figures with their intervals, and the peak memory in bytes, where it is known."""
    table = Table("figure", "value", "95 % interval", title="Headline")
    for name, figure in figures.items():
        seconds = is_seconds(name)
        table.add_row(("seconds " if seconds else "") + text(name, "en"), *_cells(figure, seconds=seconds))
    if memory:
        table.add_row(text("memory", "en"), f"{memory / 1e9:.1f} GB", "")
    return table


def is_seconds(name: str) -> bool:
    """Whether a headline figure is a time; the others are shares."""
    return name in MEASURES and MEASURES[name].kind == "seconds"


def group_table(title: str, groups: dict[str, dict[str, Any]]) -> Table:
    """One row for each language or kind."""
    columns = ("right_and_quoted", "right", "right_refusals", "false_refusals")
    table = Table(title, "questions", *(name.replace("_", " ") for name in columns), title=f"By {title}")
    for name, row in groups.items():
        table.add_row(name, str(row["questions"]), *(" ".join(_cells(row[column])) for column in columns))
    return table


def _cells(figure: Interval, *, seconds: bool = False) -> tuple[str, str]:
    if figure.value is None or figure.low is None or figure.high is None:
        return "–", ""
    if seconds:
        return f"{figure.value:.2f} s", f"{figure.low:.2f}–{figure.high:.2f}"
    return f"{100 * figure.value:.1f} %", f"{100 * figure.low:.0f}–{100 * figure.high:.0f}"
