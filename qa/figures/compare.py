"""When one figure backs another, and when two contradict each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

from qa.figures.durations import months_and_seconds
from qa.types import Bound, Figure

_CALENDAR = ("date", "period")
_DAYS_PER_MONTH = Decimal("30.436875")
_WIDE = Context(prec=60)

# What a claim may say beside a number, by what its quote says. "Über 150" may be shortened to "150";
# "bis zu 30" and "mindestens 36" may not, since the bare number would say more than the source.
_ALLOWED: Mapping[Bound, Sequence[Bound]] = {
    "": ("", "about"),
    "about": ("about", ""),
    "over": ("over", "about", "at_least", ""),
    "under": ("under", "at_most"),
    "at_least": ("at_least",),
    "at_most": ("at_most",),
}

# A number that lost its unit, or whose kind the form leaves open: (kind of the quote, kind of the claim).
_BARE = {
    ("amount", "count"), ("reference", "count"), ("date", "count"),
    ("count", "date"), ("count", "reference"), ("date", "reference"),
}  # fmt: skip


def supports(quote: Figure, claim: Figure) -> bool:
    """Whether `quote` says what `claim` says: same value and unit, the claim at most as precise.

    A date supports its month and year, a period both its end points, a range `at_most` its upper and
    `at_least` its lower end, an exact number itself rounded where the claim says `rund` or the like.
    A bare number supports the same digits read as a year or reference, an amount its number alone.
    """
    if quote.kind in _CALENDAR and claim.kind in _CALENDAR:
        return _date_supports(quote.value, claim.value)
    if quote.kind != claim.kind:
        return _bare_supports(quote, claim)
    if quote.kind == "reference":
        return quote.value == claim.value or quote.value.startswith(f"{claim.value}/")
    return quote.unit == claim.unit and _quantity_supports(quote, claim)


def conflict(a: Figure, b: Figure) -> bool:
    """Whether both cannot be true of the same thing: same kind and unit, values that exclude each other.

    More precise, rounded, or within what `über`, `bis zu` and the like leave open is no conflict. Whether
    the two speak of the same thing is for the caller to know.
    """
    if (a.kind, a.unit) != (b.kind, b.unit) or a.value == b.value:
        return False
    if a.kind in _CALENDAR:
        return not (_date_supports(a.value, b.value) or _date_supports(b.value, a.value))
    if a.kind == "reference":
        return a.value.isdecimal() == b.value.isdecimal() and not (supports(a, b) or supports(b, a))
    (low_a, high_a), (low_b, high_b) = _interval(a), _interval(b)
    return (high_a < low_b or high_b < low_a) and not _same_but_rounded(a, b)


def _date_supports(quote: str, claim: str) -> bool:
    ends = quote.split("/")
    if "/" not in claim:
        return any(_moment_supports(end, claim) for end in ends)
    return len(ends) == 2 and all(map(_moment_supports, ends, claim.split("/")))


def _moment_supports(quote: str, claim: str) -> bool:
    if claim.startswith("--") and not quote.startswith("--"):
        quote = f"-{quote[4:]}"
    return quote == claim or quote.startswith(f"{claim}-")


def _bare_supports(quote: Figure, claim: Figure) -> bool:
    if (quote.kind, claim.kind) not in _BARE or claim.bound not in _ALLOWED[quote.bound]:
        return False
    # Two digits are a house or page number, and would back any small count.
    is_reference = "reference" in (quote.kind, claim.kind)
    return quote.value == claim.value and not (is_reference and len(quote.value) < 3)


def _quantity_supports(quote: Figure, claim: Figure) -> bool:
    said, claimed = _measures(quote), _measures(claim)
    if said == claimed:
        return claim.bound in _ALLOWED[quote.bound]
    if len(said) == 2 and len(claimed) == 1:
        end = {"at_least": 0, "at_most": 1}.get(claim.bound)
        return end is not None and said[end] == claimed[0]
    if len(said) != 1 or len(claimed) != 1 or quote.kind == "duration":
        return False
    (exact,), (rounded,) = said, claimed
    if quote.kind == "percentage" and _is_third(exact[0], rounded[0]):
        return claim.bound in _ALLOWED[quote.bound]
    return claim.bound == "about" and quote.bound in ("", "about") and _is_rounded(exact[0], rounded[0])


def _measures(figure: Figure) -> tuple[tuple[Decimal, Decimal], ...]:
    """The ends of a quantity as pairs, equal when they mean the same: (months, seconds), (number, 0)."""
    if figure.kind == "duration":
        return tuple(months_and_seconds(end) for end in figure.value.split("/"))
    return tuple((Decimal(end), Decimal(0)) for end in figure.value.split("/"))


def _interval(figure: Figure) -> tuple[Decimal, Decimal]:
    """What a figure leaves open: numbers, for durations days."""
    measures = _measures(figure)
    if figure.kind == "duration":
        ends = [months * _DAYS_PER_MONTH + seconds / 86_400 for months, seconds in measures]
    else:
        ends = [number for number, _ in measures]
    low, high = ends[0], ends[-1]
    if figure.bound == "about":
        return low - _slack(low), high + _slack(high)
    if figure.bound in ("over", "at_least"):
        return low, Decimal("Infinity")
    if figure.bound in ("under", "at_most"):
        return Decimal("-Infinity"), high
    return low, high


def _slack(value: Decimal) -> Decimal:
    """How far `rund` reaches: half of the last digit that is not zero, and no more than a twentieth."""
    return min(_last_digit(value) / 2, abs(value) / 20)


def _same_but_rounded(a: Figure, b: Figure) -> bool:
    first, second = _interval(replace(a, bound="")), _interval(replace(b, bound=""))
    if first[0] != first[1] or second[0] != second[1]:
        return False
    one, other = first[0], second[0]
    if a.kind == "duration":
        mixed = _measures(a)[0][0].is_zero() != _measures(b)[0][0].is_zero()
        return mixed and abs(one - other) <= max(one, other) / 33  # 13 weeks and 3 months
    if a.kind == "count" and max(one, other) < 1000:  # 36 and 37 sites are counted, not rounded
        return False
    return _is_rounded(one, other) or _is_rounded(other, one)


def _is_rounded(exact: Decimal, rounded: Decimal) -> bool:
    """Whether `rounded` is `exact` to fewer digits, and as near as people round: 239.6 and 240."""
    unit = _last_digit(rounded)
    if _last_digit(exact) >= unit or exact.quantize(unit, ROUND_HALF_UP, _WIDE) != rounded:
        return False
    distance = abs(exact - rounded)
    return distance <= abs(rounded) / 100 or (abs(rounded) >= 10 * unit and distance <= abs(rounded) / 20)


def _is_third(a: Decimal, b: Decimal) -> bool:
    """Whether one is an endless fraction, cut after four decimals, and the other its usual writing: 66.7."""
    endless, short = (a, b) if _last_digit(a) <= _last_digit(b) else (b, a)
    unit = min(_last_digit(short), Decimal(1))
    return _last_digit(endless) == Decimal("0.0001") and endless.quantize(unit, ROUND_HALF_UP) == short


def _last_digit(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 10 for 240, 0.1 for 239.6."""
    return Decimal((0, (1,), int(value.normalize(_WIDE).as_tuple().exponent)))
