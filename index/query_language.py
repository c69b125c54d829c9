"""Whether a question is German or English; too short a text for the statistics that serve for documents."""

import re
from typing import Literal

from index.lexical import is_stop_word

Language = Literal["de", "en"]

_WORD = re.compile(r"[^\W\d_]+")
_OTHER: dict[Language, Language] = {"de": "en", "en": "de"}


def question_language(question: str) -> Language:
    """The language with more function words of its own; German if neither has more."""
    words = _WORD.findall(question)
    return "en" if _own(words, "en") > _own(words, "de") else "de"


def _own(words: list[str], language: Language) -> int:
    """How many of the words are function words of this language only."""
    return sum(is_stop_word(word, language) and not is_stop_word(word, _OTHER[language]) for word in words)
