"""Dates and languages as people write them."""

from datetime import datetime

import pytest

from web.dates import localised_date, localised_language, localised_moment


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
