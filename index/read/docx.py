"""Word files (.docx): paragraphs, headings, lists and tables in the order of the document."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError, _Element

from index.errors import ReadError
from index.read.characters import clean
from index.read.content import Content, from_paragraphs
from index.read.markup import row_text
from index.read.mend import mend
from index.reasons import Cause

_OLE = b"\xd0\xcf\x11\xe0"
_LARGEST_UNPACKED = 500_000_000
_WRAPPERS = frozenset({qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")})
_NOT_TEXT = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:pict"), qn("w:drawing"), qn("w:pPr"), qn("w:rPr")})
_MARKS = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
_TITLE_STYLE = re.compile(r"(?:Title|Titel|Heading 1|Überschrift 1)$")
_LIST_STYLE = re.compile(r"List|Liste|Aufzählung")
# What python-docx writes into a file by itself says nothing about the document.
_TEMPLATE_AUTHOR, _TEMPLATE_CREATED, _TEMPLATE_TITLE = "python-docx", datetime(2013, 12, 23), "Word Document"


def read_docx(data: bytes) -> Content:
    """Text and core properties. Raises ReadError for a broken, locked or foreign file."""
    if data.startswith(_OLE):
        raise ReadError(Cause.DOCX_LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > _LARGEST_UNPACKED:
            raise ReadError(Cause.UNPACKS_TOO_LARGE, unpacked, _LARGEST_UNPACKED)
        document = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(document.element.body, document))
        properties = document.core_properties
    except (
        OpcError,
        zipfile.BadZipFile,
        LxmlError,
        KeyError,
        ValueError,
        EOFError,
        NotImplementedError,
    ) as exc:
        raise ReadError(Cause.DOCX_DAMAGED, str(exc)) from exc
    heading = next((text for style, text in blocks if _TITLE_STYLE.match(style)), None)
    title = clean(properties.title).strip()
    author = clean(properties.author).strip()
    created = properties.created
    return Content(
        from_paragraphs([text for _, text in blocks]),
        title=(title if title != _TEMPLATE_TITLE else "") or heading or None,
        author=author if author and author != _TEMPLATE_AUTHOR else None,
        created=created.date().isoformat() if created and created.date() != _TEMPLATE_CREATED.date() else None,
    )


def _blocks(parent: _Element, document: WordDocument) -> Iterator[tuple[str, str]]:
    """The style and the text of each paragraph and table row."""
    for child in parent:
        if child.tag == qn("w:p"):
            style = Paragraph(child, document).style
            name = (style.name or "") if style is not None else ""
            item = bool(_LIST_STYLE.search(name)) or child.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
            first, *more = mend(_text(child)).split("\n\n")
            yield name, f"- {first}" if first and item and not _TITLE_STYLE.match(name) else first
            yield from ((name, text) for text in more)
        elif child.tag == qn("w:tbl"):
            for row in child.iterchildren(qn("w:tr")):
                yield "", row_text([_cell_text(cell, document) for cell in row.iterchildren(qn("w:tc"))])
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, document)


def _cell_text(cell: _Element, document: WordDocument) -> str:
    return " ".join(text for _, text in _blocks(cell, document))


def _text(element: _Element) -> str:
    """The text of a paragraph as it reads with all changes accepted, links and fields among it."""
    if element.tag in _NOT_TEXT:
        return ""
    if element.tag == qn("w:t"):
        return element.text or ""
    return _MARKS.get(element.tag) or "".join(_text(child) for child in element)
