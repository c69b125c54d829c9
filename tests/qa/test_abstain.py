"""How sure an answer is: logistic models of three steps, and those that ship know every signal they weigh."""

import json
import math
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.abstain import FITTED, QUALIFIERS, READING, WRITING, Calibration, Support, Weighing, fitted
from qa.gguf import weights_fingerprint
from qa.signals import ReplySignals, SearchSignals
from qa.support import SupportSignals

_NUMBERS = st.floats(-1e6, 1e6)
NOTHING = Weighing(0.0, {})
STATE = np.array([2.0, -1.0], dtype=np.float32)
SUPPORT = Support("model", 3, Weighing(1.0, {"score": 2.0}), Weighing(0.5, {"score": 4.0}), np.array([3.0, 1.0], "f4"))


def test_probability_is_the_logistic_function_of_the_weighed_signals() -> None:
    calibration = Calibration(Weighing(0.5, {"dense": 2.0}), SUPPORT, Weighing(-1.0, {"search": 1.0, "verbatim": 3.0}))
    log_odds = -1.0 + (0.5 + 2.0 * 0.8) + 3.0
    found, written = {"dense": 0.8, "unused": 9.0}, {"verbatim": 1.0}
    assert calibration.probability(found, written) == pytest.approx(1 / (1 + math.exp(-log_odds)))


def test_without_weights_only_the_intercept_counts() -> None:
    assert Calibration(Weighing(5.0, {}), SUPPORT, NOTHING).probability({}, {}) == 0.5


@pytest.mark.parametrize("missing", QUALIFIERS)
def test_a_reply_about_something_else_counts_for_less(missing: str) -> None:
    calibration = Calibration(NOTHING, SUPPORT, Weighing(2.0, {}), elsewhere=0.25)
    about_it = calibration.probability({}, {missing: 0.0})
    assert calibration.probability({}, {missing: 0.5}) == pytest.approx(0.25 * about_it)


def test_a_sentence_is_weighed_with_the_state_where_there_is_one() -> None:
    assert SUPPORT.log_odds({"score": 0.5}, STATE) == pytest.approx(0.5 + 4.0 * 0.5 + 3.0 * 2.0 - 1.0)
    assert SUPPORT.log_odds({"score": 0.5}, STATE[:0]) == pytest.approx(1.0 + 2.0 * 0.5)


def test_a_weighed_signal_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="dense"):
        Calibration(Weighing(0.0, {"dense": 1.0}), SUPPORT, Weighing(0.0, {"search": 1.0})).probability({}, {})


@given(_NUMBERS, _NUMBERS)
def test_probability_stays_between_nought_and_one(intercept: float, value: float) -> None:
    probability = Calibration(NOTHING, SUPPORT, Weighing(intercept, {"a": value})).probability({}, {"a": value})
    assert 0.0 < probability < 1.0


def test_the_calibration_that_ships_weighs_only_signals_that_exist() -> None:
    shipped = fitted()
    assert set(shipped.search.weights) <= {field.name for field in fields(SearchSignals)}
    for weighing in (shipped.support.plain, shipped.support.informed):
        assert set(weighing.weights) == {field.name for field in fields(SupportSignals)}
    assert set(shipped.reply.weights) <= {field.name for field in fields(ReplySignals)} | {"search"}


def test_the_calibration_that_ships_holds_numbers_only() -> None:
    raw = json.loads(FITTED.read_text(encoding="utf-8"))
    parts = [raw["search"], raw["support"]["plain"], raw["support"]["informed"], raw["reply"]]
    weights = [number for part in parts for number in (part["intercept"], *part["weights"].values())]
    weights += [raw["elsewhere"], *fitted().support.state_weights.tolist()]
    assert all(isinstance(number, float | int) and math.isfinite(number) for number in weights)


def test_the_numbers_that_ship_were_fitted_for_the_adapters_that_ship() -> None:
    fitted_for = json.loads(FITTED.read_text(encoding="utf-8"))
    assert fitted_for["support"]["adapter"] == weights_fingerprint(READING)
    assert fitted_for["writing"] == weights_fingerprint(WRITING)
