"""A quote in the text around it, cut into pieces to be marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.support import find_quote, first_support
from eval.types import Item
from index.types import Document
from qa.types import Citation, Span

AROUND = 240
"""About how many characters are shown on each side of a quote."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, and the names of what covers it, space-separated: `quote`, `key`, `support`."""

    text: str
    marks: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A citation with the text around it.

    `verbatim`: the quote equals the text at its offsets. `supports`: it overlaps the item's support.
    """

    citation: Citation
    language: str | None
    pieces: tuple[Piece, ...]
    verbatim: bool
    supports: bool


def excerpt(
    citation: Citation, keys: Sequence[Span], item: Item, documents: Mapping[str, Document], *, around: int = AROUND
) -> Excerpt:
    """The citation in its document; only the quote itself where there is no such document."""
    document = documents.get(citation.document)
    if document is None:
        return Excerpt(citation, None, (Piece(citation.quote, "quote"),), verbatim=False, supports=False)
    marks = [
        (citation.start, citation.end, "quote"),
        *((span.start, span.end, "key") for span in keys if span.document == citation.document),
        *((start, end, "support") for start, end in _support(item, document)),
    ]
    low, high = _window(document.text, citation, around)
    return Excerpt(
        citation=citation,
        language=document.language,
        pieces=_with_ellipses(document.text, low, high, cut(document.text, low, high, marks)),
        verbatim=document.text[citation.start : citation.end] == citation.quote,
        supports=first_support(item, [citation], documents) > 0,
    )


def cut(text: str, low: int, high: int, marks: Sequence[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """`text[low:high]`, cut wherever one of the marks (start, end, name) begins or ends."""
    inside = [(max(start, low), min(end, high), name) for start, end, name in marks]
    inside = [mark for mark in inside if mark[0] < mark[1]]
    edges = sorted({low, high, *(start for start, _, _ in inside), *(end for _, end, _ in inside)})
    return tuple(
        Piece(text[a:b], " ".join(sorted({name for start, end, name in inside if start <= a and b <= end})))
        for a, b in pairwise(edges)
    )


def _support(item: Item, document: Document) -> list[Range]:
    """The supporting sentences; nothing is marked of a document that supports as a whole."""
    quotes = [support.quote for support in item.support if support.document == document.path]
    return [span for quote in quotes for span in find_quote(quote, document.text)]


def _window(text: str, citation: Citation, around: int) -> Range:
    """Around a citation, from the start of a word to the end of one."""
    low, high = max(0, citation.start - around), min(len(text), citation.end + around)
    while 0 < low < citation.start and not text[low - 1].isspace():
        low += 1
    while citation.end < high < len(text) and not text[high].isspace():
        high -= 1
    return low, max(low, high)


def _with_ellipses(text: str, low: int, high: int, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    before = (Piece("… ", ""),) if low else ()
    after = (Piece(" …", ""),) if high < len(text) else ()
    return before + pieces + after
