"""Shares in words: `ein Drittel`, `die Hälfte`, `two thirds`, `half of`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from qa.figures.bounds import bound_before
from qa.figures.numbers import plain
from qa.figures.spans import lower, mentions
from qa.types import Figure

_NUMERATOR = {
    "zwei": 2, "two": 2, "drei": 3, "three": 3, "vier": 4, "four": 4, "fünf": 5, "five": 5, "sieben": 7,
    "seven": 7, "neun": 9, "nine": 9,
}  # fmt: skip
_DENOMINATOR = {
    "hälfte": 2, "half": 2, "halves": 2, "drittel": 3, "third": 3, "viertel": 4, "quarter": 4, "fünftel": 5,
    "fifth": 5, "sechstel": 6, "sixth": 6, "siebtel": 7, "achtel": 8, "eighth": 8, "zehntel": 10, "tenth": 10,
}  # fmt: skip
_WORDS = ("hälfte", "tel", "half", "third", "quarter", "fifth", "sixth", "eighth", "tenth")
_MANY = "|".join(_NUMERATOR)
_SHARE = re.compile(
    r"(?<!\w)(?:(?:die|der|zur)\s(?P<half>hälfte)\b"
    rf"|(?:(?P<de>{_MANY})\s?|eine?[nms]?\s)"
    r"(?P<part>drittel|viertel|fünftel|sechstel|siebtel|achtel|zehntel)[ns]?\b"
    rf"|(?P<en>{_MANY})[\s-](?P<parts>third|quarter|fifth|sixth|eighth|tenth)s\b"
    # "a third period" is an ordinal: a single part must be a part of something, or end the phrase.
    r"|(?:an?|one)[\s-](?P<one>third|quarter|fifth|sixth|eighth|tenth)"
    r"(?=\s(?:of|more|less)\b|\s*[.,;:)]|\s*$)"
    r"|(?<!first )(?<!second )(?<!latter )(?<!other )"
    r"(?:(?:one|an?)\s)?(?P<of>half)(?=\s(?:of|the|its|their|all)\b)"
    r"|(?:one|a)[\s-](?P<alone>half)\b(?!\s(?:a|million|billion|year)\b))"
)


def find_shares(text: str) -> Iterator[Figure]:
    """Percentages written as fractions; endless decimals are cut after the fourth: `33.3333`."""
    lowered = lower(text)
    if not mentions(lowered, _WORDS):
        return
    for match in _SHARE.finditer(lowered):
        named = match.groupdict()
        numerator = _NUMERATOR.get((named["de"] or named["en"] or ""), 1)
        part = next(named[group] for group in ("half", "part", "parts", "one", "of", "alone") if named[group])
        percent = Decimal(100 * numerator) / _DENOMINATOR[part]
        value = plain(percent.quantize(Decimal("0.0001")))
        yield Figure("percentage", value, "%", match.start(), match.end(), bound_before(text, match.start()))
