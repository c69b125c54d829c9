"""BM25 over passages, stemmed by language; the only file that knows `bm25s` and the Snowball stemmers."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_GERMAN
from numpy.typing import NDArray

LANGUAGES = ("de", "en")
_ASKING = {
    "de": "wer wem wen wessen wann woher wohin wozu wofür warum weshalb wieso wieviel wieviele worin woran wodurch"
    " womit worauf woraus wovon worum wonach bitte",
    "en": "whose please",
}
"""Words that questions are made of, which the lists of stop words lack."""
_STOPWORDS = {
    "de": frozenset((*STOPWORDS_GERMAN, *_ASKING["de"].split())),
    "en": frozenset((*STOPWORDS_EN_PLUS, *_ASKING["en"].split())),
}
_SNOWBALL = {"de": "german", "en": "english"}
_WORD = re.compile(r"\w+")

LIBRARY = f"bm25s {bm25s.__version__}, Snowball {Stemmer.version()}"
"""What terms and files depend on."""


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_SNOWBALL[language])


def stemmed_language(language: str | None) -> str:
    """The language that a text is stemmed in: its own, or German where there is no stemmer here for it."""
    return language if language in LANGUAGES else "de"


def terms(text: str, language: str | None) -> list[str]:
    """The stemmed content words of a text."""
    language = stemmed_language(language)
    words = [word for word in _WORD.findall(text.casefold()) if word not in _STOPWORDS[language]]
    return list(_stemmer(language).stemWords(words))


def is_stop_word(word: str, language: str) -> bool:
    """Whether a word is one of a language's function words."""
    return word.casefold() in _STOPWORDS[language]


def stem(word: str, language: str) -> str:
    """One case-folded word without its inflection."""
    return str(_stemmer(language).stemWord(word))


class LexicalIndex:
    """Okapi BM25 in Lucene's form (Kamphuis et al., 2020) over rows of terms."""

    def __init__(self, model: bm25s.BM25, rows: int) -> None:
        self._model = model
        self._rows = rows
        self._vocabulary: dict[str, int] = getattr(model, "vocab_dict", {})

    @classmethod
    def build(cls, rows: Sequence[Sequence[str]]) -> "LexicalIndex":
        """One row of terms for each passage; rows may be empty."""
        model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        # bm25s cannot index nothing at all; an empty term, which no text has, stands in.
        model.index([list(row) for row in rows] if any(rows) else [[""]], show_progress=False)
        return cls(model, len(rows))

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """(rows,) float32; zero where no term of the query occurs."""
        known = [term for term in query if self.document_frequency(term)]
        if not known:
            return np.zeros(self._rows, dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)

    def document_frequency(self, term: str) -> int:
        """In how many rows the term occurs."""
        column = self._vocabulary.get(term)
        if column is None:
            return 0
        starts = self._model.scores["indptr"]
        return int(starts[column + 1] - starts[column])

    def weight(self, term: str) -> float:
        """How rare a term is: its inverse document frequency (Lucene's form), highest if it is unseen."""
        frequency = self.document_frequency(term)
        return float(np.log(1 + (self._rows - frequency + 0.5) / (frequency + 0.5)))

    def save(self, folder: Path) -> None:
        """Write all files of the index into a new folder."""
        self._model.save(folder, corpus=None)

    @classmethod
    def open(cls, folder: Path, rows: int) -> "LexicalIndex":
        """Read what `save` wrote."""
        return cls(bm25s.BM25.load(folder, load_corpus=False), rows)
