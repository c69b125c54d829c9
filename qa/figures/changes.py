"""Figures that change from one to another, or by a step: "von 88 auf 112", "um 24 auf 112", "by 24 to 112 million"."""

import re

_ABOUT = r"(?:(?:rund|etwa|knapp|gut|zuletzt|weitere|about|around|another|some)\s+)?"
_STEP = re.compile(rf"\b(?:(?P<auf>um)|(?P<to>by))\s+{_ABOUT}$", re.IGNORECASE)
_FROM = re.compile(rf"\b(?P<auf>von)\s+{_ABOUT}$", re.IGNORECASE)
_ONTO = re.compile(rf"\s+(?P<word>auf|to)\s+{_ABOUT}", re.IGNORECASE)
_LONGEST = 20
"""Characters before a number in which the word that begins a change is looked for."""
_ASKS_STEP = re.compile(
    r"\bum (?:wie|welche)|\bby how\b|\b(?:wie ?viele?|how (?:much|many)) (?:mehr|weniger|more|less|fewer)\b"
    r"|\b(?:zusätzlich\w*|weitere[mnrs]?|additional(?:ly)?|extra)\b",
    re.IGNORECASE,
)


def is_step(text: str, start: int, end: int) -> bool:
    """Whether the figure at `text[start:end]` says by how much something changed to what stands right behind it."""
    return _leads(_STEP, text, start, end) is not None


def changes_to(text: str, start: int, end: int) -> int | None:
    """Where the number stands to which the one at `text[start:end]` changes, as its start or by it; None if to none."""
    step = _leads(_STEP, text, start, end)
    return _leads(_FROM, text, start, end) if step is None else step


def asks_for_step(question: str) -> bool:
    """Whether a question asks by how much something changed."""
    return bool(_ASKS_STEP.search(question))


def _leads(opening: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    before, behind = opening.search(text[max(0, start - _LONGEST) : start]), _ONTO.match(text, end)
    return behind.end() if before and behind and before.lastgroup == behind["word"].lower() else None
