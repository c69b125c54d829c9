"""PDF: text by page, its lines mended across pages too."""

import re
import threading
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw

from index.errors import ReadError
from index.read.characters import clean
from index.read.content import Content
from index.read.layout import Line
from index.read.mend import mend_lines
from index.reasons import Cause

# PDFium may be used by one thread at a time only: whoever calls it holds this.
PDFIUM = threading.Lock()
# PDFium's signs for a hyphen at a line end, which it puts in place of the line break.
_LINE_END_HYPHENS = "\ufffe\x02"
_LINE = re.compile(f"[^\r\n{_LINE_END_HYPHENS}]+[{_LINE_END_HYPHENS}]?")
_PARAGRAPH_GAP = 1.3
_OTHER_SIZE = 1.12
_FAR = 5.0
# Lines at the top and at the bottom of a page that may be running heads.
_EDGE = 2
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_PAGE_NUMBER = re.compile(
    r"(?:(?:Seite|Page|S\.|p\.)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:von|of|/)\s*\d{1,4})?$", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"(?:microsoft word|untitled|unbenannt|ohne titel|dokument\d*$|document\d*$)|\.(?:docx?|pdf|odt|indd)$",
    re.IGNORECASE,
)


def read_pdf(data: bytes) -> Content:
    """Text with page ranges, and the file's own metadata. Raises ReadError for a broken or locked file."""
    with PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as exc:
            if _is_locked(exc):
                raise ReadError(Cause.PDF_LOCKED) from exc
            raise ReadError(Cause.PDF_DAMAGED, str(exc)) from exc
        try:
            pages = [_page_lines(page, number) for number, page in enumerate(pdf, start=1)]
            metadata: dict[str, str] = pdf.get_metadata_dict()
        except pypdfium2.PdfiumError as exc:
            raise ReadError(Cause.PDF_DAMAGED, str(exc)) from exc
        finally:
            pdf.close()
    text, ranges = mend_lines([line for page in without_running_heads(pages) for line in page])
    title = " ".join(clean(metadata.get("Title", "")).split())
    created = _CREATED.match(metadata.get("CreationDate", ""))
    return Content(
        text,
        ranges,
        title=title if title and not _NO_TITLE.search(title) else None,
        author=" ".join(clean(metadata.get("Author", "")).split()) or None,
        created="-".join(created.groups()) if created else None,
    )


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without page numbers and without the lines that stand alike at the edge of most pages.

    Of the latter, the first head and the last foot stay, so that nothing that they say is lost.
    """
    if len(pages) < 2:
        return pages
    heads = Counter(_pattern(line) for page in pages for line in page[:_EDGE])
    feet = Counter(_pattern(line) for page in pages for line in page[-_EDGE:])
    often = max(2, round(0.6 * len(pages)))
    kept: list[list[Line]] = []
    for number, page in enumerate(pages):
        lines = []
        for position, line in enumerate(page):
            head, foot = position < _EDGE, position >= len(page) - _EDGE
            common = (head and heads[_pattern(line)] >= often) or (foot and feet[_pattern(line)] >= often)
            stays = (head and number == 0) or (foot and number == len(pages) - 1)
            if not common or (stays and not _PAGE_NUMBER.match(line.text)):
                lines.append(line)
        kept.append(lines)
    return kept


def _pattern(line: Line) -> str:
    """The line with the number of its page taken out; any other figure tells lines apart."""
    return re.sub(rf"(?<![\d.,]){line.page}(?![\d.,])", "#", line.text, count=1)


def _page_lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """The lines of a page, with a gap before a line that stands clearly apart or is set in another size."""
    textpage = page.get_textpage()
    found = [match for match in _LINE.finditer(textpage.get_text_range()) if match.group().strip()]
    boxes = [_box(textpage, match.start() + len(match[0]) - len(match[0].lstrip())) for match in found]
    steps = [(upper.bottom - lower.bottom) / lower.height for upper, lower in pairwise(boxes)]
    usual = median([step for step in steps if 0 < step < _FAR] or [1.0])
    lines: list[Line] = []
    for position, match in enumerate(found):
        apart = position > 0 and (
            steps[position - 1] > _PARAGRAPH_GAP * usual
            or not 1 / _OTHER_SIZE < boxes[position].height / boxes[position - 1].height < _OTHER_SIZE
        )
        text = clean(re.sub(f"[{_LINE_END_HYPHENS}]", "-", match[0])).strip()
        if text:
            lines.append(Line(text, int(apart), number))
    return lines


@dataclass(frozen=True, slots=True)
class _Box:
    bottom: float
    height: float


def _box(textpage: pypdfium2.PdfTextPage, index: int) -> _Box:
    """Where the line of the character at `index` stands, in points, by the measures of its font."""
    if index >= textpage.count_chars():
        return _Box(0.0, 1.0)
    _, bottom, _, top = textpage.get_charbox(index, loose=True)
    return _Box(bottom, max(top - bottom, 0.1))


def _is_locked(error: pypdfium2.PdfiumError) -> bool:
    return bool(getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD)
