"""Amounts, percentages, durations and counts: a number with what stands around it, and ranges of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.figures.amounts import currency_after, currency_before, magnitude_after, short_magnitude
from qa.figures.bounds import bound_before
from qa.figures.changes import changes_to
from qa.figures.durations import iso_duration, time_unit_after
from qa.figures.numbers import MAX_DIGITS, Number, find_numbers, glued, plain
from qa.types import Figure, FigureKind

_PERCENT = re.compile(r"[\s-]?(?:%(?:ig\w*)?|Prozent(?!punkt)s?\b|prozentig\w*|per\s?cent\b|pct\b)", re.IGNORECASE)
_POINTS = re.compile(r"\s?(?:%|per\s?cent(?:age)?)[\s-]points?\b", re.IGNORECASE)
_TO = re.compile(r"\s*[-–—]\s*|-?\s+(?:bis(?:\s+zu)?|to)\s+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:und|and)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|between)\s+$", re.IGNORECASE)
_SHORT_UNIT = re.compile(r"(?:m|k|g|km|cm|mm|kg|mg|ml|GB|TB|MB|kW|MW|GW|ha)(?:²|³|h)?\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read with its surroundings at `text[start:end]`.

    `unit` is an ISO 4217 code, `%`, a designator of `time_unit_after`, or empty. `complete` tells that a
    unit or magnitude stands after this very number, so that a range lends it no magnitude.
    """

    kind: FigureKind
    unit: str
    value: Decimal
    factor: int
    start: int
    end: int
    complete: bool

    @property
    def scaled(self) -> Decimal:
        return self.value * self.factor


def find_quantities(text: str, language: str | None) -> Iterator[Figure]:
    """Every amount, percentage, duration and count of `text`, each range as one figure."""
    numbers = find_numbers(text, language)
    waiting: Quantity | None = None
    for right in (quantity for number in numbers if (quantity := _read(text, number, language))):
        ends = _range(text, waiting, right) if waiting else None
        if ends:
            yield _figure(text, *ends)
            waiting = None
            continue
        if waiting:
            yield _figure(text, _lent(waiting, right) if _changes(text, waiting, right) else waiting)
        waiting = right
    if waiting:
        yield _figure(text, waiting)


def is_measured(text: str, end: int, language: str | None) -> bool:
    """Whether a currency, a magnitude, a percent sign or a unit of time follows the number that ends here."""
    return bool(
        currency_after(text, end)
        or magnitude_after(text, end, language)[1] > end
        or _PERCENT.match(text, end)
        or time_unit_after(text, end)
    )


def _read(text: str, number: Number, language: str | None) -> Quantity | None:
    """The number with its unit; None for what only looks like a number, as `5G`."""
    quantity = _with_unit(text, number, language)
    return quantity if quantity and abs(quantity.scaled) < 10**MAX_DIGITS else None


def _with_unit(text: str, number: Number, language: str | None) -> Quantity | None:
    value, start = number.value, number.start
    before = currency_before(text, start)
    factor, end = magnitude_after(text, number.end, language)
    if factor == 1:
        short, short_end = short_magnitude(text, end)
        if short > 1 and (before or currency_after(text, short_end)):
            factor, end = short, short_end
    if before:
        return Quantity("amount", before[0], value, factor, before[1], end, factor > 1)
    if after := currency_after(text, end):
        return Quantity("amount", after[0], value, factor, start, after[1], True)
    if (percent := _PERCENT.match(text, end)) and not _POINTS.match(text, end):
        return Quantity("percentage", "%", value, factor, start, percent.end(), True)
    if time := time_unit_after(text, end):
        return Quantity("duration", time[0], value, factor * time[1], start, time[2], True)
    if glued(text, end) and not _SHORT_UNIT.match(text, end):
        return None
    return Quantity("count", "", value, factor, start, end, factor > 1)


def _range(text: str, left: Quantity, right: Quantity) -> tuple[Quantity, Quantity] | None:
    """Both ends of the range that the two form, unit and magnitude lent; None if they form none."""
    between = text[left.end : right.start]
    is_between = _AND.fullmatch(between) and _BETWEEN.search(text, max(0, left.start - 16), left.start)
    if not (_TO.fullmatch(between) or is_between) or _changes(text, left, right) or _is_open(left, right):
        return None
    left = _lent(left, right)
    if right.kind == "count" and not left.complete:  # "EUR 150–200 million"
        right = replace(right, kind=left.kind, unit=left.unit)
    same = (left.kind, left.unit) == (right.kind, right.unit)
    return (left, right) if same and left.scaled < right.scaled else None


def _changes(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a figure changes by or from the left one to the right one: "um 24 auf 112 Mio. Euro"."""
    if changes_to(text, left.start, left.end) != right.start:
        return False
    return left.complete or not _TO.fullmatch(text, left.end, right.start)  # "by 5 to 15 per cent" is a range


def _lent(left: Quantity, right: Quantity) -> Quantity:
    """A number with the unit and the magnitude of the one behind it, if it has none of its own."""
    if _is_open(left, right):
        return left
    if left.factor == 1 and not left.complete:
        left = replace(left, factor=right.factor)
    return replace(left, kind=right.kind, unit=right.unit) if left.kind == "count" else left


def _is_open(left: Quantity, right: Quantity) -> bool:
    """Whether the left one may count ones or what the right one does: "800 bis 1 Milliarde" leaves open 800 of what."""
    return left.factor == 1 < right.factor and not left.complete and left.value >= right.value


def _figure(text: str, first: Quantity, last: Quantity | None = None) -> Figure:
    values = [_value(quantity) for quantity in ([first, last] if last else [first])]
    unit = "" if first.kind == "duration" else first.unit
    end = (last or first).end
    return Figure(first.kind, "/".join(values), unit, first.start, end, bound_before(text, first.start))


def _value(quantity: Quantity) -> str:
    value = plain(quantity.scaled)
    return iso_duration(value, quantity.unit) if quantity.kind == "duration" else value
