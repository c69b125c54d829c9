"""Dates that count from the day a document was published: `heute`, `im vergangenen Jahr`, `next month`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from qa.figures.months import MONTH, month_number
from qa.figures.spans import lower, mentions
from qa.types import Figure

_LAST = r"(?:vergangene|letzte|vorige)[mnrs]?|last|previous"
_THIS = r"diese[mnrs]?|laufende[mnrs]?|this|(?:the\s)?current"
_NEXT = r"kommende[mnrs]?|nächste[mnrs]?|next"
_STEP = rf"(?:(?P<last>{_LAST})|(?P<this>{_THIS})|(?P<next>{_NEXT}))"
# "im kommenden Jahr 2023" names its year itself.
_UNNAMED = r"(?!\s[12][0-9]{3})"

_DAY = re.compile(
    r"\b(?:(?P<this>[Hh]eute|[Hh]eutige[mnrs]?|[Tt]oday)|(?P<last>[Gg]estern|[Gg]estrige[mnrs]?|[Yy]esterday)"
    r"|(?P<next>morgen|morgige[mnrs]?|[Tt]omorrow))\b"
)
_MONTH = re.compile(rf"\b(?:(?:im|in)\s)?{_STEP}\s(?:monats?|month)\b")
_MONTH_OF_YEAR = re.compile(
    rf"\b(?P<month>{MONTH})\s(?:of\s)?(?:(?P<last>vergangenen|letzten|vorigen|last)|(?P<this>dieses|this)|"
    r"(?P<next>kommenden|nächsten|next))\s(?:Jahres|year)\b"
)
_YEAR = re.compile(rf"\b(?:(?:im|in)\s)?(?:{_STEP}\s(?:jahr(?:es)?|year)|(?P<before>vorjahr)(?:es)?)\b{_UNNAMED}")


def find_relative_dates(text: str, published: str | None) -> Iterator[Figure]:
    """Relative dates of `text`, resolved; none where `published` is missing or too coarse for them.

    `heute` needs a day, `im vergangenen Monat` a month, `next year` a year.
    """
    if not published:
        return
    lowered, parts = lower(text), [int(part) for part in published.split("-")]
    if mentions(lowered, ("jahr", "year")):
        for match in _MONTH_OF_YEAR.finditer(text):
            yield _figure(match, f"{parts[0] + _step(match):04d}-{month_number(match['month']):02d}")
        for match in _YEAR.finditer(lowered):
            yield _figure(match, f"{parts[0] + _step(match):04d}")
    if len(parts) > 1 and mentions(lowered, ("monat", "month")):
        for match in _MONTH.finditer(lowered):
            months = 12 * parts[0] + parts[1] - 1 + _step(match)
            yield _figure(match, f"{months // 12:04d}-{months % 12 + 1:02d}")
    if len(parts) > 2 and mentions(lowered, ("heut", "gest", "morg", "today", "yesterday", "tomorrow")):
        for match in _DAY.finditer(text):
            yield _figure(match, (date(*parts) + timedelta(days=_step(match))).isoformat())


def _step(match: re.Match[str]) -> int:
    named = match.groupdict()
    return 1 if named.get("next") else -1 if named.get("last") or named.get("before") else 0


def _figure(match: re.Match[str], value: str) -> Figure:
    return Figure("date", value, "", *match.span())
