"""The latest day that an undated document names."""

import pytest

from qa.mentioned import latest_day


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("de", "Die Tagung war am 5. und 6. Oktober 2022. Die Förderung läuft von 2023 bis 2026.", "2022-10-06"),
        ("en", "The meeting was on October 5 and 6, 2022. Funding runs from 2023 to 2026.", "2022-10-06"),
        ("de", "Am 1. März 2021 begann es, am 28.02.2020 war es beschlossen.", "2021-03-01"),
        ("de", "Im Oktober 2022 war die Tagung, 2023 folgt die nächste.", None),
        ("en", "There was a meeting in October 2022, and today there is none.", None),
        ("de", "", None),
    ],
)
def test_a_day_counts_and_a_month_or_a_year_does_not(language: str, text: str, day: str | None, make_document) -> None:
    assert latest_day(make_document(text, language, published=None)) == day
