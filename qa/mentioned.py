"""The latest day that an undated document names: the only hint in it at the time that it speaks of."""

from index.types import Document
from qa.figures import find_figures

_DAY = len("2026-02-19")


def latest_day(document: Document) -> str | None:
    """ISO date of the latest day in a text; None if it names none. Months and years are named for plans, too."""
    figures = find_figures(document.text, document.language, document.published)
    days = [figure.value for figure in figures if figure.kind == "date" and len(figure.value) == _DAY]
    return max(days, default=None)
