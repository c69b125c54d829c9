import pytest

from index.query_language import question_language


@pytest.mark.parametrize(
    "question",
    [
        "Wann wurde das NUM gegründet?",
        "Wer hat den Vorsitz der GWK?",
        "Was kostet das?",
        "Mit wie vielen Mio. Euro wird die MII gefördert?",
        "Ist die Vereinbarung befristet?",
        "WELCHE STANDORTE SIND BETEILIGT?",
        "Machen alle Kliniken mit?",
        "Kann man dort anrufen?",
    ],
)
def test_german_questions(question):
    assert question_language(question) == "de"


@pytest.mark.parametrize(
    "question",
    [
        "When was the NUM founded?",
        "Who chairs the GWK?",
        "What was decided in Schwerin?",
        "How many university hospitals work in the Netzwerk Universitätsmedizin?",
        "Does the Bund own the NUM GmbH?",
        "WHO IS THE MINISTER?",
        "Do eight or ten hospitals belong to MIRACUM?",
        "Do all hospitals take part?",
        "Can I reach it by phone?",
    ],
)
def test_english_questions(question):
    assert question_language(question) == "en"


@pytest.mark.parametrize("words", ["", "NUM 2026", "Dorothee Bär"])
def test_without_a_word_of_either_it_is_german(words):
    assert question_language(words) == "de"
