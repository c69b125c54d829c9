"""A table in Markdown."""

from collections.abc import Iterator, Sequence


def markdown_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table whose first column is text, on the left, and whose others are figures, on the right."""
    yield _line(headings)
    yield "|---|" + "--:|" * (len(headings) - 1)
    yield from map(_line, rows)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
