"""The index of a folder: the one door to syncing and searching."""

import hashlib
import json
import tempfile
import threading
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from index.corrections import Correction, Corrections
from index.errors import IndexStoreError
from index.folder import document_files, must_be_read
from index.generation import Generation, open_generation
from index.likeness import name_likeness
from index.query_language import Language, question_language
from index.search import Query, SentenceHit, search_passages, search_sentences
from index.store import Store
from index.sync import Failure, Progress, SyncReport, put_documents, sync
from index.types import Document, Encoder, Hit


class Index:
    """Documents in a store, searched through the generation that was current when the search began."""

    def __init__(self, folder: Path, encoder: Encoder, *, passage_size: int = 900) -> None:
        """Open or create the index in `folder`. Raises IndexStoreError."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise IndexStoreError(f"The index folder {folder} cannot be made: {exc.strerror}.") from exc
        self._folder = folder
        self._encoder = encoder
        self._passage_size = passage_size
        self._store = Store(folder / "index.sqlite")
        self._corrections = Corrections(folder)
        self._found: Generation | None = None
        self._generation: Generation | None = None
        self._applied: Mapping[str, Correction] = {}
        self._showing = threading.Lock()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def over(cls, documents: Sequence[Document], encoder: Encoder, *, passage_size: int = 900) -> "Index":
        """A temporary index of documents that are already read."""
        temporary = tempfile.TemporaryDirectory(prefix="beleg-")
        index = cls(Path(temporary.name), encoder, passage_size=passage_size)
        index._temporary = temporary
        put_documents(index._store, documents, encoder, passage_size=passage_size)
        index._refresh()
        return index

    def sync(self, documents: Path, *, max_bytes: int, progress: Progress | None = None) -> SyncReport:
        """Bring the index up to date with a folder; searches meanwhile see the old state.

        Threads and processes that sync the same index wait for each other.
        """
        with FileLock(self._folder / "sync.lock"):
            try:
                return sync(
                    self._store,
                    documents,
                    self._encoder,
                    passage_size=self._passage_size,
                    max_bytes=max_bytes,
                    progress=progress,
                    removed=self._refresh if self._generation else None,
                )
            finally:
                # What was committed before an error must be seen too: it may be the removal of a text.
                self._refresh()

    def _refresh(self) -> None:
        if self._store.meta("encoder") != self._encoder.fingerprint:
            return
        found = self._found
        if found is None or found.revision != self._store.revision():
            found = open_generation(self._store, self._folder / "generations", self._encoder.fingerprint)
        with self._showing:
            self._show(found)

    def _show(self, found: Generation) -> None:
        """Let readers see the documents as they were found, with what was corrected."""
        corrections = self._corrections.all()
        if found is not self._found or corrections != self._applied:
            self._generation = _corrected(found, corrections)
            self._found, self._applied = found, corrections

    @property
    def generation(self) -> Generation:
        """The current state. Raises IndexStoreError before the first sync."""
        if self._generation is None:
            raise IndexStoreError("The index has not been synced yet. Run: python -m index sync")
        return self._generation

    @property
    def encoder_fingerprint(self) -> str:
        """Names the encoder that made the vectors."""
        return self._encoder.fingerprint

    def search(self, query: str, k: int = 10, *, exclude: Collection[str] = ()) -> list[Hit]:
        """The k best passages, best first, outside the documents whose paths are in `exclude`."""
        return search_passages(self.generation, self._query(query), k, exclude)

    def search_sentences(
        self, query: str, k: int = 10, *, exclude: Collection[str] = (), language: Language | None = None
    ) -> list[SentenceHit]:
        """The k best sentences, best first; `language` is that of the query where its words do not tell."""
        return search_sentences(self.generation, self._query(query, language), k, exclude)

    def name_likeness(self, question: str, language: Language, texts: Sequence[str]) -> list[float]:
        """How near the question's names come to each of some texts; see `index.likeness`."""
        return name_likeness(self._encoder, question, language, texts)

    def _query(self, text: str, language: Language | None = None) -> Query:
        return Query(text, language or question_language(text), self._encoder.embed_query(text))

    def documents(self) -> tuple[Document, ...]:
        """All documents, by path."""
        return tuple(sorted(self.generation.documents.values(), key=lambda document: document.path))

    def document(self, document_id: str) -> Document:
        """A document by its id. Raises KeyError."""
        return self.generation.documents[document_id]

    def document_at(self, path: str) -> Document:
        """A document by its path. Raises KeyError."""
        return self.document(self.generation.ids[path])

    def passage_counts(self) -> Mapping[str, int]:
        """How many passages each document has, by path."""
        generation = self.generation
        return Counter(generation.path(passage.document_id) for passage in generation.passages)

    def changed(self) -> datetime | None:
        """When a sync last changed the index; None if that was before this time was kept."""
        return self._store.changed()

    def waiting(self, documents: Path) -> tuple[str, ...]:
        """The paths of the files that the next sync with this folder would read or try to read."""
        known = self._store.files()
        present = document_files(documents)
        return tuple(path for path, file in present.items() if must_be_read(file, known.get(path)))

    def corrected(self) -> frozenset[str]:
        """The paths of the documents of which something was corrected."""
        return frozenset(self._applied) & frozenset(self.generation.ids)

    def found(self, path: str) -> Document:
        """A document as it was read, without corrections. Raises KeyError."""
        found = self._found or self.generation
        return found.documents[found.ids[path]]

    def correct(
        self, path: str, *, title: str | None = None, publisher: str | None = None, date: str | None = None
    ) -> Document:
        """Correct what is given; searches and answers use it from now on. None stays as it is.

        An empty publisher or date is unknown. Raises KeyError, CorrectionError.
        """
        document = self._corrections.correct(self.found(path), title=title, publisher=publisher, date=date)
        self._show_corrections()
        return document

    def undo_correction(self, path: str) -> Document:
        """Go back to what was found. Raises KeyError."""
        document = self._corrections.undo(self.found(path))
        self._show_corrections()
        return document

    def _show_corrections(self) -> None:
        with self._showing:
            if self._found is not None:
                self._show(self._found)

    def failures(self) -> tuple[Failure, ...]:
        """The files that could not be read, with their reasons."""
        states = self._store.files().values()
        return tuple(Failure(state.path, state.failure) for state in states if state.failure)

    def close(self) -> None:
        """Close the files; a temporary index is deleted."""
        self._store.close()
        self._corrections.close()
        if self._temporary:
            self._temporary.cleanup()


def _corrected(found: Generation, corrections: Mapping[str, Correction]) -> Generation:
    """The same generation with its documents as corrected; other corrections give another content hash."""
    changed = {
        document.id: corrections[document.path].applied(document)
        for document in found.documents.values()
        if document.path in corrections
    }
    if not changed:
        return found
    applied = [(path, *astuple(corrections[path])) for path in sorted(one.path for one in changed.values())]
    digest = hashlib.sha256(f"{found.content_hash}{json.dumps(applied)}".encode())
    return replace(found, documents={**found.documents, **changed}, content_hash=digest.hexdigest()[:16])
