"""Lets the language model write a reply about the evidence, and keeps how sure it was."""

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.query_language import Language
from qa import prompt
from qa.llm import Token
from qa.types import Evidence

_LONGEST = 160
_NONE = {"de": ("keine", "Keine"), "en": ("not", "Not")}


class Writer(Protocol):
    """The language model: slow, and behind a library."""

    def write(
        self,
        language: Language,
        data: str,
        *,
        grammar: str,
        limit: int,
        watched: Sequence[str],
        cancelled: threading.Event | None,
    ) -> Generator[Token, None, None]:
        """The likeliest continuation of the language's prefix and `data` that the grammar allows."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was written, with the log-probability of each token, and that of the first saying "none"."""

    text: str
    log_probabilities: tuple[float, ...]
    none: float


def write(
    model: Writer,
    question: str,
    language: Language,
    evidence: Sequence[Evidence],
    cancelled: threading.Event | None = None,
) -> Generator[str, None, Reply]:
    """Yields the text as it is written; returns the whole reply."""
    tokens: list[Token] = []
    pieces = b""
    shown = 0
    for token in model.write(
        language,
        prompt.user(evidence, question, language),
        grammar=prompt.grammar([item.number for item in evidence]),
        limit=_LONGEST,
        watched=_NONE[language],
        cancelled=cancelled,
    ):
        tokens.append(token)
        pieces += token.piece
        text = pieces.decode("utf-8", errors="ignore")
        if len(text) > shown:
            yield text[shown:]
            shown = len(text)
    none = max(tokens[0].watched) if tokens else 0.0
    return Reply(pieces.decode("utf-8", errors="ignore"), tuple(t.log_probability for t in tokens), none)
