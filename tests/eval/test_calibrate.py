"""Fitting on made-up replies whose probabilities are known."""

import json
import random
from pathlib import Path

import pytest

from eval.calibrate import Found, Replied, calibrate, write
from qa.abstain import QUALIFIERS, Calibration, Weighing

NOTHING_MISSING = dict.fromkeys(QUALIFIERS, 0.0)


@pytest.fixture(scope="module")
def fitted() -> dict:
    """Right if `sure` is high; of those about something else one in ten, however sure."""
    rng = random.Random(3)
    found, replied = [], []
    for number in range(400):
        group, sure = f"article {number % 20}", rng.random()
        elsewhere = number % 4 == 0
        right = rng.random() < (0.1 if elsewhere else sure)
        missing = NOTHING_MISSING | ({"years_missing": 1.0} if elsewhere else {})
        found.append(Found(group, {"near": sure}, right))
        replied.append(Replied(group, {"near": sure}, {"sure": sure, **missing}, right, right or rng.random() < 0.5))
    return calibrate(found, replied)


def test_probabilities_come_true(fitted: dict) -> None:
    assert fitted["report"]["expected_calibration_error"] < 0.1
    assert fitted["report"]["auroc_right"] > 0.75


def test_replies_about_something_else_are_worth_what_they_were_worth(fitted: dict) -> None:
    assert fitted["elsewhere"] == pytest.approx(0.2, abs=0.12)


def test_a_higher_threshold_answers_less_of_both(fitted: dict) -> None:
    prices = fitted["report"]["thresholds"]
    assert [p["false_answers"] for p in prices] == sorted((p["false_answers"] for p in prices), reverse=True)
    assert [p["false_refusals"] for p in prices] == sorted(p["false_refusals"] for p in prices)


def test_what_is_written_is_what_answers_are_weighed_with(fitted: dict, tmp_path: Path) -> None:
    write(tmp_path / "calibration.json", fitted)
    raw = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    search, reply = (Weighing(raw[name]["intercept"], raw[name]["weights"]) for name in ("search", "reply"))
    calibration = Calibration(search, reply, raw["elsewhere"])
    likely = calibration.probability({"near": 0.9}, {"sure": 0.9, **NOTHING_MISSING})
    unlikely = calibration.probability({"near": 0.1}, {"sure": 0.1, **NOTHING_MISSING})
    assert likely > 0.6 > 0.4 > unlikely
