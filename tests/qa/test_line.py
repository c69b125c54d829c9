"""The line before the language model: a question keeps its place for everything that it asks."""

import threading
import time

import pytest

from index.errors import GenerationError
from qa import line
from qa.line import WAITING, Line


def later(call, *arguments):
    """Calls it in a thread of its own, where it may wait."""
    thread = threading.Thread(target=call, args=arguments, daemon=True)
    thread.start()
    return thread


@pytest.fixture
def patient(monkeypatch):
    """As good as no time limit, so that a slow machine passes nobody by."""
    monkeypatch.setattr(line, "PATIENCE", 60.0)


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(line, "PATIENCE", 0.05)


def test_jobs_that_belong_to_no_question_come_in_the_order_in_which_they_were_put():
    one = Line()
    for job in "abc":
        one.put(job, object())
    assert [one.take() for _ in "abc"] == ["a", "b", "c"]


def test_a_question_is_served_to_its_end_before_the_next(patient):
    one = Line()
    with one.place("first"), one.place("second"):
        one.put("2.1", "second")
        one.put("1.1", "first")
        assert one.take() == "1.1"
        taken = []
        taking = later(lambda: taken.append(one.take()))
        time.sleep(0.05)
        assert taken == []
        one.put("1.2", "first")
        taking.join(10)
        assert taken == ["1.2"]


def test_the_next_question_is_begun_as_soon_as_one_leaves(patient):
    one = Line()
    with one.place("first"):
        one.put("1", "first")
        assert one.take() == "1"
        one.put("2", "second")
        taken = []
        taking = later(lambda: taken.append(one.take()))
        time.sleep(0.05)
        assert taken == []
    taking.join(10)
    assert taken == ["2"]


def test_who_is_slow_is_passed_by_and_goes_on_afterwards(hasty):
    one = Line()
    with one.place("slow"), one.place("next"):
        one.put("next 1", "next")
        assert one.take() == "next 1"
        one.put("slow 1", "slow")
        one.put("next 2", "next")
        assert [one.take(), one.take()] == ["next 2", "slow 1"]


def test_who_never_comes_back_holds_up_nobody_for_long(hasty):
    one = Line()
    gone = one.place("gone")
    gone.__enter__()
    for job in "ab":
        one.put(job, object())
    began = time.monotonic()
    assert [one.take(), one.take()] == ["a", "b"]
    assert time.monotonic() - began < 5


def test_what_is_no_longer_wanted_is_not_given_out_and_takes_no_place():
    one = Line()
    for job in range(WAITING):
        one.put(job, job)
    with pytest.raises(GenerationError, match=f"{WAITING} questions are waiting"):
        one.put("late", "late")
    one.drop(0, 0)
    one.put("late", "late")
    assert one.take() == 1 and len(one) == WAITING - 1


def test_a_question_that_was_begun_is_never_turned_away(patient):
    one = Line()
    with one.place("begun"):
        one.put("first", "begun")
        assert one.take() == "first"
        for job in range(WAITING):
            one.put(job, job)
        one.put("second", "begun")
        assert one.take() == "second"


def test_a_closed_line_gives_out_what_waits_and_takes_no_more():
    one = Line()
    one.put("last", object())
    one.close()
    with pytest.raises(GenerationError, match="closed"):
        one.put("late", object())
    assert [one.take(), one.take()] == ["last", None]
