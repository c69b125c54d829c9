"""Reference values are sums of binomial coefficients, and Holm's steps worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bootstrap import difference, mean
from eval.significance import holm, mcnemar, paired_bootstrap


@pytest.mark.parametrize(("up", "down", "p"), [(1, 9, 0.021484375), (5, 12, 0.1434631), (3, 3, 1.0), (0, 5, 0.0625)])
def test_only_questions_that_flipped_count(up, down, p):
    one = [0] * up + [1] * down + [1] * 40 + [0] * 7
    other = [1] * up + [0] * down + [1] * 40 + [0] * 7
    assert mcnemar(one, other) == pytest.approx(p, abs=1e-6)


def test_no_flips_are_no_difference():
    assert mcnemar([], []) == mcnemar([1, 0], [1, 0]) == 1.0


def test_holm_multiplies_by_the_hypotheses_that_are_left():
    adjusted = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005})
    assert adjusted == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06, "d": 0.02})
    assert list(adjusted) == ["a", "b", "c", "d"]
    assert holm({}) == {}


@given(st.dictionaries(st.text(), st.floats(0, 1), max_size=12))
def test_holm_never_makes_a_finding_more_certain(p_values):
    adjusted = holm(p_values)
    assert all(p_values[name] <= adjusted[name] <= 1 for name in p_values)


def test_a_paired_bootstrap_sees_a_small_change_of_all_and_not_noise_around_zero():
    rng = np.random.default_rng(1)
    before = rng.random(100)
    shifted, noisy = before - 0.02 + rng.normal(0, 0.03, 100), before + rng.normal(0, 0.03, 100)
    clusters = [str(i) for i in range(100)]
    worse = difference(mean(before.tolist()), mean(shifted.tolist()))
    same = difference(mean(before.tolist()), mean(noisy.tolist()))
    assert paired_bootstrap(worse, clusters) < 0.001
    assert paired_bootstrap(same, clusters) > 0.05
    assert paired_bootstrap(difference(mean([0.5]), mean([0.5])), ["a"]) == 1.0
