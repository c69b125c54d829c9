"""A document as text to be read, with one sentence highlighted in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import Document
from web.marks import Fragment, Range, cut

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S.*)*")
_SHOWN_AT_ONCE = 200_000
"""Characters; what a browser lays out without a pause."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`page` is the number of the page that begins with this paragraph, None in the middle of one."""

    fragments: tuple[Fragment, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """`page` is that of the sentence `cited`; `excerpt` says that paragraphs are left out."""

    document: Document
    cited: Range
    paragraphs: tuple[Paragraph, ...]
    page: int | None
    excerpt: bool


def view_source(document: Document, cited: Range, keys: Sequence[Range]) -> SourceView:
    """The document around the range `cited`, in which the ranges `keys` are marked again.

    A range that the document does not have is not highlighted.
    """
    start, end = cited if 0 <= cited[0] < cited[1] <= len(document.text) else (0, 0)
    marks = [(start, end, "cited"), *((low, high, "key") for low, high in keys)]
    low, high = start - _SHOWN_AT_ONCE // 2, end + _SHOWN_AT_ONCE // 2
    shown = [span for span in _paragraphs(document.text) if span[1] > low and span[0] < high]
    return SourceView(
        document,
        (start, end),
        tuple(_lay_out(document, shown, marks)),
        document.page_at(start) if end else None,
        excerpt=low > 0 or high < len(document.text),
    )


def _paragraphs(text: str) -> Iterator[Range]:
    return (match.span() for match in _PARAGRAPH.finditer(text))


def _lay_out(document: Document, spans: Sequence[Range], marks: Sequence[tuple[int, int, str]]) -> Iterator[Paragraph]:
    last = None
    for start, end in spans:
        page = document.page_at(start)
        yield Paragraph(cut(document.text[start:end], marks, start), page if page != last else None)
        last = page
