"""A sentence and its translation are recognised; two sentences that differ in a figure never are."""

import pytest

from qa.twins import translated


@pytest.mark.parametrize(
    ("german", "english"),
    [
        (
            "Das BMBF bewilligte der MII im Oktober 2022 insgesamt 200 Mio. Euro.",
            "In October 2022 the BMBF approved EUR 200 million for the MII.",
        ),
        ("Die Kosten lagen bei 1.234,5 Mio. Euro für MIRACUM.", "For MIRACUM the costs were EUR 1,234.5 million."),
    ],
)
def test_a_translation_is_recognised_from_either_side(german: str, english: str) -> None:
    assert translated(german, english)
    assert translated(english, german)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        (
            "Am NUM beteiligen sich im Jahr 2022 alle 36 Standorte.",
            "In the year 2026 all 37 sites take part in the NUM.",
        ),
        ("Das NUM entstand im April 2020.", "The NUM was founded in 2021."),
        ("Das Netz wuchs schnell.", "The network grew fast."),
        (
            "Prof. Eva Kern, Leiterin des IHK, sieht darin einen Gewinn für alle.",
            "Professor Eva Kern, head of the IHK, took the money as proof of good work.",
        ),
        ("Es gibt 36 Standorte.", "The project lasted 36 months."),
        ("Die MII und das NUM vernetzen sich.", "The GWK and the TMF met."),
    ],
)
def test_sentences_that_need_not_say_the_same_are_kept_apart(german: str, english: str) -> None:
    assert not translated(german, english)
    assert not translated(english, german)
