"""Lines as they stand on paper, back to paragraphs as they were written."""

from collections.abc import Sequence

from index.read.characters import clean
from index.read.join import append_line, ends_in_hyphen, known_words
from index.read.layout import Line, lines_of, paragraphs
from index.types import PageRange


def mend(text: str) -> str:
    """`text` in NFC, its paragraphs one blank line apart and without line breaks inside.

    No character is lost but white space, invisible ones, and hyphens of hyphenation.
    """
    mended, _ = mend_lines(lines_of(clean(text)))
    return mended


def mend_lines(lines: Sequence[Line]) -> tuple[str, tuple[PageRange, ...]]:
    """The mended text of cleaned lines, and the page ranges over it: contiguous, from 0 to its end.

    A paragraph that runs over a page break is put together, and the page changes inside it. Pages
    without text have no range.
    """
    hyphens = any(ends_in_hyphen(line.text) for line in lines)
    known = known_words("\n".join(line.text for line in lines)) if hyphens else frozenset()
    done: list[str] = []
    offset = 0
    starts: list[tuple[int, int]] = []
    for paragraph in paragraphs(lines):
        pieces: list[str] = []
        length = 0
        for line in paragraph:
            length += append_line(pieces, line.text, known)
            if line.page is not None and (not starts or starts[-1][0] != line.page):
                starts.append((line.page, offset + length - len(line.text)))
        done.append("".join(pieces))
        offset += length + 2
    whole = "\n\n".join(done)
    pages = zip(starts, [*(start for _, start in starts[1:]), len(whole)], strict=False)
    return whole, tuple(PageRange(number, start, end) for (number, start), end in pages)
