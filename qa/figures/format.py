"""Figures as people of either language write them."""

from datetime import date
from decimal import Decimal
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_currency_name
from babel.units import format_unit

from qa.figures.durations import duration_parts
from qa.types import Bound, Figure

Language = Literal["de", "en"]

_BOUNDS: dict[Language, dict[Bound, str]] = {
    "de": {"about": "rund", "over": "über", "under": "unter", "at_least": "mindestens", "at_most": "bis zu"},
    "en": {"about": "about", "over": "over", "under": "under", "at_least": "at least", "at_most": "up to"},
}
_TO: dict[Language, str] = {"de": " bis ", "en": " to "}
_YEAR: dict[Language, str] = {"de": "Jahr", "en": "year"}
_TIME_UNITS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
_MAGNITUDES: dict[Language, dict[int, tuple[str, str]]] = {
    "de": {
        10**12: ("Billion", "Billionen"),
        10**9: ("Milliarde", "Milliarden"),
        10**6: ("Million", "Millionen"),
    },
    "en": {10**12: ("trillion", "trillion"), 10**9: ("billion", "billion"), 10**6: ("million", "million")},
}
_IN: dict[Language, str] = {"de": "im", "en": "in"}
_EXACT = "#,##0.######"
_NO_BREAK = str.maketrans("\u00a0\u202f", "  ")


def format_figure(figure: Figure, language: Language) -> str:
    """`figure` with its unit and bound: `rund 200 Millionen Euro`, `February 19, 2026`, `5 years`.

    `parse_figure` reads kind, value, unit and bound back; of a reference only the value is written, which
    without its label (`Fax`, `§`) may read as a count. Spaces are plain, so that the text can be searched.
    """
    if figure.kind == "reference":
        return figure.value
    written = _TO[language].join(_format_end(figure, end, language) for end in figure.value.split("/"))
    bound = _BOUNDS[language].get(figure.bound)
    return (f"{bound} {written}" if bound else written).translate(_NO_BREAK)


def _format_end(figure: Figure, value: str, language: Language) -> str:
    match figure.kind:
        case "amount":
            return _amount(Decimal(value), figure.unit, language)
        case "percentage":
            # The space before the sign is German; babel's percent format would multiply by 100.
            return _number(Decimal(value), language) + (" %" if language == "de" else "%")
        case "duration":
            number, unit = duration_parts(value)
            name = f"duration-{_TIME_UNITS[unit]}"
            return format_unit(number, name, format=_EXACT, locale=language)
        case "date" | "period":
            return _moment(value, language)
    return _number(Decimal(value), language)


def _amount(value: Decimal, currency: str, language: Language) -> str:
    """`200 Millionen Euro` where three decimals are enough for it, else `1.234.567,89 Euro`."""
    for factor, (one, many) in _MAGNITUDES[language].items():
        scaled = value / factor
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            name = get_currency_name(currency, 2, language)
            return f"{_number(scaled, language)} {one if scaled == 1 else many} {name}"
    return f"{_number(value, language)} {get_currency_name(currency, 1 if value == 1 else 2, language)}"


def _moment(value: str, language: Language) -> str:
    yearless = value.startswith("--")
    # 2000 is a leap year, and is not written.
    year, month, day = _parts(f"2000-{value.removeprefix('--')}" if yearless else value)
    if month is None:
        # A number that does not look like a year needs the word before it.
        return str(year) if 1900 <= year <= 2099 else f"{_YEAR[language]} {year}"
    first = date(year, month, day or 1)
    if yearless:
        return _yearless(first, day is not None, language)
    if day is None:
        return format_date(first, "MMMM y", locale=language)
    return format_date(first, "long", locale=language)


def _yearless(day: date, has_day: bool, language: Language) -> str:
    if has_day:
        return format_skeleton("MMMMd", day, locale=language)
    return f"{_IN[language]} {format_date(day, 'MMMM', locale=language)}"


def _parts(value: str) -> tuple[int, int | None, int | None]:
    year, month, day = [*map(int, value.split("-")), None, None][:3]
    return year or 0, month, day


def _number(value: Decimal, language: Language) -> str:
    return format_decimal(value, locale=language, decimal_quantization=False)
