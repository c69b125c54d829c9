"""Whether two runs on the same questions differ by more than chance."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import binomtest, permutation_test

from eval import bootstrap

LEVEL = 0.05
"""Adjusted p-values below this are beyond noise."""

_FLIPS = 2**15
_CELLS = 2_000_000
_ROUNDING = 1e-9


def sign_flip(one: Sequence[float], other: Sequence[float], clusters: Sequence[str], *, seed: int = 0) -> float:
    """The two-sided p-value that two series on the same items differ in their mean only by chance; 1 for `[]`.

    If nothing has changed, each cluster's sum of differences might as well have the other sign (Fisher 1935; for
    evaluations of systems, Noreen 1989). Shares whose every item is a cluster of its own are thereby tested by
    McNemar's exact test (1947): only those that flipped count, and half of them flip each way. Exact where all
    sums are equally large or at most fifteen are not zero, else by random flips.
    """
    sums: dict[str, float] = defaultdict(float)
    for before, after, cluster in zip(one, other, clusters, strict=True):
        sums[cluster] += after - before
    changes = np.asarray([change for change in sums.values() if abs(change) > _ROUNDING])
    if not len(changes):
        return 1.0
    if np.ptp(np.abs(changes)) <= _ROUNDING:
        return float(binomtest(int((changes > 0).sum()), len(changes)).pvalue)
    found = permutation_test(
        (changes,), np.sum, permutation_type="samples", vectorized=True, n_resamples=_FLIPS,
        batch=max(1, _CELLS // len(changes)), rng=np.random.default_rng(seed),
    )  # fmt: skip
    return float(found.pvalue)


def paired_bootstrap(statistic: bootstrap.Statistic, clusters: Sequence[str], *, seed: int = 0) -> float:
    """The two-sided p-value that a difference is zero: twice the share of resamples on the other side of it.

    It means nothing unless there are enough clusters (`eval.bootstrap.enough`).
    """
    below = bootstrap.tail(statistic, clusters, 0.0, seed=seed)
    above = bootstrap.tail(lambda weights: -statistic(weights), clusters, 0.0, seed=seed)
    return min(1.0, 2 * min(below, above))


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """P-values adjusted so that the chance of one false alarm among them all stays the level (Holm 1979)."""
    adjusted: dict[str, float] = {}
    largest = 0.0
    ascending = sorted(p_values, key=lambda name: (p_values[name], name))
    for at, name in enumerate(ascending):
        largest = max(largest, min(1.0, (len(ascending) - at) * p_values[name]))
        adjusted[name] = largest
    return {name: adjusted[name] for name in p_values}
