"""What every reader does with the text: hide what has been read, ignore case, pass over quickly."""

import re


def blank(text: str, start: int, end: int) -> str:
    """`text` of the same length with NUL in `[start, end)`, which no pattern of this package matches."""
    return text[:start] + "\0" * (end - start) + text[end:]


_DIGIT = re.compile(r"[0-9]")


def has_digit(text: str) -> bool:
    """Whether most readers have anything to look for."""
    return _DIGIT.search(text) is not None


def lower(text: str) -> str:
    """`text` in lower case and of the same length, so that offsets hold; patterns that ignore case are slow.

    The rare letters that grow in lower case (`İ`) leave the text as it is.
    """
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def fold(word: str) -> str:
    """The key of a word that a pattern found ignoring case, which lets `ı` and `İ` pass for `i`."""
    return word.casefold().replace("ı", "i").replace("i\u0307", "i")


def mentions(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of `words` occurs at all; far quicker than the pattern that it spares."""
    return any(word in text for word in words)
