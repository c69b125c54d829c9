"""Completes a question that leans on the one before it."""

import re
import threading
from collections.abc import Iterator, Sequence
from typing import Protocol

from index.glossary import translate
from index.lexical import terms
from index.query_language import Language, question_language
from qa.llama.model import Token
from qa.types import Turn
from qa.verify import generic_words, is_known

_OPENS = r"^(?:und|aber|and|but|what about|how about|was ist mit)\b"
_POINTS = (
    r"\b(?:er|sie|(?<!gibt )(?<!gab )es|ihn|ihm|dessen|deren|diese[rmns]?|dort|davon|dafür|dazu|"
    r"he|she|it|they|them|this|that|these|those|(?<!is )(?<!are )(?<!was )(?<!were )there)\b"
)
_OWNS = r"\b(?:ihr(?:e[rmns]?)?|sein(?:e[rmns]?)?|its|their|his|her)\b"
"""Of these the owner may stand in the question itself: "Wo hat die GmbH ihren Sitz?"."""
_LEANS = re.compile(f"{_OPENS}|{_POINTS}|{_OWNS}", re.IGNORECASE)
_STILL_LEANS = re.compile(f"{_OPENS}|{_POINTS}", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:wer|wen|wem|wessen|wann|wo|woher|wohin|wie|warum|wozu|wofür|welche[mnrs]?|who|whom|whose|when|where|how|why|which)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SHORT = 8
_LONGEST = 200
"""Characters of a question that a follow-up may become."""


class Rewriter(Protocol):
    """The language model: slow, and behind a library."""

    def reword(
        self, language: Language, question: str, before: Turn, cancelled: threading.Event | None
    ) -> Iterator[Token]:
        """A follow-up question as one that stands alone."""


def leans(question: str) -> bool:
    """Whether a question is short and points back at something."""
    return len(question.split()) <= _SHORT and bool(_LEANS.search(question))


def bracketed(question: str, before: Turn) -> str:
    """The question with the one before it in brackets: it says all that is known, and promises nothing."""
    return f"{question} ({before.question})"


def complete(model: Rewriter, question: str, history: Sequence[Turn], cancelled: threading.Event | None = None) -> str:
    """The question as it can be asked alone; as it is if it leans on nothing.

    The completed question is what is searched, shown to the model and given back in the answer.
    """
    if not history or not leans(question):
        return question
    return in_full(model, question, history[-1], cancelled) or bracketed(question, history[-1])


def in_full(model: Rewriter, question: str, before: Turn, cancelled: threading.Event | None = None) -> str:
    """A question that leans on the turn before, as the model words it; empty if it took words that nobody said."""
    if not leans(question):
        return ""
    language = question_language(question)
    written = b"".join(token.piece for token in model.reword(language, question, before, cancelled))
    full = written.decode("utf-8", errors="ignore").strip()
    return full if _faithful(full, question, before, language) else ""


def _faithful(full: str, question: str, before: Turn, language: Language) -> bool:
    """Whether a completed question leans no more, asks what the question asks, and names nothing that nobody said.

    One word that carries no name, as another form of a verb, may be new.
    """
    if not full.endswith("?") or len(full) > _LONGEST or _STILL_LEANS.search(full):
        return False
    said = _stems(f"{question} {before.question} {before.answer}", language)
    new = [word for word in _WORD.findall(full)[1:] if not _known(word, said, language)]
    asked, asked_in_full = _asks(question, language), _asks(full, language)
    return asked <= asked_in_full and len(new) <= 1 and all(word.islower() for word in new)


def _asks(question: str, language: Language) -> frozenset[str]:
    """A question's own words: what it asks with, and what it says."""
    words = {word.casefold() for word in _ASKS.findall(question)}
    return frozenset(words | set(terms(_LEANS.sub("", question), language)))


def _known(word: str, said: frozenset[str], language: Language) -> bool:
    """Whether a word was said in any inflection, or says nothing of a subject."""
    return word.casefold() in generic_words() or all(is_known(stem, said) for stem in terms(word, language))


def _stems(text: str, language: Language) -> frozenset[str]:
    """The stems of a text that may be in either language, and of its translation by the glossary."""
    other: Language = "en" if language == "de" else "de"
    return frozenset(stem for reading in (text, translate(text, other, language)) for stem in terms(reading, language))
