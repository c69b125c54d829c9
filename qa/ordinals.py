"""Ordinal numbers and deputies in German and English: the third period is not the fourth, nor a deputy the chair."""

import re

_ORDINALS = tuple(
    re.compile(rf"\b(?:{german}e[mnrs]?|{english})\b", re.IGNORECASE)
    for german, english in (
        ("erst", "(?<!at )first(?! of all)"), ("zweit", "second"), ("dritt", "third"), ("viert", "fourth"),
        ("fünft", "fifth"), ("sechst", "sixth"), ("siebt", "seventh"), ("acht", "eighth"), ("neunt", "ninth"),
        ("zehnt", "tenth"),
    )
)  # fmt: skip
DEPUTY = 0
_DEPUTY = re.compile(r"\b(?:stellvertret\w*|vize\w*|deputy|deputies|vice)\b", re.IGNORECASE)


def ordinals(text: str) -> frozenset[int]:
    """The ordinal numbers up to ten that a text names, and `DEPUTY`."""
    named = {at for at, pattern in enumerate(_ORDINALS, start=1) if pattern.search(text)}
    return frozenset(named | {DEPUTY} if _DEPUTY.search(text) else named)


def without_deputies(text: str) -> str:
    """A text without its words for deputies, and those that they stand before."""
    return re.sub(rf"{_DEPUTY.pattern}(?: \w+)?", "", text, flags=re.IGNORECASE)
