"""A conversation kept in a browser and read back."""

import json
from dataclasses import replace

import pytest

from qa.reasons import Reason
from tests.web.fake_assistant import FakeAssistant
from web.exchange import Exchange
from web.history import KEPT, SCHEMA, restored, saved


def asked(question):
    return Exchange(question, "checked", answer=FakeAssistant().ask(question))


def through_json(value):
    return restored(json.loads(json.dumps(value)))


@pytest.mark.parametrize(
    "question", ["Wie hoch ist die Förderung?", "How many sites are there?", "Wie viel kostet das?"]
)
def test_answers_come_back_as_they_were(question):
    exchange = asked(question)
    (back,) = through_json(saved([exchange]))
    assert back.answer == exchange.answer and back.question == question and back.finished


def test_what_checking_said_comes_back_and_is_kept_as_a_sentence():
    exchange = asked("Wie hoch ist die Förderung?")
    claims = tuple(replace(claim, reason=Reason("word_not_in_quote", ("Scholz",))) for claim in exchange.answer.claims)
    exchange = replace(exchange, answer=replace(exchange.answer, claims=claims))
    kept = saved([exchange])
    assert kept["exchanges"][0]["answer"]["claims"][0]["reason"].startswith("'Scholz' is neither")
    (back,) = through_json(kept)
    assert claims and back.answer == exchange.answer


def test_stopped_questions_come_back_and_running_ones_are_not_kept():
    stopped = Exchange("Angehalten?", "stopped")
    assert through_json(saved([stopped, Exchange("Läuft?", "writing", written="halb")])) == (stopped,)


def test_the_latest_are_kept():
    many = [Exchange(str(number), "stopped") for number in range(KEPT + 5)]
    back = through_json(saved(many))
    assert len(back) == KEPT and back[-1].question == str(KEPT + 4)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "x",
        [1],
        {},
        {"schema": SCHEMA},
        {"schema": 99, "exchanges": []},
        {"schema": SCHEMA, "exchanges": [{"question": 1, "stage": "checked"}]},
        {"schema": SCHEMA, "exchanges": [{"question": "?", "stage": "checked"}]},
        {"schema": SCHEMA, "exchanges": [{"question": "?", "stage": "writing"}]},
        {"schema": SCHEMA, "exchanges": [{"question": "?", "stage": "checked", "answer": {"text": "<b>"}}]},
    ],
)
def test_anything_else_gives_no_conversation(value):
    assert restored(value) == ()
