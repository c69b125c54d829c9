"""The documents as far as they are there: the assistant may still be opening, or may have failed to."""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING

from index.reasons import Reason
from index.segment import sentences
from index.types import Document
from web.cards import Look
from web.opening import failure_of

if TYPE_CHECKING:
    from qa import Assistant


class Shelf:
    """Looks into an assistant without ever waiting for it."""

    def __init__(self, opening: "Future[Assistant]") -> None:
        self.opening = opening

    @property
    def assistant(self) -> "Assistant | None":
        """The assistant, once it is open."""
        return self.opening.result() if self.opening.done() and self.failure is None else None

    @property
    def failure(self) -> BaseException | None:
        """Why it could not be opened."""
        return failure_of(self.opening)

    @property
    def loading(self) -> bool:
        """Whether it is still being opened."""
        return not self.opening.done()

    @property
    def look(self) -> Look:
        """For cards: the function that finds a document, None before there is one."""
        return self.document if self.assistant else None

    def document(self, path: str) -> Document | None:
        """The document at a path, if there is one."""
        try:
            return self.assistant.document(path) if self.assistant else None
        except KeyError:
            return None

    def found(self, path: str) -> Document | None:
        """The document at a path as it was read, without what was corrected by hand."""
        try:
            return self.assistant.found(path) if self.assistant else None
        except KeyError:
            return None

    def documents(self) -> Sequence[Document]:
        """All documents, by path."""
        return self.assistant.documents() if self.assistant else ()

    def near(self, text: str, passages: int) -> tuple[tuple[Document, str], ...]:
        """The sentences of so many passages that come closest to a text, each with its document."""
        documents = {one.id: one for one in self.documents()}
        found: list[tuple[Document, str]] = []
        for hit in self.assistant.search(text, passages) if self.assistant else ():
            document, passage = documents[hit.passage.document_id], hit.passage
            inner = sentences(passage.text, document.language)
            found += [(document, passage.text[one.start : one.end]) for one in inner]
        return tuple(dict.fromkeys(found))

    def passage_counts(self) -> Mapping[str, int]:
        """How many passages each document has, by path."""
        return self.assistant.passage_counts() if self.assistant else {}

    def changed(self) -> datetime | None:
        """When the index last changed, as far as that is known."""
        return self.assistant.changed() if self.assistant else None

    def corrected(self) -> Collection[str]:
        """The paths of the documents of which something was corrected by hand."""
        return self.assistant.corrected() if self.assistant else ()

    def failures(self) -> list[tuple[str, Reason]]:
        """Paths that could not be read, with the reason."""
        return [(one.path, one.reason) for one in self.assistant.failures()] if self.assistant else []
