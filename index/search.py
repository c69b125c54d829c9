"""A question to ranked passages and sentences: free functions over a generation.

A score is a sum of parts of fixed weight, none of them normalised over the candidates, so that scores of
different questions can be compared. Weights were chosen on the XQuAD development articles.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.generation import Generation
from index.lexical import LANGUAGES, LexicalIndex
from index.types import Hit, Sentence, Vectors
from index.wording import wordings

CANDIDATES = 200
"""How many passages of each kind of score are looked at further."""

PASSAGE_WEIGHTS = {"dense": 1.0, "lexical": 0.07, "document": 0.25}
SENTENCE_WEIGHTS = {"dense": 1.0, "lexical": 0.3, "passage": 0.1, "other_language": 0.04}


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its language and its (1, d) vector."""

    text: str
    language: str
    vector: Vectors


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence that a search found, with the parts of its score."""

    document_id: str
    sentence: Sentence
    score: float
    parts: Mapping[str, float]


def search_passages(generation: Generation, query: Query, k: int, exclude: Collection[str] = ()) -> list[Hit]:
    """The k best passages outside the documents whose paths are excluded; ties go by document, then place.

    `dense` is the cosine of question and passage, `lexical` the share of the question's BM25 weight that
    the passage earns, `document` the cosine of the question and its document's mean passage.
    """
    _check(k)
    lexical = _earned(generation, generation.lexical, generation.passage_languages, query)
    rows = _candidates(generation, query.vector, lexical, exclude)
    if not len(rows):
        return []
    dense = _cosines(generation.passage_matrix[rows], query.vector)
    documents = _cosines(generation.document_matrix[generation.document_rows[rows]], query.vector)
    hits = [
        _hit(generation, int(row), {"dense": float(d), "lexical": float(lexical[row]), "document": float(m)})
        for row, d, m in zip(rows, dense, documents, strict=True)
    ]
    hits.sort(key=lambda hit: (-hit.score, generation.path(hit.passage.document_id), hit.passage.start))
    return hits[:k]


def search_sentences(generation: Generation, query: Query, k: int, exclude: Collection[str] = ()) -> list[SentenceHit]:
    """The k best sentences of the best passages; a sentence in two passages has the better one's score.

    `dense` and `lexical` are those of the sentence itself, `passage` is the passage's score. `other_language` is 1 for
    a sentence in another language than the question, which has less in common with it on the surface: it gets a
    start, without which the sentences in the question's own language leave it no place.
    """
    _check(k)
    passages = search_passages(generation, query, CANDIDATES, exclude)
    best = _best_passage_score(generation, passages)
    earned = _earned(generation, generation.sentence_lexical, generation.sentence_languages, query)
    hits = []
    dense = _cosines(generation.sentence_matrix[list(best)], query.vector)
    for (row, passage), cosine in zip(best.items(), dense, strict=True):
        document_id, sentence = generation.sentences[row]
        parts = {
            "dense": float(cosine),
            "lexical": float(earned[row]),
            "passage": passage,
            "other_language": float(generation.sentence_languages[row] != query.language),
        }
        score = sum(SENTENCE_WEIGHTS[name] * value for name, value in parts.items())
        hits.append(SentenceHit(document_id, sentence, score, parts))
    hits.sort(key=lambda hit: (-hit.score, generation.path(hit.document_id), hit.sentence.start))
    return hits[:k]


def _check(k: int) -> None:
    if k < 1:
        raise ValueError(f"k is {k}; it must be at least 1")


def _candidates(
    generation: Generation, vector: Vectors, lexical: NDArray[np.float32], exclude: Collection[str]
) -> NDArray[np.int64]:
    """Rows of the passages that are near by either score, in order."""
    paths = frozenset(exclude)
    hidden = {row for row, p in enumerate(generation.passages) if paths and generation.path(p.document_id) in paths}
    wanted = CANDIDATES + len(hidden)
    dense, _ = generation.passage_vectors.search(vector, wanted)
    found = np.argsort(-lexical, kind="stable")[:wanted]
    rows = {int(row) for row in dense} | {int(row) for row in found if lexical[row] > 0}
    return np.array(sorted(rows - hidden), dtype=np.int64)


def _earned(
    generation: Generation, lexical: LexicalIndex, languages: NDArray[np.str_], query: Query
) -> NDArray[np.float32]:
    """(rows,) BM25 as a share of what a text that held every phrase of the question would earn.

    Each row is compared with the question as it reads in the row's own language. Of the wordings of a phrase the
    one that a text has most of counts, and the commonest one says how much the phrase weighs.
    """
    earned = np.zeros(len(languages), dtype=np.float32)
    for language in LANGUAGES:
        rows = languages == language
        asked = wordings(query.text, query.language, language, generation.abbreviations) if rows.any() else ()
        attainable = 0.0
        for phrase in asked:
            weights = [sum(map(lexical.weight, wording)) for wording in phrase]
            shares = [lexical.scores(w)[rows] / np.float32(weight) for w, weight in zip(phrase, weights, strict=True)]
            earned[rows] += np.float32(min(weights)) * np.max(shares, axis=0)
            attainable += min(weights)
        if attainable:
            earned[rows] /= np.float32(attainable)
    return earned


def _cosines(rows: Vectors, vector: Vectors) -> NDArray[np.float32]:
    """(n,) of (n, d) unit rows and a (1, d) unit vector.

    A matrix product sums rows in an order that depends on their place; here equal rows score the same.
    """
    return np.asarray(np.einsum("nd,d->n", rows, vector[0]), dtype=np.float32)


def _hit(generation: Generation, row: int, parts: Mapping[str, float]) -> Hit:
    score = sum(PASSAGE_WEIGHTS[name] * value for name, value in parts.items())
    return Hit(generation.passages[row], score, parts)


def _best_passage_score(generation: Generation, passages: list[Hit]) -> dict[int, float]:
    best: dict[int, float] = {}
    for hit in passages:
        for row in generation.sentence_rows(hit.passage):
            best.setdefault(row, hit.score)
    return best
