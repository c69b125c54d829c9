"""The truth on disk: one SQLite file with documents, segments, vectors and what could not be read."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexStoreError
from index.types import Document, EncodedPassage, PageRange, Passage, Sentence, Vectors

_SCHEMA_VERSION = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, failure TEXT
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


@dataclass(frozen=True, slots=True)
class FileState:
    """What was seen of a file when it was last read; `failure` is the reason why it could not be."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    failure: str | None


@dataclass(frozen=True, slots=True)
class Segments:
    """The sentences of one document, and its passages, each with its vector and those of its sentences."""

    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    encoded: tuple[EncodedPassage, ...]

    def passage_vectors(self) -> Vectors:
        """(passages, d), d = 0 if there are none."""
        return _rows([passage.vector for passage in self.encoded])

    def sentence_vectors(self) -> Vectors:
        """(sentences, d): each sentence as the first passage that holds it sees it."""
        first: dict[int, NDArray[np.float32]] = {}
        for passage, encoded in zip(self.passages, self.encoded, strict=True):
            inner = inner_sentences(passage, self.sentences)
            for sentence, vector in zip(inner, encoded.span_vectors, strict=True):
                first.setdefault(sentence.start, vector)
        return _rows([first[sentence.start] for sentence in self.sentences])


def inner_sentences(passage: Passage, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that a passage holds, in order."""
    return [s for s in sentences if passage.start <= s.start and s.end <= passage.end]


def _rows(vectors: Sequence[NDArray[np.float32]]) -> Vectors:
    return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)


class Store:
    """SQLite in WAL mode. Every write is one transaction; readers see the state before or after it."""

    def __init__(self, path: Path) -> None:
        """Open or create. Raises IndexStoreError if the file is of another version or no database."""
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute("PRAGMA foreign_keys=ON")
            self._db.executescript(_SCHEMA)
            version = self.meta("schema") or _SCHEMA_VERSION
        except sqlite3.DatabaseError as exc:
            raise IndexStoreError(
                f"{path} is no index of Beleg: {exc}. Move it away; it is made anew."
            ) from exc
        if version != _SCHEMA_VERSION:
            raise IndexStoreError(f"{path} has schema {version}, not {_SCHEMA_VERSION}. Move it away.")
        self.set_meta("schema", _SCHEMA_VERSION)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside become visible together, or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def meta(self, key: str) -> str | None:
        """A named value, None if it was never set."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Set a named value."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def revision(self) -> int:
        """A number that grows with every change of documents or vectors."""
        return int(self.meta("revision") or 0)

    def bump_revision(self) -> None:
        """Say that documents or vectors have changed."""
        self.set_meta("revision", str(self.revision() + 1))

    def files(self) -> dict[str, FileState]:
        """The last seen state of every file, by path."""
        rows = self._db.execute("SELECT path, size, mtime_ns, sha256, failure FROM files ORDER BY path")
        return {row[0]: FileState(*row) for row in rows}

    def put_file(self, state: FileState) -> None:
        """Remember a file's state."""
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            (state.path, state.size, state.mtime_ns, state.sha256, state.failure),
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
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?)",
            [(document.id, s.start, s.end, int(s.heading)) for s in segments.sentences],
        )
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            [
                (document.id, p.start, p.end, e.vector.tobytes(), e.span_vectors.tobytes())
                for p, e in zip(segments.passages, segments.encoded, strict=True)
            ],
        )

    def remove_document(self, path: str) -> None:
        """Remove a document with its segments; nothing happens if it is not there."""
        self._db.execute("DELETE FROM documents WHERE path = ?", (path,))

    def remove_file(self, path: str) -> None:
        """Forget a file and its document."""
        self.remove_document(path)
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))

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
            Document(*row[:8], pages=tuple(PageRange(*page) for page in json.loads(row[8]))) for row in rows
        ]

    def segments(self, document: Document) -> Segments:
        """The segments of a stored document, in order of their place."""
        sentences = self._db.execute(
            'SELECT start, "end", heading FROM sentences WHERE document_id = ? ORDER BY start', (document.id,)
        )
        passages = self._db.execute(
            'SELECT start, "end", vector, sentence_vectors FROM passages WHERE document_id = ? ORDER BY start',
            (document.id,),
        ).fetchall()
        return Segments(
            tuple(Sentence(start, end, bool(heading)) for start, end, heading in sentences),
            tuple(Passage(document.id, start, end, document.text[start:end]) for start, end, *_ in passages),
            tuple(_decoded(vector, inner) for *_, vector, inner in passages),
        )

    def passage_count(self) -> int:
        """How many passages are stored."""
        return int(self._db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def encoded_texts(self, documents: Sequence[Document]) -> dict[str, EncodedPassage]:
        """The texts of the passages that the stored versions of these documents have, with their vectors."""
        found: dict[str, EncodedPassage] = {}
        for document in documents:
            rows = self._db.execute(
                'SELECT substr(text, start + 1, p."end" - start), vector, sentence_vectors'
                " FROM passages p JOIN documents d ON d.id = p.document_id WHERE d.id = ?",
                (document.id,),
            )
            found.update((text, _decoded(vector, inner)) for text, vector, inner in rows)
        return found


def _decoded(vector: bytes, inner: bytes) -> EncodedPassage:
    row = np.frombuffer(vector, dtype=np.float32)
    return EncodedPassage(row, np.frombuffer(inner, dtype=np.float32).reshape(-1, len(row)))
