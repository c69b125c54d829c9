"""Words that German and English text write alike, with a capital, are names."""

import pytest

from index.proper_names import names_in, proper_names
from index.types import Document

ENGLISH = (
    "Patients of the Weitblick programme met in Lindenau last November. Its Patient Desk is run by Prof. Gruber. "
    "The patient pays nothing, says the Netz-Büro in Lindenau, and the desk is open."
)
GERMAN = "Weitblick lud Patienten im November nach Lindenau. Die Satzung gilt."


def _document(text: str, language: str | None) -> Document:
    name = f"{language}.txt"
    return Document(name, name, "text/plain", title="", publisher=None, published=None, language=language, text=text)


@pytest.fixture
def known() -> frozenset[str]:
    return proper_names([_document(ENGLISH, "en"), _document(GERMAN, "de")])


def test_a_programme_a_town_a_person_and_an_office_are_names(known: frozenset[str]) -> None:
    assert {"Weitblick", "Lindenau", "Gruber", "Netz-Büro"} <= known


def test_english_words_and_german_nouns_are_none(known: frozenset[str]) -> None:
    assert not {"Patients", "Patient", "Desk", "November", "Its", "The", "Satzung", "Patienten"} & known


@pytest.mark.parametrize("language", ["de", None])
def test_without_english_documents_nothing_is_known_to_be_a_name(language: str | None) -> None:
    assert proper_names([_document(ENGLISH, language)]) == frozenset()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Wer leitet Weitblick in Lindenau?", ["Weitblick", "Lindenau"]),
        ("Wie lang ist Weitblicks Laufzeit in Lindenau, und wie lang Weitblick?", ["Weitblick", "Lindenau"]),
        ("Weitblick? Wer leitet das Netz-Büro?", ["Netz-Büro"]),
        ("Wer leitet die Klinik?", []),
    ],
)
def test_the_names_of_a_question(question: str, names: list[str], known: frozenset[str]) -> None:
    assert names_in(question, known) == names
