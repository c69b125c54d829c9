"""Example questions made from documents."""

import pytest

from eval.folder import read_folder
from scripts.screenshots import ROOT
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


@pytest.fixture(scope="module")
def shipped():
    return list(read_folder(ROOT / "documents", max_bytes=10**7, failed=pytest.fail).values())


@pytest.mark.parametrize("texts", [GERMAN, ENGLISH])
def test_shipped_examples_are_offered_while_a_document_answers_them(shipped, texts):
    funding, sites, founding = texts.shipped_examples
    assert example_questions(shipped, texts, shipped=True) == (funding, sites, founding)
    assert funding not in example_questions(shipped, texts)
    left = [one for one in shipped if "1. April 2020" not in one.text and "1 April 2020" not in one.text]
    assert 0 < len(left) < len(shipped)
    now = example_questions(left, texts, shipped=True)
    assert now[:2] == (funding, sites) and len(now) == 3 and founding not in now
    assert example_questions((), texts, shipped=True) == ()
