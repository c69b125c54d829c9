"""Pages of a PDF as pictures, where on them a sentence stands, and their lines, to be selected."""

import io
import unicodedata
from collections.abc import Iterator, Sequence
from ctypes import byref, c_int
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from index.read.pdf import PDFIUM
from index.types import Document
from web.marks import Range

DamagedPageError = pypdfium2.PdfiumError
"""What PDFium says of a page that it cannot draw."""

_GRID = 10_000
"""Steps across a page that PDFium is asked in: hundredths of a per cent."""

_HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}
"""What PDFium gives for a hyphen at the end of a line."""

_WIDTH = 1200
_LARGEST = 6_000_000
"""Pixels of a picture: as sharp as a panel needs, and bounded whatever format a page claims to have."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in per cent of the page, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """What is printed in one stretch on a page; a hyphen at its end is kept."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of `width` by `height` points; `sentence` and `keys` have a box for each line."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    sentence: tuple[Box, ...] = ()
    keys: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages that follow each other, of `count` that the file has; `at` is the one among them that was asked for."""

    views: tuple[PageView, ...] = ()
    count: int = 0
    at: int | None = None

    @property
    def before(self) -> int:
        """The number of the page before these, 0 if there is none."""
        return self.views[0].number - 1

    @property
    def after(self) -> int:
        """The number of the page after these, 0 if there is none."""
        last = self.views[-1].number
        return last + 1 if last < self.count else 0


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of a text, and for each the place in the text that it comes from."""

    text: str
    places: tuple[int, ...]


def page_views(
    file: Path, document: Document, cited: Range, keys: Sequence[Range], *, around: int, at: int | None = None
) -> Pages:
    """The pages around page `at`, else around the sentence `cited`, with what it and the ranges `keys` cover boxed.

    Raises OSError, DamagedPageError.
    """
    with PDFIUM, pypdfium2.PdfDocument(file.read_bytes()) as pdf:
        count = len(pdf)
        at = at if at is not None and 1 <= at <= count else None
        middle = at or document.page_at(cited[0]) or 1
        numbers = range(max(1, middle - around), min(count, middle + around) + 1)
        return Pages(tuple(_view(pdf[number - 1], number, document, cited, keys) for number in numbers), count, at)


def page_picture(file: Path, number: int) -> bytes:
    """A page, from 1, as PNG. Raises IndexError if there is none, OSError, DamagedPageError."""
    with PDFIUM, pypdfium2.PdfDocument(file.read_bytes()) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(number)
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(_WIDTH / width, (_LARGEST / (width * height)) ** 0.5)
        picture = page.render(scale=scale).to_pil()
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def _view(page: pypdfium2.PdfPage, number: int, document: Document, cited: Range, keys: Sequence[Range]) -> PageView:
    width, height = page.get_size()
    textpage = page.get_textpage()
    view = PageView(number, width, height, tuple(_lines(page, textpage)))
    part = _part_on_page(document, number, cited)
    if part is None:
        return view
    printed = _letters("".join(chr(raw.FPDFText_GetUnicode(textpage, i)) for i in range(textpage.count_chars())))
    wanted = _letters(document.text[slice(*part)])
    start = _occurrence(document, number, part, printed.text, wanted.text)
    if start is None:
        return view
    marked = [(max(low, part[0]) - part[0], min(high, part[1]) - part[0]) for low, high in keys]
    found = [
        (start + positions[0], start + positions[-1])
        for low, high in marked
        if (positions := [i for i, place in enumerate(wanted.places) if low <= place < high])
    ]
    boxed = [
        tuple(_boxes(page, textpage, printed.places[first], printed.places[last]))
        for first, last in [(start, start + len(wanted.text) - 1), *found]
    ]
    return replace(view, sentence=boxed[0], keys=tuple(box for boxes in boxed[1:] for box in boxes))


def _part_on_page(document: Document, number: int, cited: Range) -> Range | None:
    for page in document.pages:
        low, high = max(page.start, cited[0]), min(page.end, cited[1])
        if page.number == number and low < high:
            return low, high
    return None


def _occurrence(document: Document, number: int, part: Range, printed: str, wanted: str) -> int | None:
    """Where the sentence begins among the letters of its page: the same words may stand there twice."""
    if not wanted:
        return None
    begins = next(page.start for page in document.pages if page.number == number)
    before = _letters(document.text[begins : part[0]]).text.count(wanted)
    places = list(_places(printed, wanted))
    return places[min(before, len(places) - 1)] if places else None


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _letters(text: str) -> _Letters:
    """Hyphens at line ends, ligatures and spaces differ between a page and the text read from it; these don't."""
    pairs = [
        (letter, place)
        for place, character in enumerate(text)
        for letter in unicodedata.normalize("NFKD", character).casefold()
        if letter.isalnum()
    ]
    return _Letters("".join(letter for letter, _ in pairs), tuple(place for _, place in pairs))


def _lines(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Iterator[Line]:
    for number in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(number)
        text = textpage.get_text_bounded(left, bottom, right, top).translate(_HYPHENS).strip()
        if text:
            yield Line(text, _box(page, left, bottom, right, top))


def _boxes(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, first: int, last: int) -> Iterator[Box]:
    """One box for each line between two characters of a page, both included."""
    for number in range(textpage.count_rects(first, last - first + 1)):
        yield _box(page, *textpage.get_rect(number))


def _box(page: pypdfium2.PdfPage, left: float, bottom: float, right: float, top: float) -> Box:
    (x1, y1), (x2, y2) = _on_grid(page, left, top), _on_grid(page, right, bottom)
    return Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def _on_grid(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page as it is shown, cropped and turned, in per cent."""
    column, row = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, byref(column), byref(row))
    return column.value * 100 / _GRID, row.value * 100 / _GRID
