"""Dates, numbers and languages as people write them."""

from datetime import datetime

import pytest

from web.localised import (
    localised_confidence,
    localised_date,
    localised_language,
    localised_moment,
    localised_number,
    localised_share,
)


@pytest.mark.parametrize(
    ("published", "german", "english"),
    [
        ("2026-02-19", "19. Februar 2026", "19 February 2026"),
        ("2026-02", "Februar 2026", "February 2026"),
        ("2026", "2026", "2026"),
        ("2026-02-30", "2026-02-30", "2026-02-30"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_keep_the_precision_of_the_source(published, german, english):
    assert localised_date(published, "de") == german
    assert localised_date(published, "en") == english


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [("de", "Deutsch", "German"), ("en", "Englisch", "English"), ("zz", "zz", "zz"), ("<b>", "<b>", "<b>")],
)
def test_languages_have_names(code, german, english):
    assert localised_language(code, "de") == german
    assert localised_language(code, "en") == english


def test_moments_are_said_to_the_minute():
    moment = datetime(2026, 2, 3, 4, 5, 6)
    assert localised_moment(moment, "de") == "3. Februar 2026, 04:05"
    assert localised_moment(moment, "en") == "3 February 2026, 04:05"


@pytest.mark.parametrize(
    ("value", "german", "english"), [(7, "7", "7"), (1000, "1.000", "1,000"), (2.34, "2,3", "2.3"), (0, "0", "0")]
)
def test_numbers_are_grouped_as_each_language_does(value, german, english):
    assert localised_number(value, "de") == german
    assert localised_number(value, "en") == english


def test_shares_are_whole_per_cent():
    assert (localised_share(0.123, "de"), localised_share(0.123, "en")) == ("12\xa0%", "12%")


@pytest.mark.parametrize(
    ("confidence", "shown"), [(0.9, "90%"), (0.29, "29%"), (0.3999, "39%"), (0.4, "40%"), (0.9999, "99%"), (1.0, "99%")]
)
def test_confidence_is_never_rounded_up(confidence, shown):
    assert localised_confidence(confidence, "en") == shown
    assert localised_confidence(confidence, "de") == shown.replace("%", "\xa0%")
