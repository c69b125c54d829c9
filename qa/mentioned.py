"""The latest day that an undated document names, which tells how old at most what it says can be."""

from index.types import Document
from qa.figures import find_figures

_DAY = len("2026-02-19")


def latest_day(document: Document) -> str | None:
    """ISO date of the latest day in a text; None if it names none. A month or a year alone may lie ahead of it."""
    figures = find_figures(document.text, document.language, document.published)
    days = [figure.value for figure in figures if figure.kind == "date" and len(figure.value) == _DAY]
    return max(days, default=None)
