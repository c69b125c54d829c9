"""What a refused question names and no document mentions."""

import pytest

from tests.web.fake_assistant import DOCUMENTS
from web.missing import missing_words


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
