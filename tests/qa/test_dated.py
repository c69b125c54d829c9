"""A question about a certain time is put to a sentence of that time without naming it."""

import pytest

from qa.dated import put_to
from qa.question import analyse

CHAIR = "Den Vorsitz der Konferenz hat Ute Lang."
"""A sentence that names no year; `make_evidence` dates its document 19 February 2026."""


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Wer leitet die Konferenz im Februar 2026?", "Wer leitet die Konferenz?"),
        ("Wer leitete am 19. Februar 2026 die Konferenz?", "Wer leitete die Konferenz?"),
        ("Wie viele Häuser arbeiten 2026 im Netz zusammen?", "Wie viele Häuser arbeiten im Netz zusammen?"),
        ("Gehörte das Haus im Jahr 2026 zum Netz?", "Gehörte das Haus zum Netz?"),
        ("Who chaired the conference in February 2026?", "Who chaired the conference?"),
        ("How many houses are there in the year 2026?", "How many houses are there?"),
        ("In 2026, how many houses take part?", "How many houses take part?"),
        ("Who chairs the conference as of February 2026?", "Who chairs the conference?"),
    ],
)
def test_a_sentence_of_the_time_that_is_asked_about_is_asked_without_it(make_evidence, question, plain) -> None:
    asked = analyse(question)
    put = put_to(asked, make_evidence(CHAIR))
    assert (put.text, put.language, put.kind) == (plain, asked.language, asked.kind)


@pytest.mark.parametrize(
    "question",
    [
        "Wer leitet die Konferenz im Februar 2025?",
        "Wer leitete die Konferenz bis Februar 2026?",
        "Wie hoch ist die Förderung ab 2026?",
        "Wie viele Häuser waren es Ende 2026?",
        "Wer führt die Konferenz in der ersten Hälfte 2026?",
        "Wer leitete die Konferenz im Februar 2025 und im Februar 2026?",
        "Wann begann im Jahr 2026 die zweite Phase?",
        "Wer leitet die Konferenz heute?",
        "Who has chaired the conference since 2026?",
        "Who chaired the conference before February 2026?",
        "How much is paid from 2026?",
        "When in 2026 did the second phase begin?",
    ],
)
def test_another_time_a_span_of_time_or_a_date_that_is_asked_for_stays(make_evidence, question: str) -> None:
    asked = analyse(question)
    assert put_to(asked, make_evidence(CHAIR)) is asked


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": "Den Vorsitz hat seit 2024 Ute Lang."},
        {"quote": CHAIR, "context": "Stand: Herbst 2025"},
        {"quote": CHAIR, "published": "2025-11-02"},
        {"quote": CHAIR, "published": "2026"},
        {"quote": CHAIR, "published": None},
    ],
)
def test_a_sentence_that_is_not_known_to_be_of_that_time_is_asked_with_it(make_evidence, fields) -> None:
    asked = analyse("Wer leitet die Konferenz im Februar 2026?")
    assert put_to(asked, make_evidence(**fields)) is asked
