"""The figures of a run as tables for a terminal."""

from typing import Any

from rich.table import Table

from eval.measures import MEASURES
from eval.report.texts import text
from eval.types import Interval


def headline_table(figures: dict[str, Interval], counted: dict[str, int], memory: int | None) -> Table:
    """The headline figures with how many questions they are of, their intervals, and the peak memory in bytes."""
    table = Table("figure", "questions", "value", "95 % interval", title="Headline")
    for name, figure in figures.items():
        seconds = is_seconds(name)
        label = ("seconds " if seconds else "") + text(name, "en")
        table.add_row(label, str(counted[name]), *_cells(figure, seconds=seconds))
    if memory:
        table.add_row(text("memory", "en"), "", f"{memory / 1e9:.1f} GB", "")
    return table


def is_seconds(name: str) -> bool:
    """Whether a headline figure is a time; the others are shares."""
    return name in MEASURES and MEASURES[name].kind == "seconds"


def group_table(title: str, groups: dict[str, dict[str, Any]]) -> Table:
    """One row for each language or kind; why some have no interval stands below."""
    columns = ("right_and_quoted", "right", "right_refusals", "false_refusals")
    table = Table(title, "questions", *(name.replace("_", " ") for name in columns), title=f"By {title}")
    few = False
    for name, row in groups.items():
        cells = [_cells(row[column]) for column in columns]
        few |= any(bounds == text("too_few", "en") for _, bounds in cells)
        shown = (value if bounds == text("too_few", "en") else f"{value} {bounds}".strip() for value, bounds in cells)
        table.add_row(name, str(row["questions"]), *shown)
    table.caption = text("too_few_note", "en") if few else None
    return table


def _cells(figure: Interval, *, seconds: bool = False) -> tuple[str, str]:
    if figure.value is None:
        return "–", ""
    value = f"{figure.value:.2f} s" if seconds else f"{100 * figure.value:.1f} %"
    if figure.low is None or figure.high is None:
        return value, text("too_few", "en")
    bounds = (figure.low, figure.high) if seconds else (100 * figure.low, 100 * figure.high)
    return value, "–".join(f"{bound:.{2 if seconds else 0}f}" for bound in bounds)
