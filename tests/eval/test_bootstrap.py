import math
import statistics
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap as scipy_bootstrap
from sklearn.metrics import precision_recall_curve, roc_auc_score

from eval.bootstrap import (
    FEWEST,
    area_under_risk_coverage,
    area_under_roc,
    calibration_error,
    difference,
    enough,
    interval,
    mean,
    median,
    ratio,
    tail,
    value,
)
from eval.metrics import expected_calibration_error, risk_coverage
from eval.types import Interval

NOTHING = Interval(None, None, None)


def test_no_items_have_no_interval():
    assert interval(mean([]), []) == NOTHING


def test_the_same_seed_gives_the_same_interval_and_another_seed_nearly_so():
    values, clusters = [0.0, 1.0, 1.0, 0.0, 1.0] * 8, [str(i) for i in range(40)]
    first = interval(mean(values), clusters, seed=1)
    assert first == interval(mean(values), clusters, seed=1)
    assert interval(mean(values), clusters, seed=2).low == pytest.approx(first.low, abs=0.03)


def test_single_items_as_clusters_agree_with_scipy():
    values = np.random.default_rng(3).random(60)
    ours = interval(mean(values.tolist()), [str(i) for i in range(60)])
    theirs = scipy_bootstrap((values,), np.mean, method="percentile", rng=5).confidence_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.005)


def test_questions_on_one_paragraph_widen_the_interval():
    values = [float(i // 10 % 2) for i in range(100)]
    alone = interval(mean(values), [str(i) for i in range(100)])
    together = interval(mean(values), [str(i // 10) for i in range(100)])
    assert together.value == alone.value == 0.5
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_few_clusters_have_a_value_and_no_bounds():
    """From one, every resample would be the same: an interval without width, and the least p-value there is."""
    assert interval(mean([0.0, 1.0]), ["a", "a"]) == Interval(0.5, None, None)
    assert interval(mean([0.0, 1.0] * 20), list("abcd") * 10) == Interval(0.5, None, None)
    assert not enough(list("abcd") * 10)
    some = interval(mean([0.0, 1.0, 1.0, 0.0, 0.5] * 8), list("abcde") * 8)
    assert some.low < 0.5 < some.high


def test_a_share_of_quotes_is_undefined_where_there_are_none():
    assert interval(ratio([0, 0], [0, 0]), ["a", "b"]) == NOTHING
    some = interval(ratio([3, 0, 0, 0, 0], [4, 0, 0, 0, 0]), list("abcde"))
    assert (some.value, some.low, some.high) == (0.75, 0.75, 0.75)


def test_auroc_of_one_sort_is_undefined():
    assert interval(area_under_roc([0.2, 0.9], [True, True]), ["a", "b"]) == NOTHING


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_the_median_is_the_median(values):
    found = interval(median(values), ["one"] * len(values), resamples=3)
    assert found.value == pytest.approx(statistics.median(values))


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.4, 0.8]), st.booleans()), min_size=2, max_size=30))
def test_auroc_equals_scikit_learn(pairs):
    scores, positive = zip(*pairs, strict=True)
    found = interval(area_under_roc(scores, positive), [str(i) for i in range(len(pairs))], resamples=50)
    if len(set(positive)) == 2:
        assert found.value == pytest.approx(roc_auc_score(positive, scores))
        if len(pairs) < FEWEST:
            assert (found.low, found.high) == (None, None)
            return
        assert 0 <= found.low <= found.high <= 1
    else:
        assert found == NOTHING


def test_a_thousand_questions_take_well_under_a_second():
    rng = np.random.default_rng(0)
    values, clusters = rng.random(1000).tolist(), [str(i // 5) for i in range(1000)]
    began = time.process_time()
    found = interval(mean(values), clusters)
    assert time.process_time() - began < 1
    assert found.low < found.value < found.high
    assert not math.isnan(found.low)


CONFIDENCES = [0.95, 0.9, 0.85, 0.8, 0.62, 0.58, 0.41, 0.33, 0.27, 0.12]
RIGHT = [True, True, True, False, True, False, False, True, False, False]
PAIRS = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.4, 0.8, 1.0]), st.booleans()), min_size=1, max_size=30)


@given(PAIRS)
def test_the_calibration_error_is_that_of_the_metric(pairs):
    confidences, right = zip(*pairs, strict=True)
    found = value(calibration_error(confidences, right), len(pairs))
    assert found == pytest.approx(expected_calibration_error(confidences, right, bins=10))


def test_the_area_under_risk_and_coverage_is_one_minus_mean_precision_of_scikit_learn():
    precision, _, thresholds = precision_recall_curve(RIGHT, CONFIDENCES)
    expected = statistics.mean(1 - p for p in precision[: len(thresholds)])
    assert value(area_under_risk_coverage(CONFIDENCES, RIGHT), 10) == pytest.approx(expected)


@given(PAIRS)
def test_equal_confidences_enter_the_area_together(pairs):
    confidences, right = zip(*pairs, strict=True)
    curve = dict(risk_coverage(confidences, right))
    at = {confidence: sum(c >= confidence for c in confidences) / len(pairs) for confidence in confidences}
    expected = statistics.mean(curve[at[confidence]] for confidence in confidences)
    assert value(area_under_risk_coverage(confidences, right), len(pairs)) == pytest.approx(expected)


@given(PAIRS, st.integers(0, 5))
def test_drawing_a_question_twice_is_having_it_twice(pairs, which):
    which %= len(pairs)
    twice = [*pairs, pairs[which]]
    weights = np.array([[1.0 + (at == which) for at in range(len(pairs))]])
    for statistic in (calibration_error, area_under_risk_coverage):
        drawn = statistic(*zip(*pairs, strict=True))(weights)[0]
        assert drawn == pytest.approx(value(statistic(*zip(*twice, strict=True)), len(twice)))


def test_two_runs_on_the_same_draws_differ_less_than_each_varies():
    rng = np.random.default_rng(5)
    before = rng.random(200)
    after = before - 0.05
    clusters = [str(i // 4) for i in range(200)]
    change = interval(difference(mean(before.tolist()), mean(after.tolist())), clusters)
    assert (change.value, change.low, change.high) == pytest.approx((-0.05, -0.05, -0.05))


def test_the_tail_is_the_normal_one():
    values = np.random.default_rng(7).normal(0.1, 1.0, 400)
    error = values.std() / 20
    expected = statistics.NormalDist(values.mean(), error).cdf(0.0)
    assert tail(mean(values.tolist()), [str(i) for i in range(400)], 0.0) == pytest.approx(expected, abs=0.01)
