"""Reference values are sums of binomial coefficients, Fisher's of 1935, SciPy's, and Holm's steps worked by hand."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import permutation_test

from eval.bootstrap import difference, mean
from eval.significance import holm, paired_bootstrap, sign_flip


@pytest.mark.parametrize(("up", "down", "p"), [(1, 9, 0.021484375), (5, 12, 0.1434631), (3, 3, 1.0), (0, 5, 0.0625)])
def test_only_questions_that_flipped_count(up, down, p):
    one = [0] * up + [1] * down + [1] * 40 + [0] * 7
    other = [1] * up + [0] * down + [1] * 40 + [0] * 7
    assert sign_flip(one, other, [str(n) for n in range(len(one))]) == pytest.approx(p, abs=1e-6)


def test_no_flips_are_no_difference():
    assert sign_flip([], [], []) == sign_flip([1, 0], [1, 0], ["a", "b"]) == 1.0


def test_darwins_maize_has_fishers_p():
    """Fisher, The Design of Experiments (1935), section 21: 1726 of the 32768 ways to sign 15 differences."""
    eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    assert sign_flip([0] * 15, eighths, [str(n) for n in range(15)]) == 1726 / 32768


def test_flips_that_share_a_document_are_one_finding_and_not_many():
    """Ten questions got worse, all of one document: alone each would be beyond doubt."""
    one, other = [1] * 60, [0] * 10 + [1] * 50
    alone, together = [str(n) for n in range(60)], [f"document {n // 10}" for n in range(60)]
    assert sign_flip(one, other, alone) == pytest.approx(2 / 2**10)
    assert sign_flip(one, other, together) == 1.0


@pytest.mark.parametrize("seed", range(5))
def test_clusters_agree_with_scipy_on_their_sums(seed):
    rng = np.random.default_rng(seed)
    clusters = rng.integers(8, size=90)
    one, other = rng.integers(2, size=90), rng.integers(2, size=90)
    sums = np.bincount(clusters, weights=other - one)
    expected = permutation_test((sums,), np.mean, permutation_type="samples", n_resamples=np.inf).pvalue
    found = sign_flip(one.tolist(), other.tolist(), clusters.astype(str).tolist())
    assert found == pytest.approx(expected)


def test_many_clusters_are_flipped_at_random_and_the_same_way_each_time():
    rng = np.random.default_rng(2)
    one, clusters = rng.random(400), [str(n // 4) for n in range(400)]
    other = one + rng.normal(0.02, 0.1, 400)
    sums = (other - one).reshape(100, 4).sum(axis=1)
    expected = 2 * (1 - statistics.NormalDist().cdf(abs(sums.sum()) / np.sqrt((sums**2).sum())))
    found = sign_flip(one.tolist(), other.tolist(), clusters)
    assert found == pytest.approx(expected, rel=0.15)
    assert found == sign_flip(one.tolist(), other.tolist(), clusters)


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
    assert paired_bootstrap(difference(mean([0.5] * 5), mean([0.5] * 5)), list("abcde")) == 1.0
