"""Whether a figure says by how much something changed, and not how much it is: the 24 of "um 24 auf 112 Mio. Euro"."""

import re

from qa.types import Figure

_BY = re.compile(r"\b(?:um|by)\s+(?:(?:rund|etwa|knapp|gut|weitere|about|around|another|some)\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\s+(?:auf|to)\s+(?:\w+\s+)?(?=\S*\d)", re.IGNORECASE)
_ASKS_BY = re.compile(
    r"\bum (?:wie|welche)|\bby how\b|\b(?:wie ?viele?|how (?:much|many)) (?:mehr|weniger|more|less|fewer)\b"
    r"|\b(?:zusätzlich\w*|weitere[mnrs]?|additional(?:ly)?|extra)\b",
    re.IGNORECASE,
)


def is_step(figure: Figure, text: str) -> bool:
    """Whether a figure of a text is the step to another one right behind it."""
    return bool(_BY.search(text[: figure.start]) and _TO.match(text, figure.end))


def asks_for_step(question: str) -> bool:
    """Whether a question asks by how much something changed."""
    return bool(_ASKS_BY.search(question))
