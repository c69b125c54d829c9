"""One file of the documents folder, read."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from index.errors import ReadError
from index.read.content import Content
from index.read.docx import read_docx
from index.read.html import read_html
from index.read.markdown import read_markdown
from index.read.metadata import date_in, language_of, publisher_in, title_in
from index.read.pdf import read_pdf
from index.read.plain import read_plain
from index.reasons import Cause, unopened
from index.types import Document

_Reader = Callable[[bytes], Content]
_READERS: Mapping[str, tuple[str, _Reader]] = {
    ".txt": ("text/plain", read_plain),
    ".md": ("text/markdown", read_markdown),
    ".html": ("text/html", read_html),
    ".htm": ("text/html", read_html),
    ".pdf": ("application/pdf", read_pdf),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_docx),
}

SUFFIXES = tuple(_READERS)
"""The suffixes of the files that can be read, in lower case, with their dot."""


def read_document(path: Path, root: Path, *, max_bytes: int = 50_000_000) -> Document:
    """The document in the file `path` under the folder `root`.

    Its id is the first 16 hexadecimal digits of the SHA-256 of its path relative to `root`. Raises
    ReadError, whose message is the reason, for a file that cannot be read or has no text.
    """
    relative = _relative(path, root)
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise ReadError(Cause.UNSUPPORTED, suffix or path.name, ", ".join(SUFFIXES))
    media_type, reader = _READERS[suffix]
    content = reader(_bytes(path, max_bytes))
    if not any(map(str.isalnum, content.text)):
        raise ReadError(Cause.SCANNED if suffix == ".pdf" else Cause.NO_TEXT)
    paragraphs = content.text.split("\n\n")
    return Document(
        id=hashlib.sha256(relative.encode("utf-8", "surrogateescape")).hexdigest()[:16],
        path=relative,
        media_type=media_type,
        title=content.title or title_in(paragraphs) or _name(path),
        publisher=content.publisher or publisher_in(paragraphs) or content.author,
        published=content.published or date_in(paragraphs) or content.created,
        language=language_of(content.text),
        text=content.text,
        pages=content.pages,
    )


def _relative(path: Path, root: Path) -> str:
    if not path.resolve().is_relative_to(root.resolve()):
        raise ReadError(Cause.OUTSIDE)
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.resolve().relative_to(root.resolve()).as_posix()


def _bytes(path: Path, max_bytes: int) -> bytes:
    try:
        if not path.is_file():
            raise ReadError(Cause.NOT_A_FILE if path.exists() else Cause.MISSING)
        size = path.stat().st_size
        if size > max_bytes:
            raise ReadError(Cause.TOO_LARGE, size, max_bytes)
        data = path.read_bytes()
    except OSError as exc:
        reason = unopened(exc)
        raise ReadError(reason.cause, *reason.values) from exc
    if not data:
        raise ReadError(Cause.EMPTY)
    return data


def _name(path: Path) -> str:
    return unicodedata.normalize("NFC", re.sub(r"[_\s]+", " ", path.stem)).strip() or path.name
