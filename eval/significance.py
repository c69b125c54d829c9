"""Whether two runs on the same questions differ by more than chance."""

from collections.abc import Mapping, Sequence

from scipy.stats import binomtest

from eval import bootstrap

LEVEL = 0.05
"""Adjusted p-values below this are beyond noise."""


def mcnemar(one: Sequence[float], other: Sequence[float]) -> float:
    """The exact two-sided p-value that two series of 0 and 1 differ only by chance (McNemar 1947); 1 for `[]`.

    Only questions that flipped count; half of them flip each way if nothing has changed.
    """
    up = sum(a < b for a, b in zip(one, other, strict=True))
    down = sum(a > b for a, b in zip(one, other, strict=True))
    return float(binomtest(up, up + down).pvalue) if up + down else 1.0


def paired_bootstrap(statistic: bootstrap.Statistic, clusters: Sequence[str], *, seed: int = 0) -> float:
    """The two-sided p-value that a difference is zero: twice the share of resamples on the other side of it."""
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
