"""Finds what may be a person's name: neighbouring words with a capital, the last one the surname."""

import re

from index.lexical import LANGUAGES, is_stop_word

_PART = r"[A-ZÄÖÜ][a-zäöüßéèç]+(?:-[A-ZÄÖÜ][a-zäöüßéèç]+)*"
_BETWEEN = r"(?:[A-ZÄÖÜ]\.|von|van|de|der|zu)"
_WORDS = re.compile(rf"\b{_PART}(?: (?:{_BETWEEN} )*{_PART})+\b")


def surnames(text: str) -> list[str]:
    """The last words of what may be names, in order. A preposition or an article before a noun makes none."""
    found = []
    for match in _WORDS.finditer(text):
        first, *others = match[0].split()
        if any(is_stop_word(first, language) for language in LANGUAGES):
            first, *others = others
        if others:
            found.append(others[-1])
    return found
