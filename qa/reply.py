"""Asks the language model which sentence answers, and lets it write what that sentence says."""

import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from index.query_language import Language
from index.search import SentenceHit
from qa import polarity
from qa.abstain import Support
from qa.llama.model import Token
from qa.prompt import YES
from qa.question import Asked, question_kind
from qa.support import SupportSignals, support_signals
from qa.types import Evidence, State

_LONGEST = 120

OWN_LANGUAGE = 1.0
"""By how much the log-odds of a sentence in another language than the question's must be higher to come first."""

Hits = Mapping[tuple[str, int], SentenceHit]
"""The hits of a search by document id and start of the sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the model says of a sentence alone: the log-odds that it answers, and how well the question follows it.

    `question_likelihood` is the mean log-probability of the question's tokens after the sentence (query
    likelihood: Ponte and Croft, 1998; with a language model as in Sachan et al., 2022).
    """

    answers: float
    question_likelihood: float


class Writer(Protocol):
    """The language model: slow, and behind a library."""

    def look(
        self, language: Language, question: str, sentences: Sequence[Evidence], cancelled: threading.Event | None
    ) -> Iterator[State]:
        """The states at each sentence behind the question; empty states if it cannot be looked into."""

    def judge(
        self, language: Language, question: str, sentence: Evidence, cancelled: threading.Event | None
    ) -> Verdict:
        """Whether a sentence answers."""

    def write(
        self, language: Language, question: str, sentence: Evidence, limit: int, cancelled: threading.Event | None
    ) -> Iterator[Token]:
        """The reply to a sentence that answers."""

    def decide(self, language: Language, question: str, sentence: Evidence, cancelled: threading.Event | None) -> float:
        """The log-odds that yes and not no follows from the sentence."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the log-odds that it answers what was `asked` of it, and what they are made of."""

    asked: Asked
    evidence: Evidence
    answers: float
    signals: SupportSignals
    state: State = field(compare=False)

    def order(self) -> tuple[float, int]:
        """Sorts the likeliest first, and what is nearly as likely in the question's language; ties go by rank."""
        foreign = self.evidence.language not in (None, self.asked.language)
        return OWN_LANGUAGE * foreign - self.answers, self.evidence.number


@dataclass(frozen=True, slots=True)
class Reply:
    """What was written about a sentence, with the log-probability of each token, after the verdict on it.

    `so` is whether the sentence says yes or no, to a question that asks that; None where the model is not sure.
    """

    text: str
    log_probabilities: tuple[float, ...]
    verdict: Verdict
    so: bool | None = None


def judge(
    model: Writer,
    support: Support,
    asked: Asked,
    hits: Hits,
    sentences: Mapping[Evidence, float],
    *,
    cancelled: threading.Event | None = None,
) -> tuple[Judged, ...]:
    """Each sentence alone before the model; the one that likeliest answers first.

    `sentences` says of each how near the question's names come to it; see `index.likeness`.
    """
    if not sentences:  # an empty job would wait its turn behind other questions
        return ()
    states = model.look(asked.language, asked.text, list(sentences), cancelled)
    judged = []
    for (item, likeness), state in zip(sentences.items(), states, strict=True):
        signals = support_signals(asked, item, hits[item.document_id, item.start], likeness)
        judged.append(Judged(asked, item, support.log_odds(signals.values(), state), signals, state))
    return tuple(sorted(judged, key=Judged.order))


def write(
    model: Writer,
    question: str,
    language: Language,
    sentence: Evidence,
    cancelled: threading.Event | None = None,
) -> Generator[str, None, Reply]:
    """Yields the key words and the sentence as they are written; returns the whole reply."""
    verdict = model.judge(language, question, sentence, cancelled)
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
    so = None
    if question_kind(question, language) == "yes_no":
        so = polarity.decided(model.decide(language, question, sentence, cancelled))
    return Reply(pieces.decode("utf-8", errors="ignore"), tuple(t.log_probability for t in tokens), verdict, so)
