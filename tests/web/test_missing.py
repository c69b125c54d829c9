"""What a refused question names and no document mentions."""

import pytest

from tests.web.fake_assistant import DOCUMENTS
from web.missing import missing_words, respelled


@pytest.mark.parametrize(
    ("question", "language", "missing"),
    [
        ("Wie hoch ist das Budget der DFG im Februar 2031?", "de", ("Budget", "DFG", "2031")),
        ("Wie heißen die Standorte der Universitätsmedizin?", "de", ()),
        ("What is the budget of the DFG in 2031?", "en", ("DFG", "2031")),
        ("Who chairs the Initiative?", "en", ()),
        ("", "de", ()),
    ],
)
def test_names_nouns_and_years_that_stand_nowhere(question, language, missing):
    assert missing_words(question, language, DOCUMENTS) == missing


def test_german_words_are_not_looked_for_in_english_documents():
    english = [one for one in DOCUMENTS if one.language == "en"]
    assert missing_words("Wie hoch ist die Fördersumme der DFG?", "de", english) == ("DFG",)


@pytest.mark.parametrize(
    ("question", "language", "meant"),
    [
        ("Wer ist Mathias Frosch?", "de", "Wer ist Matthias Frosch?"),
        ("What is Medical Infromatics?", "en", "What is Medical Informatics?"),
        ("Wie viele Stadnorte der Universtiätsmedizin?", "de", "Wie viele Standorte der Universitätsmedizin?"),
        ("Was kostet der Teilchenbeschleuniger?", "de", ""),
        ("Wie hoch ist das Budget der NUN GmbH 2031?", "de", ""),
        ("Wie viele Standorte?", "de", ""),
        ("", "de", ""),
    ],
)
def test_a_slip_is_spelled_as_the_documents_do_and_nothing_else_is_changed(question, language, meant):
    assert respelled(question, missing_words(question, language, DOCUMENTS), DOCUMENTS) == meant
