"""Dates together: ranges such as `April 2020 bis Dezember 2021`, lists such as `am 5. und 6. Oktober`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.figures.dates import Moment, find_moments
from qa.figures.spans import blank
from qa.types import Figure

_SHORT_RANGE = re.compile(
    r"(?<![\w.,/-])(?P<first>[12][0-9]{3})\s?(?P<dash>[/–-])\s?(?P<last>[0-9]{4}|[0-9]{2})(?!\w|[/.–-][0-9])"
)
_DECADE = re.compile(r"(?<![\w.,/])(?P<first>[12][0-9]{2}0)(?:er(?:n)?(?:[\s-]Jahren?)?|['’]?s)\b")
_TO = re.compile(
    r"\s*[-–—]\s*|,?\s+(?:bis(?:\s(?:zum|zur|einschließlich))?|to|until|till|through|up\sto)\s+"
    r"(?:the\s)?(?:Jahr\s|year\s)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:und|and)\s+(?:dem\s)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen(?:\sdem)?|between)\s$", re.IGNORECASE)
_ALSO = re.compile(r"\s*[,/]\s*|,?\s+(?:und|and|oder|or|sowie)\s+(?:am\s|dem\s|on\s)?", re.IGNORECASE)


def find_dates(text: str, language: str | None) -> list[Figure]:
    """Every date and period of `text` that names itself, in order."""
    figures = []
    for first, last, start, end in _year_ranges(text):
        figures.append(Figure("period", f"{first:04d}/{last:04d}", "", start, end))
        text = blank(text, start, end)
    moments = find_moments(text, language)
    return sorted([*figures, *_joined(text, moments)], key=lambda figure: figure.start)


def _year_ranges(text: str) -> Iterator[tuple[int, int, int, int]]:
    for match in _SHORT_RANGE.finditer(text):
        first, last, dash = int(match["first"]), int(match["last"]), match["dash"]
        if len(match["last"]) == 2:
            last += first - first % 100
            # "2020/21" is one winter; "2026-12" is a month, and "10/11" of other years is no period.
            if (dash == "/" and last != first + 1) or (dash == "-" and last % 100 <= 12):
                continue
        if first < last:
            yield first, last, *match.span()
    for match in _DECADE.finditer(text):
        yield int(match["first"]), int(match["first"]) + 9, *match.span()


def _joined(text: str, moments: list[Moment]) -> Iterator[Figure]:
    moments = _filled(text, moments)
    waiting: Moment | None = None
    for right in moments:
        left, waiting = waiting, right
        if left is None:
            continue
        if _is_range(text, left, right):
            yield Figure("period", f"{left.value}/{right.value}", "", left.start, right.end)
            waiting = None
        elif left.standalone:
            yield Figure("date", left.value, "", left.start, left.end)
    if waiting and waiting.standalone:
        yield Figure("date", waiting.value, "", waiting.start, waiting.end)


def _filled(text: str, moments: list[Moment]) -> list[Moment]:
    """Give the `5.` of `5. und 6. Oktober 2022` its month and year, from the right to the left."""
    filled = moments[-1:]
    for left in reversed(moments[:-1]):
        right, between = filled[-1], text[left.end : filled[-1].start]
        near = _ALSO.fullmatch(between) or _TO.fullmatch(between)
        if near and right.standalone and left.year is None and right.month is not None:
            whole = replace(left, year=right.year, month=left.month or right.month, standalone=True)
            filled.append(whole if whole.exists else left)
        else:
            filled.append(left)
    return filled[::-1]


def _is_range(text: str, left: Moment, right: Moment) -> bool:
    between = text[left.end : right.start]
    is_between = _AND.fullmatch(between) and _BETWEEN.search(text, max(0, left.start - 16), left.start)
    whole = left.standalone and right.standalone and (left.year is None) == (right.year is None)
    # From the later to the earlier is a period too, before Christ or in error, and not its two ends.
    return whole and bool(_TO.fullmatch(between) or is_between) and left.value != right.value
