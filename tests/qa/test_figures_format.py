"""Writing figures: what people read, and that reading it back loses nothing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.figures import format_figure, parse_figure
from qa.figures.amounts import CURRENCIES
from qa.types import Figure

_BOUNDS = st.sampled_from(["", "about", "over", "under", "at_least", "at_most"])
_LANGUAGES = st.sampled_from(["de", "en"])
_NUMBERS = st.decimals(0, 10**12, places=2) | st.integers(0, 10**15).map(Decimal) | st.decimals(0, 100, places=6)
_DAYS = st.dates(date(1000, 1, 1), date(2150, 12, 31)).map(date.isoformat)
_DATES = (
    _DAYS
    | _DAYS.map(lambda day: day[:7])
    | _DAYS.map(lambda day: day[:4])
    | st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: f"--{day:%m-%d}")
    | st.integers(1, 12).map(lambda month: f"--{month:02d}")
)
_DURATIONS = st.tuples(
    st.sampled_from(["P{}Y", "P{}M", "P{}W", "P{}D", "PT{}H", "PT{}M", "PT{}S"]), st.integers(0, 5000)
).map(lambda parts: parts[0].format(parts[1]))


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _figure(kind: str, value: str, unit: str = "", bound: str = "") -> Figure:
    return Figure(kind, value, unit, 0, 0, bound)


@pytest.mark.parametrize(
    ("figure", "german", "english"),
    [
        (_figure("amount", "200000000", "EUR"), "200 Millionen Euro", "200 million euros"),
        (_figure("amount", "200000000", "EUR", "over"), "über 200 Millionen Euro", "over 200 million euros"),
        (_figure("amount", "1500000000", "USD"), "1,5 Milliarden US-Dollar", "1.5 billion US dollars"),
        (_figure("amount", "3000000000000", "EUR"), "3 Billionen Euro", "3 trillion euros"),
        (_figure("amount", "1000000", "EUR"), "1 Million Euro", "1 million euros"),
        (_figure("amount", "1234567.89", "EUR"), "1.234.567,89 Euro", "1,234,567.89 euros"),
        (_figure("amount", "12.5", "GBP"), "12,5 Britische Pfund", "12.5 British pounds"),
        (_figure("percentage", "37.5", "%"), "37,5 %", "37.5%"),
        (_figure("count", "1500", bound="at_least"), "mindestens 1.500", "at least 1,500"),
        (_figure("count", "10/15"), "10 bis 15", "10 to 15"),
        (_figure("date", "2026-02-19"), "19. Februar 2026", "February 19, 2026"),
        (_figure("date", "2020-04"), "April 2020", "April 2020"),
        (_figure("date", "2020"), "2020", "2020"),
        (_figure("date", "--10-05"), "5. Oktober", "October 5"),
        (_figure("period", "2018/2022"), "2018 bis 2022", "2018 to 2022"),
        (_figure("period", "2020-04/2021-12"), "April 2020 bis Dezember 2021", "April 2020 to December 2021"),
        (_figure("duration", "P5Y"), "5 Jahre", "5 years"),
        (_figure("duration", "P1M"), "1 Monat", "1 month"),
        (_figure("duration", "P1.5Y"), "1,5 Jahre", "1.5 years"),
        (_figure("reference", "02289954020"), "02289954020", "02289954020"),
    ],
)
def test_figures_read_naturally_in_both_languages(figure: Figure, german: str, english: str) -> None:
    assert format_figure(figure, "de") == german
    assert format_figure(figure, "en") == english


def _comes_back(figure: Figure, language: str) -> None:
    written = format_figure(figure, language)
    read = parse_figure(written, language)
    assert read is not None, written
    assert (read.kind, read.value, read.unit, read.bound) == (
        figure.kind,
        figure.value,
        figure.unit,
        figure.bound,
    )
    assert read.end == len(written)


@settings(deadline=None)
@given(_NUMBERS, st.sampled_from(CURRENCIES), _BOUNDS, _LANGUAGES)
def test_amounts_come_back(number: Decimal, currency: str, bound: str, language: str) -> None:
    _comes_back(_figure("amount", _plain(number), currency, bound), language)


@settings(deadline=None)
@given(_NUMBERS, _BOUNDS, _LANGUAGES)
def test_counts_and_percentages_come_back(number: Decimal, bound: str, language: str) -> None:
    _comes_back(_figure("count", _plain(number), "", bound), language)
    _comes_back(_figure("percentage", _plain(number), "%", bound), language)


@settings(deadline=None)
@given(st.lists(st.integers(1, 10**10), min_size=2, max_size=2, unique=True), _LANGUAGES)
def test_ranges_come_back(ends: list[int], language: str) -> None:
    low, high = sorted(ends)
    _comes_back(_figure("count", f"{low}/{high}"), language)
    _comes_back(_figure("amount", f"{low}/{high}", "EUR"), language)


@settings(deadline=None)
@given(_DATES, _LANGUAGES)
def test_dates_come_back_with_their_precision(value: str, language: str) -> None:
    _comes_back(_figure("date", value), language)


@settings(deadline=None)
@given(st.lists(_DAYS, min_size=2, max_size=2), st.sampled_from([4, 7, 10]), _LANGUAGES)
def test_periods_come_back(days: list[str], precision: int, language: str) -> None:
    first, last = sorted(day[:precision] for day in days)
    if first != last:
        _comes_back(_figure("period", f"{first}/{last}"), language)


@settings(deadline=None)
@given(_DURATIONS, _BOUNDS, _LANGUAGES)
def test_durations_come_back(value: str, bound: str, language: str) -> None:
    _comes_back(_figure("duration", value, "", bound), language)
