"""The sentence before one that points back at it, without which it says little: "It is run by three associations"."""

import re

_LONGEST = 600
"""Characters that are looked at before a sentence."""

_POINTS_BACK = re.compile(
    r"^(?:er|sie|es|dies\w*|jene\w*|dort|da(?:von|für|rin|mit|zu|bei|durch|neben)|hier(?:für|von|bei|zu|mit|durch|über|aus|in|an)?|solche\w*|beide\w*|"
    r"zuvor|danach|seither|seitdem|zusammen|auch|he|she|it|they|this|that|these|those|there|both|such|its|their|"
    r"his|her|since then|before that|together)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<=[.!?]) ")


def context(text: str, start: int, end: int) -> str:
    """The sentence of the same paragraph before `text[start:end]`, if that points back; else nothing."""
    if not _POINTS_BACK.match(text[start:end]):
        return ""
    before = text[max(0, start - _LONGEST) : start].rstrip()
    paragraph = before[before.rfind("\n\n") + 2 :] if "\n\n" in before else before
    return _ENDS.split(paragraph)[-1].strip()
