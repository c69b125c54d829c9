"""The truth on disk: one SQLite file with documents, segments, vectors and what could not be read."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index.database import Database
from index.errors import IndexStoreError
from index.reasons import Cause, Reason
from index.segments import Segments, inner_spans
from index.types import Document, EncodedPassage, PageRange, Passage, Sentence, Span

_SCHEMA_VERSION = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
    failure TEXT
);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL, title TEXT NOT NULL,
    publisher TEXT, published TEXT, language TEXT, text TEXT NOT NULL, pages TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS sentences (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, heading INTEGER NOT NULL,
    PRIMARY KEY (document_id, start)
);
CREATE TABLE IF NOT EXISTS passages (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, vector BLOB NOT NULL, sentence_vectors BLOB NOT NULL,
    PRIMARY KEY (document_id, start)
);
"""

EncodedText = tuple[str, tuple[Span, ...]]
"""What vectors are made from: the text of a passage, and where its sentences stand in it."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What was seen of a file when it was last read; `failure` is the reason why it could not be.

    `sha256` is empty where the content was not looked at, or has to be looked at again.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str
    failure: Reason | None


class Store:
    """What was read from the documents, and made from it; a `Database` underneath."""

    def __init__(self, path: Path) -> None:
        """Open or create. All methods raise IndexStoreError if the file is damaged or of another version."""
        self._db = Database(path, _SCHEMA, remedy="If it is damaged, delete it; it is made anew from the documents.")
        version = self.meta("schema")
        if version is None:
            self.set_meta("schema", _SCHEMA_VERSION)
        elif version != _SCHEMA_VERSION:
            raise IndexStoreError(
                f"The index {path} has schema {version}, not {_SCHEMA_VERSION}. "
                "Delete it; it is made anew from the documents."
            )

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside become visible together, or not at all."""
        return self._db.transaction()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def meta(self, key: str) -> str | None:
        """A named value, None if it was never set."""
        rows = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Set a named value."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def revision(self) -> int:
        """A number that grows with every change of documents or vectors."""
        return int(self.meta("revision") or 0)

    def bump_revision(self) -> None:
        """Say that documents or vectors have changed, now."""
        self.set_meta("revision", str(self.revision() + 1))
        self.set_meta("changed", datetime.now(UTC).isoformat())

    def changed(self) -> datetime | None:
        """When documents or vectors last changed; None if that was before this time was kept."""
        written = self.meta("changed")
        return datetime.fromisoformat(written) if written else None

    def files(self) -> dict[str, FileState]:
        """The last seen state of every file, by path."""
        rows = self._db.execute("SELECT path, size, mtime_ns, sha256, failure FROM files ORDER BY path")
        return {row[0]: _file_state(*row) for row in rows}

    def put_file(self, state: FileState) -> None:
        """Remember a file's state."""
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            (state.path, state.size, state.mtime_ns, state.sha256, _coded(state.failure)),
        )

    def put_document(self, document: Document, segments: Segments) -> None:
        """Replace a document and everything that hangs on it."""
        self.remove_document(document.path)
        pages = json.dumps([(page.number, page.start, page.end) for page in document.pages])
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                document.path,
                document.media_type,
                document.title,
                document.publisher,
                document.published,
                document.language,
                document.text,
                pages,
            ),
        )
        self._db.execute_each(
            "INSERT INTO sentences VALUES (?, ?, ?, ?)",
            [(document.id, s.start, s.end, int(s.heading)) for s in segments.sentences],
        )
        self._db.execute_each(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            [
                (document.id, p.start, p.end, e.vector.tobytes(), e.span_vectors.tobytes())
                for p, e in zip(segments.passages, segments.encoded, strict=True)
            ],
        )

    def remove_document(self, path: str) -> bool:
        """Remove a document with its segments; whether there was one."""
        found = self._db.execute("SELECT 1 FROM documents WHERE path = ?", (path,))
        self._db.execute("DELETE FROM documents WHERE path = ?", (path,))
        return bool(found)

    def remove_file(self, path: str) -> bool:
        """Forget a file and its document; whether there was one."""
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        return self.remove_document(path)

    def clear(self) -> None:
        """Forget all files and documents; settings that shaped them have changed."""
        self._db.execute("DELETE FROM documents")
        self._db.execute("DELETE FROM files")

    def documents(self) -> list[Document]:
        """All documents, by path."""
        rows = self._db.execute(
            "SELECT id, path, media_type, title, publisher, published, language, text, pages"
            " FROM documents ORDER BY path"
        )
        return [
            replace(Document(*fields), pages=tuple(PageRange(*page) for page in json.loads(pages)))
            for *fields, pages in rows
        ]

    def segments(self, document: Document) -> Segments:
        """The segments of a stored document, in order of their place."""
        sentences = self._db.execute(
            'SELECT start, "end", heading FROM sentences WHERE document_id = ? ORDER BY start', (document.id,)
        )
        passages = self._db.execute(
            'SELECT start, "end", vector, sentence_vectors FROM passages WHERE document_id = ? ORDER BY start',
            (document.id,),
        )
        return Segments(
            tuple(Sentence(start, end, bool(heading)) for start, end, heading in sentences),
            tuple(Passage(document.id, start, end, document.text[start:end]) for start, end, *_ in passages),
            tuple(_decoded(vector, inner) for *_, vector, inner in passages),
        )

    def passage_count(self) -> int:
        """How many passages are stored."""
        return int(self._db.execute("SELECT count(*) FROM passages")[0][0])

    def encoded_texts(self, documents: Sequence[Document]) -> dict[EncodedText, EncodedPassage]:
        """The vectors that the stored versions of these documents have."""
        found: dict[EncodedText, EncodedPassage] = {}
        for document in documents:
            for (text,) in self._db.execute("SELECT text FROM documents WHERE id = ?", (document.id,)):
                old = self.segments(replace(document, text=text))
                for passage, encoded in zip(old.passages, old.encoded, strict=True):
                    found[passage.text, inner_spans(passage, old.sentences)] = encoded
        return found


def _coded(reason: Reason | None) -> str | None:
    return json.dumps([reason.cause.name, *reason.values]) if reason else None


def _file_state(path: str, size: int, mtime_ns: int, sha256: str, failure: str | None) -> FileState:
    """A reason that only another version of Beleg knows, which wrote it, is found out again."""
    if failure is None:
        return FileState(path, size, mtime_ns, sha256, None)
    try:
        name, *values = json.loads(failure)
        return FileState(path, size, mtime_ns, sha256, Reason(Cause[name], tuple(values)))
    except (ValueError, KeyError, TypeError):
        return FileState(path, size, mtime_ns, "", Reason(Cause.OTHER_VERSION))


def _decoded(vector: bytes, inner: bytes) -> EncodedPassage:
    row = np.frombuffer(vector, dtype=np.float32)
    return EncodedPassage(row, np.frombuffer(inner, dtype=np.float32).reshape(-1, len(row)))
