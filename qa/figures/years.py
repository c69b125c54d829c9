"""Bare years: which of the whole numbers in a text are years, and which count something."""

import re
from collections.abc import Iterator

from qa.figures.bounds import bound_before
from qa.figures.quantities import is_measured

_FOUR_DIGITS = re.compile(r"(?<!\w)(?<![0-9][.,/–-])(?<!\bS\. )[12][0-9]{3}(?![\w²³]|[.,:/][0-9])")
_NAMED = re.compile(r"\b(?:Jahr(?:e[ns]?|s)?|[Yy]ear)\s(?P<year>[1-9][0-9]{2,3})(?![\w]|[.,][0-9])")

# After these a number of four digits is a year, whatever noun follows.
_SURELY_BEFORE = re.compile(
    r"\b(?:Jahre?n?|Jahres|[Yy]ears?|[Ss]eit|[Ss]ince|Sommer|Herbst|Winter|Frühjahr|"
    r"Frühling|summer|autumn|spring)\s$"
)
_PERHAPS_BEFORE = re.compile(
    r"(?:\b(?:in|im|ab|bis|von|vor|nach|um|zwischen|between|until|till|by|"
    r"from|of|to|before|after|during|circa|c\.|und|and)\s|[(–-])$",
    re.IGNORECASE,
)
# "1870 to 1939": beside a year of our time, what the two limit is a period.
_UP_TO_A_YEAR = re.compile(r"(?:\s?[–—]\s?|\s(?:bis|to|until|till|through)\s)(?:19|20)[0-9]{2}(?![\w²³]|[.,:/-][0-9])")
_AT_AN_END = re.compile(r"\s*(?:$|[.,;:!?)–-])")
_NOUN = re.compile(
    r"\s[A-ZÄÖÜ]\w|\s(?!(?:bis|als|was|has|is|as|its|this|his|thus|plus|across)\b)[a-z]+s\b"
    r"|\s(?:people|men|women|children)\b"
)


def find_years(text: str, language: str | None) -> Iterator[tuple[int, int, int]]:
    """(year, start, end) of each bare year."""
    for match in _FOUR_DIGITS.finditer(text):
        if _is_year(text, match, language):
            yield int(match[0]), *match.span()
    for match in _NAMED.finditer(text):
        if not 1000 <= int(match["year"]) < 3000:
            yield int(match["year"]), *match.span("year")


def _is_year(text: str, match: re.Match[str], language: str | None) -> bool:
    """1900 to 2099 unless it looks like a count; earlier and later only where something points to a year."""
    year, (start, end) = int(match[0]), match.span()
    if is_measured(text, end, language):
        return False
    head = max(0, start - 14)
    if _SURELY_BEFORE.search(text, head, start):
        return True
    if bound_before(text, start):
        return False
    last = _UP_TO_A_YEAR.match(text, end)
    limits = last is not None and not is_measured(text, last.end(), language) and not _NOUN.match(text, last.end())
    counts = _NOUN.match(text, end) is not None
    if counts and year % 100 == 0:
        return False
    if limits or 1900 <= year <= 2099 or _PERHAPS_BEFORE.search(text, head, start):
        return True
    # "1523 übersetzte er": German sets a bare year where a count would have its noun.
    bare = language == "de" and year % 100 != 0
    return not counts and (bare or _AT_AN_END.match(text, end) is not None)
