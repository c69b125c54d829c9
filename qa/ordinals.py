"""Ordinal numbers and deputies in German and English: the third period is not the fourth, nor a deputy the chair."""

import re
from functools import lru_cache

_ORDINALS = tuple(
    rf"\b(?:{german}e[mnrs]?|{english})\b"
    for german, english in (
        ("erst", "(?<!at )first(?! of all)"), ("zweit", "second"), ("dritt", "third"), ("viert", "fourth"),
        ("fünft", "fifth"), ("sechst", "sixth"), ("siebt", "seventh"), ("acht", "eighth"), ("neunt", "ninth"),
        ("zehnt", "tenth"),
    )
)  # fmt: skip
DEPUTY = 0
_ANY = "|".join(_ORDINALS)
_TOGETHER = re.compile(rf"(?:{_ANY}) (?:und|sowie|and) (?:(?:d(?:ie|er|en|em|as)|the) )?(?:{_ANY})", re.IGNORECASE)
_EACH = re.compile(r"\b(?:je|jeweils|each|respectively)\b", re.IGNORECASE)
_DEPUTY = re.compile(r"\b(?:stellvertret\w*|vize\w*|deputy|deputies|vice)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)  # a question is compared with each of forty sentences
def ordinals(text: str) -> frozenset[int]:
    """The ordinal numbers up to ten that a text names, and `DEPUTY`."""
    named = {at for at, pattern in enumerate(_ORDINALS, start=1) if re.search(pattern, text, re.IGNORECASE)}
    return frozenset(named | {DEPUTY} if _DEPUTY.search(text) else named)


def speaks_of(text: str, wanted: frozenset[int]) -> bool:
    """Whether a text names all that are wanted; what it says of the first and the second together is neither's."""
    if not wanted:
        return True
    if not _EACH.search(text):
        text = _TOGETHER.sub(lambda both: both[0] if ordinals(both[0]) <= wanted else "", text)
    return wanted <= ordinals(text)


def without_deputies(text: str) -> str:
    """A text without its words for deputies, and those that they stand before."""
    return re.sub(rf"{_DEPUTY.pattern}(?: \w+)?", "", text, flags=re.IGNORECASE)
