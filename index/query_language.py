"""Whether a question is German or English; too short a text for the statistics that serve for documents."""

import re
from typing import Literal

from index.lexical import is_stop_word

Language = Literal["de", "en"]

_WORD = re.compile(r"[^\W\d_]+")
_OTHER: dict[Language, Language] = {"de": "en", "en": "de"}


def question_language(question: str) -> Language:
    """The language with more function words of its own; German if neither has more."""
    return "en" if function_words(question, "en") > function_words(question, "de") else "de"


def function_words(text: str, language: Language) -> int:
    """How many words of a text are function words of this language only."""
    words = _WORD.findall(text)
    return sum(is_stop_word(word, language) and not is_stop_word(word, _OTHER[language]) for word in words)
