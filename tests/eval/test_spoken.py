"""The language of answers, from their own words: Beleg decides it from the question, and may write another."""

from dataclasses import replace

import pytest

from eval.measures import MEASURES
from eval.score import score
from eval.spoken import spoken_language, text_language
from eval.squad import document_of
from eval.types import Item, Support, TextGold

TEXTS = {
    "de.md": "Die Sitzungen waren am 1. April, am 1. Juli und am 4. November. "
    "MII | 2018 bis 2027 | bis zu 200 Mio. Euro",
    "en.md": "The deputy chair is Falko Mohrs, Minister of Science and Culture in Lower Saxony.",
}
DOCUMENTS = {path: document_of(path, path, text, path[:2]) for path, text in TEXTS.items()}
EN = TEXTS["en.md"]
DE = "Die Sitzungen waren am 1. April, am 1. Juli und am 4. November."
ROW = "MII | 2018 bis 2027 | bis zu 200 Mio. Euro"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das steht nicht in den Dokumenten.", "de"),
        ("The documents do not say.", "en"),
        ("Der Vorsitzende kommt aus Lower Saxony und nicht aus Bonn.", "de"),
        ("The office is at the Charité – Universitätsmedizin Berlin.", "en"),
        ("University of Gießen", None),
        ("Falko Mohrs", None),
        ("Charité – Universitätsmedizin Berlin", None),
        ("7,1 Mio. Euro", None),
        ("2018", None),
        ("Ja.", None),
        ("", None),
    ],
)
def test_function_words_tell_the_language_and_names_and_figures_do_not(text, language):
    assert text_language(text) == language


@pytest.mark.parametrize(
    ("asked", "text", "quote", "spoken"),
    [
        ("de", f"Minister of Science and Culture in Lower Saxony – im Dokument steht: „{EN}“", EN, "en"),
        ("de", "Minister of Science and Culture in Lower Saxony", EN, "en"),
        ("en", f"am 1. April, am 1. Juli und am 4. November – the document says: “{DE}”", DE, "de"),
        ("de", f"Falko Mohrs – im Dokument steht: „{EN}“", EN, None),
        ("en", f"1 April – the document says: “{DE}”", DE, None),
        ("de", f"Im Dokument steht: „{EN}“", EN, None),
        ("en", f"The document says: “{DE}”", DE, None),
        ("de", EN, EN, None),
        ("en", "The document says: “2018 bis 2027”", ROW, None),
        ("de", "Er ist der Minister für Wissenschaft.", EN, "de"),
        ("en", "He is the minister of science.", EN, "en"),
        ("de", "Die Dokumente unterscheiden sich: 36 (November 2022), 37 (Februar 2026).", EN, "de"),
        ("en", "The documents differ: 36 (November 2022), 37 (February 2026).", EN, "en"),
    ],
)
def test_an_answer_speaks_in_its_own_words_and_not_in_those_it_quotes(answer_with, asked, text, quote, spoken):
    path = "en.md" if quote == EN else "de.md"
    answer = answer_with(text, DOCUMENTS, [(path, quote, None)], language=asked)
    assert spoken_language(answer) == spoken
    item = Item("q", asked, "?", "role", "answered", TextGold("text", ("Minister",)), (Support(path, quote),))
    outcome = score(item, answer, DOCUMENTS)
    measure = MEASURES["answer_language"]
    assert measure.over(outcome) == (spoken is not None)
    if spoken:
        assert measure.value(outcome) == (spoken == asked)


@pytest.mark.parametrize(("language", "text"), [("de", "Das steht nicht darin."), ("en", "The documents do not say.")])
def test_a_refusal_in_the_wrong_language_is_a_fault(answer_with, language, text):
    refusal = answer_with(text, DOCUMENTS, status="not_in_documents", language=language)
    item = Item("q", language, "?", "role", "not_in_documents")
    other = replace(item, language="en" if language == "de" else "de")
    values = [MEASURES["answer_language"].value(score(one, refusal, DOCUMENTS)) for one in (item, other)]
    assert values == [1.0, 0.0]
