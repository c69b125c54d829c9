"""How many sentences the model reads: a few, and further ones while none of them may answer."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.types import Document
from qa.answer import NEAREST, answer
from qa.inquiry import HOPELESS
from qa.types import Answer, Found

QUESTIONS = ["Wann tagte der Rat der Stadt?", "On which day did the Rat der Stadt meet?"]
BESIDE = "Der Rat der Stadt hat {} Mitglieder."
ANSWERS = "Sitzung war am 4. Mai 2021, es kamen alle."


@pytest.fixture
def minutes(make_document) -> Document:
    """Thirty sentences that speak of what is asked about, and one that answers and does not name it."""
    return make_document(" ".join([*(BESIDE.format(number) for number in range(30, 60)), ANSWERS]))


def _asked(engine, question: str) -> tuple[list[Found], Answer]:
    *pieces, last = answer(engine, question)
    assert isinstance(last, Answer)
    return [piece for piece in pieces if isinstance(piece, Found)], last


@pytest.fixture
def at_rank(engine_over, minutes, writes) -> Callable:
    """An engine whose model finds the answer in the sentence of that rank; with the sentence, and the engine."""

    def make(question: str, rank: int):
        engine = engine_over([minutes], writes())
        everything, _ = _asked(replace(engine, at_once=31, at_most=31), question)
        sentence = everything[0].evidence[rank - 1].quote
        return sentence, engine_over([minutes], writes((sentence, sentence)))

    return make


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(("rank", "read"), [(1, 5), (5, 5), (6, 10), (12, 15)])
def test_the_model_reads_on_until_a_sentence_answers(question: str, rank: int, read: int, at_rank) -> None:
    sentence, engine = at_rank(question, rank)
    found, told = _asked(engine, question)
    assert [len(piece.evidence) for piece in found] == list(range(5, read + 1, 5))
    assert len(engine.model.judged) == read
    assert (told.status, [c.quote for claim in told.claims for c in claim.citations]) == ("answered", [sentence])
    assert found[-1].evidence[rank - 1].quote == sentence


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(("log_odds", "read"), [(HOPELESS, 5), (HOPELESS - 0.01, 15)])
def test_what_may_answer_is_enough(question: str, log_odds: float, read: int, engine_over, minutes) -> None:
    engine = engine_over([minutes], lambda asked, quote: (log_odds, "nein: nichts\nNichts."))
    found, _ = _asked(engine, question)
    assert len(engine.model.judged) == len(found[-1].evidence) == read


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_reads_no_more_than_it_may(question: str, at_rank) -> None:
    _, engine = at_rank(question, 16)
    found, told = _asked(engine, question)
    assert told.status == "not_in_documents"
    assert len(engine.model.judged) == len(found[-1].evidence) == 15
    _, told = _asked(replace(engine, at_most=16), question)
    assert told.status == "answered"


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_read_is_shown_before_and_no_sentence_twice(question: str, at_rank) -> None:
    _, engine = at_rank(question, 31)
    read = []
    for piece in answer(engine, question):
        if isinstance(piece, Found):
            assert [item.number for item in piece.evidence] == list(range(1, len(piece.evidence) + 1))
            read.append(len(engine.model.judged))
    assert read == [0, 5, 10]
    assert len(set(engine.model.judged)) == len(engine.model.judged)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refusal_shows_the_sentences_that_likeliest_answer_first(question: str, engine_over, minutes) -> None:
    engine = engine_over([minutes], lambda asked, quote: (-400.0 + len(set(quote)), "nein: nichts\nNichts."))
    found, told = _asked(engine, question)
    likeliest = sorted(found[-1].evidence, key=lambda item: -len(set(item.quote)))[:NEAREST]
    assert [citation.quote for citation in told.nearest] == [item.quote for item in likeliest]


def test_few_sentences_are_all_read_once(engine_over, make_document, writes) -> None:
    engine = engine_over([make_document(" ".join(BESIDE.format(number) for number in range(30, 37)))], writes())
    found, told = _asked(engine, QUESTIONS[0])
    assert [len(piece.evidence) for piece in found] == [5, 7]
    assert told.status == "not_in_documents"
