import math
import statistics
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap as scipy_bootstrap
from sklearn.metrics import roc_auc_score

from eval.bootstrap import area_under_roc, interval, mean, median, ratio
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


def test_one_cluster_has_no_width():
    assert interval(mean([0.0, 1.0]), ["a", "a"]) == Interval(0.5, 0.5, 0.5)


def test_a_share_of_quotes_is_undefined_where_there_are_none():
    assert interval(ratio([0, 0], [0, 0]), ["a", "b"]) == NOTHING
    some = interval(ratio([3, 0], [4, 0]), ["a", "b"])
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
        assert 0 <= found.low <= found.high <= 1
    else:
        assert found == NOTHING


def test_a_thousand_questions_take_well_under_a_second():
    rng = np.random.default_rng(0)
    values, clusters = rng.random(1000).tolist(), [str(i // 5) for i in range(1000)]
    began = time.perf_counter()
    found = interval(mean(values), clusters)
    assert time.perf_counter() - began < 1
    assert found.low < found.value < found.high
    assert not math.isnan(found.low)
