"""Asks the language model which sentence answers, and lets it write what that sentence says."""

import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.query_language import Language
from qa.evidence import FIGURES_OF, fits
from qa.llm import Token
from qa.prompt import YES
from qa.question import Asked
from qa.subject import lacking
from qa.types import Evidence

SEARCH_WEIGHT = 20.0
"""What a step of 1 in the search's score is worth in the model's log-odds.

The right one of five sentences came first, by the search alone, the model alone, and this sum: for 27, 29 and
33 of 37 German questions and 29, 31 and 33 of 33 English ones of the XQuAD development articles.
"""

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the model says of a sentence alone: the log-odds that it answers, and how well the question follows it.

    `question_likelihood` is the mean log-probability of the question's tokens after the sentence (query
    likelihood: Ponte and Croft, 1998; with a language model as in Sachan et al., 2022). `state` is what the model
    thinks of both together, (d,) float32 as bytes: its last hidden state before it says yes or no.
    """

    answers: float
    question_likelihood: float
    state: bytes = b""


class Writer(Protocol):
    """The language model: slow, and behind a library."""

    def judge(
        self, language: Language, question: str, sentences: Sequence[Evidence], cancelled: threading.Event | None
    ) -> Iterator[Verdict]:
        """Of each sentence whether it answers."""

    def write(
        self, language: Language, question: str, sentence: Evidence, limit: int, cancelled: threading.Event | None
    ) -> Iterator[Token]:
        """The reply to a sentence that answers."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the verdict on it.

    `elsewhere` says that it lacks what the question names or the kind of figure that it asks for; such a one
    only comes after all others.
    """

    evidence: Evidence
    verdict: Verdict
    elsewhere: bool = False

    @property
    def answers(self) -> float:
        """The log-odds that it answers."""
        return self.verdict.answers

    @property
    def weight(self) -> float:
        """By what sentences are compared: the model's verdict and the search's together."""
        return self.answers + SEARCH_WEIGHT * self.evidence.score

    def order(self) -> tuple[bool, float, int]:
        """Sorts the likeliest first; ties go by rank."""
        return self.elsewhere, -self.weight, self.evidence.number


@dataclass(frozen=True, slots=True)
class Reply:
    """What was written about a sentence, with the log-probability of each token."""

    text: str
    log_probabilities: tuple[float, ...]


def judge(
    model: Writer, asked: Asked, sentences: Sequence[Evidence], cancelled: threading.Event | None = None
) -> tuple[Judged, ...]:
    """Each sentence alone before the model; the one that likeliest answers first.

    They are put to it best last: what was read last need not be read again to be written about.
    """
    if not sentences:  # an empty job would wait its turn behind other questions
        return ()
    best_last = sentences[::-1]
    pairs = zip(best_last, model.judge(asked.language, asked.text, best_last, cancelled), strict=True)
    judged = [Judged(item, verdict, _elsewhere(asked, item)) for item, verdict in pairs]
    return tuple(sorted(judged, key=Judged.order))


def _elsewhere(asked: Asked, item: Evidence) -> bool:
    """Whether a sentence lacks what the question names, or any figure of the kind that it asks for."""
    misfits = asked.kind in FIGURES_OF and not fits(asked.kind, item.quote, item.language, item.published)
    return misfits or lacking(asked, item).any


def write(
    model: Writer,
    question: str,
    language: Language,
    sentence: Evidence,
    cancelled: threading.Event | None = None,
) -> Generator[str, None, Reply]:
    """Yields the key words and the sentence as they are written; returns the whole reply."""
    tokens: list[Token] = []
    pieces = b""
    shown = len(f"{YES[language]}: ")
    for token in model.write(language, question, sentence, _LONGEST, cancelled):
        tokens.append(token)
        pieces += token.piece
        text = pieces.decode("utf-8", errors="ignore")
        if len(text) > shown:
            yield text[shown:]
            shown = len(text)
    return Reply(pieces.decode("utf-8", errors="ignore"), tuple(t.log_probability for t in tokens))
