"""A document in segments: its sentences, its passages, and the vectors of both."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.types import EncodedPassage, Passage, Sentence, Span, Vectors


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
    """The sentences that a passage, which is cut at sentence ends, holds; all in order of their place."""
    first = bisect_left(sentences, passage.start, key=_start)
    return list(sentences[first : bisect_left(sentences, passage.end, first, key=_start)])


def inner_spans(passage: Passage, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """The ranges of the passage's own text where its sentences stand."""
    inner = inner_sentences(passage, sentences)
    return tuple((s.start - passage.start, s.end - passage.start) for s in inner)


def _start(sentence: Sentence) -> int:
    return sentence.start


def _rows(vectors: Sequence[NDArray[np.float32]]) -> Vectors:
    return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)
