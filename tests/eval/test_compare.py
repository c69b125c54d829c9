from dataclasses import replace

import numpy as np
import pytest

from eval.compare import compare, flips
from eval.compare_texts import summary
from eval.results import Results

REFUSED = {"given": "not_in_documents"}


@pytest.fixture
def results(outcome):
    """A run whose questions are right or wrong as `right` says; every fifth is unanswerable and refused."""

    def make(name, right, **more):
        outcomes = [
            outcome(f"q{n}", answerable=False, **REFUSED)
            if n % 5 == 4
            else outcome(f"q{n}", "right" if fine else "wrong", failure=None if fine else "misread", **more)
            for n, fine in enumerate(right)
        ]
        texts = {one.id: f"{name} says {one.id}" for one in outcomes}
        return Results(name, None, {}, {}, {one.id: one for one in outcomes}, texts)

    return make


def verdicts(changes):
    return {change.measure: change.verdict for change in changes}


def test_the_same_run_twice_is_the_same(results):
    run = results("a", [True, False] * 20)
    assert set(verdicts(compare([run, run])).values()) == {"the same"}
    assert flips([run, run]) == ()


def test_a_few_flips_are_noise_and_many_are_not(results):
    before = [True] * 100
    few, many = [n % 30 != 0 for n in range(100)], [n % 3 != 0 for n in range(100)]
    assert verdicts(compare([results("a", before), results("b", few)]))["right"] == "within noise"
    assert verdicts(compare([results("a", before), results("b", many)]))["right"] == "worse"
    assert verdicts(compare([results("a", many), results("b", before)]))["right"] == "better"
    assert verdicts(compare([results("a", many), results("b", before)]))["right_refusals"] == "the same"


def test_flips_that_share_a_document_are_not_beyond_noise(results):
    """Sixteen questions got worse, all of one document of twelve; alone they would be beyond doubt."""
    flipped = [n % 12 != 0 for n in range(240)]
    together = [results(name, right) for name, right in (("a", [True] * 240), ("b", flipped))]
    alone = verdicts(compare(together))
    assert alone["right"] == "worse"
    clustered = [
        replace(one, outcomes={id_: replace(o, cluster=f"d{int(id_[1:]) % 12}") for id_, o in one.outcomes.items()})
        for one in together
    ]
    assert verdicts(compare(clustered))["right"] == "within noise"


def test_where_documents_are_too_few_no_interval_and_no_p_is_given(results):
    a, b = (results(name, right, cluster="only.pdf") for name, right in (("a", [True] * 40), ("b", [False] * 40)))
    change = next(change for change in compare([a, b]) if change.measure == "right")
    assert (change.first, change.other, change.p, change.verdict) == (1.0, 0.0, None, "too few documents")
    assert (change.change.value, change.change.low, change.change.high) == (-1.0, None, None)
    assert verdicts(compare([a, a]))["right"] == "the same"


@pytest.mark.parametrize(
    ("language", "none", "few"),
    [("en", "no difference can be told", "fewer than 5"), ("de", "von keinem Unterschied", "weniger als 5")],
)
def test_the_summary_says_that_documents_are_too_few(results, language, none, few):
    a, b = (results(name, right, cluster="only.pdf") for name, right in (("a", [True] * 9), ("b", [False] * 9)))
    words = summary([one for one in compare([a, b]) if one.measure == "right"], 7, language)
    assert none in words
    assert few in words


def test_the_change_is_on_the_questions_that_both_have(results):
    first, other = results("a", [True] * 10), results("b", [False] * 5)
    change = next(change for change in compare([first, other]) if change.measure == "right")
    assert (change.questions, change.first, change.other, change.change.value) == (4, 1.0, 0.0, -1.0)


def test_two_runs_at_once_are_corrected_for_both(results):
    a, b = results("a", [True] * 60), results("b", [n % 8 != 0 for n in range(60)])
    alone = next(change.p for change in compare([a, b]) if change.measure == "right")
    changes = compare([a, b, replace(b, name="c")])
    assert [change.run for change in changes if change.measure == "right"] == ["b", "c"]
    assert all(change.p > alone for change in changes if change.measure == "right")


def test_slower_is_worse(results, outcome):
    a = results("a", [True] * 50)
    slower = {
        id_: replace(one, seconds=replace(one.seconds, total=one.seconds.total + 1)) for id_, one in a.outcomes.items()
    }
    found = verdicts(compare([a, replace(a, name="b", outcomes=slower)]))
    assert (found["total"], found["search"]) == ("worse", "the same")


def test_flips_stand_side_by_side(results):
    a, b = results("a", [True, True, False]), results("b", [True, False, True])
    assert [(flip.id, flip.results, flip.texts) for flip in flips([a, b])] == [
        ("q1", ("outcome_right", "misread"), ("a says q1", "b says q1")),
        ("q2", ("misread", "outcome_right"), ("a says q2", "b says q2")),
    ]
    assert len(flips([a, b, a])) == 2


def test_confidence_that_grows_on_answerable_questions_is_better(results):
    rng = np.random.default_rng(3)
    low = results("a", [True] * 80)
    outcomes = {id_: replace(one, confidence=rng.uniform(0.4, 0.6)) for id_, one in low.outcomes.items()}
    surer = {
        id_: replace(one, confidence=one.confidence + (0.2 if one.answerable else -0.2))
        for id_, one in outcomes.items()
    }
    assert verdicts(compare([replace(low, outcomes=outcomes), replace(low, outcomes=surer)]))["brier"] == "better"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "5 questions flipped; right is worse in c."),
        ("de", "Anders ausgegangene Fragen: 5; right ist in c schlechter."),
    ],
)
def test_the_summary_says_what_is_worse_and_in_which_run(results, language, said):
    a = results("a", [True] * 100)
    changes = compare([a, replace(a, name="b"), results("c", [n % 3 != 0 for n in range(100)])])
    right = [change for change in changes if change.measure == "right"]
    assert summary(right, 5, language) == said
