"""What could be asked instead of a refused question."""

import pytest

from tests.web.fake_assistant import DOCUMENTS, document
from web.instead import OFFERED, questions_instead, without

GERMAN, ENGLISH = (
    document(
        "netz.txt", "", language="de", published="2026-02-19",
    ),
    document("net.txt", "", language="en", published="2026-02-19"),
)  # fmt: skip
FOUNDED = (GERMAN, "Gegründet wurde das NUM am 1. April 2020.")
CHAIRED = (ENGLISH, "The GWK is chaired by Dorothee Bär, Federal Minister of Research, Technology and Space.")
SHORT = (GERMAN, "Jede beteiligte Einrichtung des NUM hat eine Lokale Stabsstelle (LokS).")


@pytest.mark.parametrize(
    ("question", "missing", "shorter"),
    [
        ("Wer leitete die GWK im Jahr 2031?", ["Jahr", "2031"], "Wer leitete die GWK?"),
        ("Wie viel Geld erhielt das NUM 2031 vom Bund?", ["2031"], ""),
        ("Wie viel Geld erhielt das NUM im Jahr 2031 vom Bund?", ["2031"], "Wie viel Geld erhielt das NUM vom Bund?"),
        ("Was bekommt die MII von 2023 bis 2031?", ["2031"], "Was bekommt die MII?"),
        ("Wie viele Stellen hat das NUM bei der DFG in Bonn?", ["DFG"], "Wie viele Stellen hat das NUM in Bonn?"),
        ("Wer spricht im Berliner Institut für das NUM?", ["Berliner"], ""),
        ("Wie hoch ist das Budget der DFG im Februar 2031?", ["Budget", "DFG", "2031"], ""),
        ("Was geschah im Jahr 2031?", ["2031"], ""),
        ("Who chaired the GWK in 2031?", ["2031"], "Who chaired the GWK?"),
        ("How much did the NUM get from the DFG by 2031?", ["DFG", "2031"], "How much did the NUM get?"),
        ("How much does the MII get from 2023 to 2031?", ["2031"], "How much does the MII get?"),
        ("Where is the Collider of NUM GmbH?", ["Collider"], ""),
        ("Who spoke at the Leipzig Institute for the NUM?", ["Leipzig"], ""),
        ("", [], ""),
    ],
)  # fmt: skip
def test_a_question_is_offered_without_the_phrase_that_no_document_has_a_word_of(question, missing, shorter):
    assert without(question, missing) == shorter


@pytest.mark.parametrize(
    ("question", "language", "found", "offered"),
    [
        ("Wer hat das NUM gegründet?", "de", [FOUNDED], ("Wann wurde das NUM gegründet?",)),
        ("Who founded the NUM?", "en", [FOUNDED], ("When was the NUM founded?",)),
        ("Who works for the GWK?", "en", [CHAIRED], ("Who chairs the GWK?",)),
        ("Wer arbeitet für die GWK?", "de", [CHAIRED], ()),
        ("Was kostet die LokS?", "de", [SHORT, FOUNDED], ("Wofür steht die Abkürzung LokS?",)),
        ("Wann wurde das NUM gegründet?", "de", [FOUNDED], ()),
        ("Wie viele Einwohner hat Bonn?", "de", [FOUNDED, CHAIRED, SHORT], ()),
        ("Who chairs it?", "en", [CHAIRED], ()),
        ("Wer ist das?", "de", [(document("x.txt", "", language="fr"), "La GWK est à Bonn.")], ()),
        ("Wer ist das?", "de", [], ()),
    ],
)
def test_what_the_sentences_found_answer_is_offered_if_it_is_about_the_same(question, language, found, offered):
    assert questions_instead(question, language, (), found) == offered


@pytest.mark.parametrize(
    ("question", "language", "offered"),
    [
        (
            "Wer führte den Vorsitz der GWK beim NUM im Jahr 2031?",
            "de",
            ("Wer führte den Vorsitz der GWK beim NUM?", "Wann wurde das NUM gegründet?"),
        ),
        (
            "Who chaired the GWK of the NUM in 2031?",
            "en",
            ("Who chaired the GWK of the NUM?", "Who chairs the GWK?"),
        ),
    ],
)
def test_the_shorter_question_comes_first_and_there_are_few(question, language, offered):
    assert questions_instead(question, language, ["2031"], [FOUNDED, CHAIRED, SHORT]) == offered
    assert len(offered) == OFFERED


def test_text_of_documents_that_is_no_statement_gives_no_question():
    hostile = '<img src="http://localhost/x"> NUM; DROP TABLE | 1 | 2'
    assert questions_instead("Was kostet das NUM?", "de", (), [(DOCUMENTS[0], hostile)]) == ()
