"""Units of time, for `vier Jahre`, `nine months`, `fünfjährig` and `five-year`."""

import re
from decimal import Decimal

from qa.figures.spans import fold

_NOUNS = {
    "Y": r"Jahr(?:e[ns]?|es)?|years?", "M": r"Monat(?:e[ns]?|s)?|months?", "W": r"Wochen?|weeks?",
    "D": r"Tag(?:e[ns]?)?|days?", "TH": r"Stunden?|hours?", "TM": r"Minuten?|minutes?",
    "TS": r"Sekunden?|seconds?",
}  # fmt: skip
_SUFFIXES = {"jährig": "Y", "monatig": "M", "wöchig": "W", "tägig": "D", "stündig": "TH", "minütig": "TM"}
_DECADES = re.compile(r"[\s-](?:Jahrzehnten?|Jahrzehnte|decades)\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"[\s-](?:{'|'.join(f'(?P<{unit}>{nouns})' for unit, nouns in _NOUNS.items())})\b"
    rf"|-?(?P<suffix>{'|'.join(_SUFFIXES)})(?:e[mnrs]?)?\b",
    re.IGNORECASE,
)
_DURATION = re.compile(r"P(T?)(-?[0-9.]+)([YMWDHS])")

_MONTHS = {"Y": 12, "M": 1}
_SECONDS = {"W": 604_800, "D": 86_400, "TH": 3_600, "TM": 60, "TS": 1}


def time_unit_after(text: str, end: int) -> tuple[str, int, int] | None:
    """(designator, factor, where it ends) of a unit of time right after `end`.

    The designator is Y, M, W, D, TH, TM or TS; the factor is 1, and 10 for decades.
    """
    if match := _AFTER.match(text, end):
        group = match.lastgroup or ""
        return _SUFFIXES.get(fold(match[group]), group), 1, match.end()
    decades = _DECADES.match(text, end)
    return ("Y", 10, decades.end()) if decades else None


def iso_duration(value: str, unit: str) -> str:
    """`P5Y`, `PT90M`: ISO 8601, one unit, decimals as they were written."""
    return f"PT{value}{unit[1]}" if unit.startswith("T") else f"P{value}{unit}"


def duration_parts(value: str) -> tuple[Decimal, str]:
    """(5, "Y") of `P5Y`, (90, "TM") of `PT90M`.

    Raises ValueError for what `iso_duration` does not write.
    """
    match = _DURATION.fullmatch(value)
    if not match:
        raise ValueError(f"not a duration of one unit: {value!r}")
    return Decimal(match[2]), match[1] + match[3]


def months_and_seconds(value: str) -> tuple[Decimal, Decimal]:
    """A duration on its two scales, which have no exact rate: months (and years), seconds (up to weeks)."""
    number, unit = duration_parts(value)
    return number * _MONTHS.get(unit, 0), number * _SECONDS.get(unit, 0)
