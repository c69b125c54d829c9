"""Comparing figures: what a quote backs, and what contradicts it. Figures are read from both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.figures import conflict, find_figures, parse_figure, supports
from qa.types import Figure


def _read(text: str, language: str = "de") -> Figure:
    figure = parse_figure(text, language)
    assert figure, text
    return figure


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("200 Mio. Euro", "EUR 200 million"),
        ("200 Mio. Euro", "200,000,000 euros"),
        ("zweihundert Millionen Euro", "€200m"),
        ("siebenunddreißig", "37"),
        ("die Hälfte", "50 percent"),
        ("ein Drittel", "a third"),
        ("ein Drittel", "33 percent"),
        ("33,3 Prozent", "a third"),
        ("19. Februar 2026", "February 19, 2026"),
        ("19. Februar 2026", "February 2026"),
        ("April 2020", "in 2020"),
        ("1. April 2020", "on April 1"),
        ("2018 bis 2022", "from 2018 to 2022"),
        ("2018 bis 2022", "since 2018"),
        ("2018 bis 2022", "until 2022"),
        ("April 2020 bis Dezember 2021", "2020 to 2021"),
        ("April 2020 bis Dezember 2021", "in 2021"),
        ("vier Jahre", "48 months"),
        ("14 Tage", "two weeks"),
        ("rund 240 Mio. Euro", "EUR 240 million"),
        ("über 150 Mio. Euro", "EUR 150 million"),
        ("über 150 Mio. Euro", "more than EUR 150 million"),
        ("239,6 Mio. Euro", "around EUR 240 million"),
        ("240 Mio. Euro", "around EUR 240 million"),
        ("bis zu 30 Mio. Euro", "up to EUR 30 million"),
        ("150 bis 200 Mio. Euro", "up to EUR 200 million"),
        ("150 bis 200 Mio. Euro", "at least EUR 150 million"),
        ("Telefon 0228 99 5402-0", "phone +49 228 995402-0"),
        ("200 Mio. Euro", "200 million"),
        ("https://www.beispiel.de/a/b", "www.beispiel.de"),
    ],
)
def test_a_quote_supports_the_same_in_other_words(quote: str, claim: str) -> None:
    assert supports(_read(quote, "de"), _read(claim, "en"))


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("200 Mio. Euro", "EUR 210 million"),
        ("200 Mio. Euro", "USD 200 million"),
        ("200 Mio. Euro", "200 percent"),
        ("36", "37"),
        ("37", "about 36"),
        ("in 2020", "in April 2020"),
        ("April 2020", "April 1, 2020"),
        ("am 1. April", "April 1, 2020"),
        ("2018 bis 2022", "in 2020"),
        ("2018 bis 2022", "2018 to 2023"),
        ("2018", "2018 to 2022"),
        ("2018 bis 2022", "2022 to 2018"),
        ("1870 bis 1939", "1939 to 1870"),
        ("vier Jahre", "five years"),
        ("vier Jahre", "four months"),
        ("bis zu 30 Mio. Euro", "EUR 30 million"),
        ("bis zu 30 Mio. Euro", "more than EUR 30 million"),
        ("mindestens 36", "36"),
        ("239,6 Mio. Euro", "EUR 240 million"),
        ("150 bis 200 Mio. Euro", "EUR 200 million"),
        ("5 Prozentpunkte", "5 percent"),
        ("37", "37 percent"),
        ("Godesberger Allee 20", "20"),
        ("Telefon 0228 99 5402-0", "phone 0228 99 5402-150"),
    ],
)
def test_a_quote_does_not_support_what_it_does_not_say(quote: str, claim: str) -> None:
    assert not supports(_read(quote, "de"), _read(claim, "en"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("36", "37"),
        ("200 Mio. Euro", "EUR 150 million"),
        ("rund 240 Mio. Euro", "EUR 250 million"),
        ("bis zu 30 Mio. Euro", "more than EUR 40 million"),
        ("2018", "in 2020"),
        ("April 2020", "May 2020"),
        ("2023 bis 2026", "2023 to 2027"),
        ("vier Jahre", "five years"),
        ("98 Prozent", "100 percent"),
        ("Telefon 0228 99 5402-0", "phone 0228 99 5402-150"),
    ],
)
def test_values_that_exclude_each_other_are_in_conflict(a: str, b: str) -> None:
    assert conflict(_read(a, "de"), _read(b, "en"))
    assert conflict(_read(b, "en"), _read(a, "de"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("2020", "in April 2020"),
        ("1. April", "April 1, 2020"),
        ("vier Jahre", "48 months"),
        ("drei Monate", "13 weeks"),
        ("239,6 Mio. Euro", "EUR 240 million"),
        ("rund 240 Mio. Euro", "EUR 240 million"),
        ("rund 240 Mio. Euro", "EUR 238 million"),
        ("über 150 Mio. Euro", "EUR 200 million"),
        ("über 200 Mio. Euro", "up to EUR 200 million"),
        ("150 bis 200 Mio. Euro", "EUR 180 million"),
        ("ein Drittel", "33 percent"),
        ("36", "37 percent"),
        ("200 Mio. Euro", "USD 150 million"),
        ("2018", "2018 to 2022"),
        ("presse@beispiel.de", "phone 0228 99 5402-0"),
    ],
)
def test_precision_rounding_and_open_bounds_are_no_conflict(a: str, b: str) -> None:
    assert not conflict(_read(a, "de"), _read(b, "en"))
    assert not conflict(_read(b, "en"), _read(a, "de"))


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,- €%äbisundrvo/", max_size=30), st.sampled_from(["de", "en", None]))
def test_every_figure_supports_itself_and_never_contradicts_itself(text: str, language: str | None) -> None:
    figures = find_figures(text, language)
    for figure in figures:
        assert supports(figure, figure)
        assert not conflict(figure, figure)
    for a in figures:
        for b in figures:
            assert not (conflict(a, b) and (supports(a, b) or supports(b, a)))
            assert conflict(a, b) == conflict(b, a)
