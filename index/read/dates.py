"""Dates that a document states about itself, as ISO 8601 of the precision given."""

import datetime
import re
from functools import cache

from babel.dates import get_month_names

_LABEL = (
    r"(?:Stand|As of|Status|Datum|Date|Veröffentlicht(?: am)?|Veröffentlichung|Erschienen(?: am)?"
    r"|Published(?: on)?|Issued(?: on)?|Aktualisiert(?: am)?|(?:Last )?updated(?: on)?|Version vom)"
)
_RELEASE = r"(?:(?:Presse|Medien)(?:mitteilung|information)|(?:Press|Media|News) release|PM)\b.{0,40}?"
_PLACE = r"[^\W\d_][\w./() -]{1,40}?(?:, D\.C\.)?"


def published_in(paragraphs: list[str]) -> str | None:
    """The date of a labelled line ("Stand: Februar 2026"), a dateline ("Bonn, 19. Februar 2026") or,
    if there is only one of the kind, a line with nothing but a date. Running text is not asked.
    """
    statements, bare = _statements(), _bare()
    for paragraph in paragraphs:
        for pattern in statements:
            if (match := pattern.match(paragraph)) and (date := parse_date(match["date"])):
                return date
    alone = [date for paragraph in paragraphs if bare.fullmatch(paragraph) and (date := parse_date(paragraph))]
    return alone[0] if len(alone) == 1 else None


def parse_date(text: str) -> str | None:
    """`text`, a German or English date or an ISO one, as ISO 8601; None if it is none or ambiguous."""
    text = text.strip(" .()")
    for shape in _shapes():
        if match := re.fullmatch(shape, text, re.IGNORECASE):
            parts = match.groupdict()
            month = parts.get("month")
            number = None if month is None else int(month) if month.isdigit() else _months()[month.lower().rstrip(".")]
            return _iso(int(parts["year"]), number, int(parts["day"]) if parts.get("day") else None)
    return None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None])


@cache
def _months() -> dict[str, int]:
    return {
        name.lower().rstrip("."): number
        for locale in ("de", "de_AT", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }


@cache
def _shapes() -> tuple[str, ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\.?"
    day, year = r"(?P<day>[0-3]?\d)", r"(?P<year>(?:19|20)\d\d)"
    return (
        rf"{day}(?:\.|st|nd|rd|th)? ?(?:of )?{month},? {year}",
        rf"{month} {day}(?:st|nd|rd|th)?,? {year}",
        rf"{day}\. ?(?P<month>[01]?\d)\. ?{year}",
        rf"{year}-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        rf"{month} {year}",
        rf"{year}-(?P<month>[01]\d)",
        year,
    )


def _union(shapes: tuple[str, ...]) -> str:
    return "|".join(re.sub(r"\(\?P<\w+>", "(?:", shape) for shape in shapes)


@cache
def _statements() -> tuple[re.Pattern[str], ...]:
    shapes = _shapes()
    any_date = rf"(?P<date>{_union(shapes)})(?![\d-])"
    # A year alone is no dateline: "Haushalt, 2026".
    full = rf"(?P<date>{_union(shapes[:-1])})(?![\d-])"
    ending = r"\)?\.?(?:\s*[|·;,–—-]\s.*)?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"\(?{_LABEL}\s*:?\s+(?:den |the )?{any_date}{ending}$",
            rf"{_PLACE}(?:,\s*(?:den |im |the )?|\s*\(){full}\)?\.?(?:$|\s*[|·–—:-]\s|\s+PM\b)",
            rf"{_RELEASE}(?:vom|of|[,:–-])?\s{full}{ending}$",
        )
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(_union(_shapes()[:-1]), re.IGNORECASE)
