"""What a figure counts: the word right after it."""

import re

from index.lexical import terms

_NEXT_WORD = re.compile(r"\s+([^\W\d][\w-]*)")


def counted(text: str, end: int, language: str | None) -> str:
    """The word after a figure that ends at `end`; empty where a clause ends or a function word stands."""
    match = _NEXT_WORD.match(text, end)
    return match[1] if match and terms(match[1], language) else ""
