"""The vocabulary of the index: every value that passes between its modules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""(n, d) float32, rows of unit length."""


@dataclass(frozen=True, slots=True)
class PageRange:
    """One page of a paged document: `text[start:end]` stands on page `number` (from 1)."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One source, read. All offsets everywhere count code points of `text`, which is NFC.

    `published` is an ISO 8601 date of the precision that the source gives: `2026`, `2026-02` or
    `2026-02-19`; None where the source gives none. `language` is an ISO 639-1 code, None if unknown.
    """

    id: str
    path: str
    media_type: str
    title: str
    publisher: str | None
    published: str | None
    language: str | None
    text: str
    pages: tuple[PageRange, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page number on which `text[offset]` stands; None for a document without pages."""
        for page in reversed(self.pages):
            if page.start <= offset:
                return page.number
        return self.pages[0].number if self.pages else None


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """The half-open range `text[start:end]` of a document, without surrounding white space."""

    start: int
    end: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A window of whole neighbouring sentences; `text == document.text[start:end]`."""

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found. `parts` names each score that went into `score`."""

    passage: Passage
    score: float
    parts: Mapping[str, float]


Span = tuple[int, int]
"""A half-open range of a text."""


@dataclass(frozen=True, slots=True)
class EncodedPassage:
    """`vector` (d,) of a whole text, and `span_vectors` (spans, d) of ranges in it; all of unit length."""

    vector: NDArray[np.float32]
    span_vectors: Vectors


class Encoder(Protocol):
    """Turns texts into vectors; slow, and behind a library."""

    @property
    def fingerprint(self) -> str:
        """Names the model, its weights, its prefixes and its number type; a change re-embeds all."""

    def embed_documents(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[EncodedPassage]:
        """One result for each text; `spans[i]` are ranges of `texts[i]`."""

    def embed_query(self, text: str) -> Vectors:
        """(1, d) float32, of unit length."""
