"""Example questions made from documents."""

from tests.web.fake_assistant import DOCUMENTS, document
from web.examples import example_questions
from web.texts import ENGLISH, GERMAN


def test_questions_are_of_different_kinds_and_name_what_the_documents_name():
    assert example_questions(DOCUMENTS, GERMAN) == (
        "Wofür steht MII?",
        "Wer ist Matthias Frosch?",
        "Wofür gibt es 200 Mio. Euro?",
    )


def test_documents_in_the_visitor_s_language_come_first():
    assert "What is the EUR 200 million for?" in example_questions(DOCUMENTS, ENGLISH)


def test_a_document_that_names_nothing_gives_no_question():
    assert example_questions([document("a.txt", "Nur ein Satz ohne alles.")], GERMAN) == ()
    assert example_questions((), ENGLISH) == ()
