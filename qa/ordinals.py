"""Ordinal numbers in German and English: the third funding period is not the fourth."""

import re

_ORDINALS = tuple(
    re.compile(rf"\b(?:{german}e[mnrs]?|{english})\b", re.IGNORECASE)
    for german, english in (
        ("erst", "first"), ("zweit", "second"), ("dritt", "third"), ("viert", "fourth"), ("fünft", "fifth"),
        ("sechst", "sixth"), ("siebt", "seventh"), ("acht", "eighth"), ("neunt", "ninth"), ("zehnt", "tenth"),
    )
)  # fmt: skip


def ordinals(text: str) -> frozenset[int]:
    """The ordinal numbers up to ten that a text names."""
    return frozenset(at for at, pattern in enumerate(_ORDINALS, start=1) if pattern.search(text))
