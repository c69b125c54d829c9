"""Fitting on made-up questions, sentences and replies whose probabilities are known."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from eval.calibrate import FOLDS, Folds, Found, Replied, Seen, calibrate, write
from qa.abstain import QUALIFIERS, calibration

GROUPS = 20
NOTHING_MISSING = dict.fromkeys(QUALIFIERS, 0.0)


@pytest.fixture(scope="module")
def folds() -> Folds:
    """A sentence answers if its score is high, and surely so if the state says it."""
    rng = random.Random(5)
    found, seen = [], []
    for number in range(400):
        group, sure, told = f"article {number % GROUPS}", rng.random(), rng.random() < 0.5
        found.append(Found(group, {"near": sure}, rng.random() < sure))
        right = told if number % 2 else rng.random() < sure
        state = np.array([1.0 if told else -1.0, rng.random(), 0.5], dtype=np.float32)
        seen.append(Seen(group, {"score": sure}, state if number % 2 else state * [0, 1, 1], right))
    return Folds(found, seen, model="made up", layer=3, adapter="it", verdict=np.array([2.0, 0, 0], "f4"))


@pytest.fixture(scope="module")
def fitted(folds: Folds) -> dict:
    """Replies are right if `sure` is high; of those about something else one in ten, however sure."""
    rng = random.Random(3)
    replied = []
    for number in range(400):
        sure = rng.random()
        elsewhere = number % 4 == 0
        right = rng.random() < (0.1 if elsewhere else sure)
        group = f"article {rng.randrange(GROUPS)}"
        reply = {"sure": sure, **NOTHING_MISSING} | ({"years_missing": 1.0} if elsewhere else {})
        replied.append(Replied(group, {"near": sure}, reply, right, right or rng.random() < 0.5))
    return calibrate(folds, replied)


def test_probabilities_come_true(fitted: dict) -> None:
    assert fitted["report"]["expected_calibration_error"] < 0.1
    assert fitted["report"]["auroc_right"] > 0.75


def test_replies_about_something_else_are_worth_what_they_were_worth(fitted: dict) -> None:
    assert fitted["elsewhere"] == pytest.approx(0.2, abs=0.12)


def test_a_higher_threshold_answers_less_of_both(fitted: dict) -> None:
    prices = fitted["report"]["thresholds"]
    assert [p["false_answers"] for p in prices] == sorted((p["false_answers"] for p in prices), reverse=True)
    assert [p["false_refusals"] for p in prices] == sorted(p["false_refusals"] for p in prices)


def test_a_sentence_is_weighed_by_its_signals_and_by_the_state(folds: Folds) -> None:
    support = folds.without("article 0").support
    told, untold = (np.array([way, 0.5, 0.5], dtype=np.float32) for way in (1.0, -1.0))
    assert support.log_odds({"score": 0.5}, told) > 1 > -1 > support.log_odds({"score": 0.5}, untold)
    assert support.log_odds({"score": 0.9}, told[:0]) > support.log_odds({"score": 0.1}, told[:0])


def test_what_weighs_a_question_has_not_learned_from_it(folds: Folds) -> None:
    weights = {group: folds.without(group).support.state_weights.tobytes() for group in ("article 0", "article 1")}
    assert folds.fold("article 0") != folds.fold("article 1")
    assert weights["article 0"] != weights["article 1"]
    assert len({folds.fold(f"article {number}") for number in range(GROUPS)}) == FOLDS


def test_what_is_written_is_what_answers_are_weighed_with(fitted: dict, tmp_path: Path) -> None:
    write(tmp_path / "calibration.json", fitted)
    read = calibration(json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8")))
    assert (read.support.model, read.support.layer, read.support.state_weights.shape) == ("made up", 3, (3,))
    likely = read.probability({"near": 0.9}, {"sure": 0.9, **NOTHING_MISSING})
    unlikely = read.probability({"near": 0.1}, {"sure": 0.1, **NOTHING_MISSING})
    assert likely > 0.6 > 0.4 > unlikely


def test_the_penalty_on_few_replies_leaves_no_sure_answer_unsure(folds: Folds) -> None:
    rng = random.Random(8)
    replied = []
    for number in range(120):
        sure = rng.random()
        reply = {"sure": sure, "noise": rng.random(), **NOTHING_MISSING}
        replied.append(Replied(f"article {number % GROUPS}", {"near": 0.5}, reply, sure > 0.5, sure > 0.3))
    fitted = calibrate(folds, replied)
    likely, unlikely = (
        calibration(fitted).probability({"near": 0.5}, {"sure": sure, "noise": 0.5, **NOTHING_MISSING})
        for sure in (0.95, 0.05)
    )
    assert likely > 0.9
    assert unlikely < 0.1
    assert fitted["report"]["expected_calibration_error"] < 0.1
