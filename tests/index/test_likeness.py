"""How near the names of a question come to a text."""

import pytest

from index.likeness import name_likeness

TEXTS = {
    "de": ("Der Fährhafen von Norby hat 46 Kräne.", "Der Flugplatz von Lund hat 46 Hallen."),
    "en": ("The ferry port of Norby has 46 cranes.", "The airfield of Lund has 46 halls."),
}
QUESTIONS = {"de": "Wie viele Kräne hat Norby?", "en": "How many cranes are there in Norby?"}


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["de", "en"])
@pytest.mark.parametrize("read", ["de", "en"])
def test_the_text_that_has_the_names_is_nearer_in_either_language(asked: str, read: str, encoder) -> None:
    own, other = name_likeness(encoder, QUESTIONS[asked], asked, TEXTS[read])
    assert own > other + 0.02


@pytest.mark.slow
def test_words_without_a_capital_count_where_there_are_no_names(encoder) -> None:
    own, other = name_likeness(encoder, "how many cranes are there", "en", TEXTS["en"])
    assert own > other


def test_a_text_without_words_is_near_to_nothing(fake_encoder) -> None:
    assert name_likeness(fake_encoder, QUESTIONS["en"], "en", ["...", ""]) == [0.0, 0.0]


def test_a_question_without_words_has_no_names(fake_encoder) -> None:
    assert name_likeness(fake_encoder, "?", "de", TEXTS["de"]) == [0.0, 0.0]
