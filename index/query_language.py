"""Whether a question is German or English; too short a text for the statistics that serve for documents."""

import re
from typing import Literal

Language = Literal["de", "en"]

_ENGLISH_WORDS = re.compile(
    r"\b(?:the|what|which|who|when|where|how|why|does|did|is|are|was|were|of|many|much|has|have|and|for|by)\b",
    re.IGNORECASE,
)
_GERMAN_WORDS = re.compile(
    r"\b(?:der|die|das|den|dem|des|wer|wie|wann|wo|was|welche[rsnm]?|viele?|ist|sind|wurde|wurden|hat|und|für|von|im|mit)\b",
    re.IGNORECASE,
)


def question_language(question: str) -> Language:
    """The language with more function words; German if neither has more."""
    english = len(_ENGLISH_WORDS.findall(question))
    return "en" if english > len(_GERMAN_WORDS.findall(question)) else "de"
