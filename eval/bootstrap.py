"""Percentile bootstrap over clusters: questions on one paragraph or document are not independent.

After Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapter 13, with whole clusters
drawn, as in Field & Welsh, Bootstrapping clustered data (2007).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from eval.types import Interval

Weights = NDArray[np.float64]
"""(b, n) float64: how often each of n items was drawn in each of b resamples."""

Statistic = Callable[[Weights], NDArray[np.float64]]
"""From weights to the (b,) values of the statistic; NaN where a resample leaves it undefined."""

FEWEST = 5
"""Clusters that a bootstrap needs.

An interval from a single one has no width, and every p-value is the least possible. Of two or three, the lowest
alone makes up more than 2.5 % of the resamples (one in n^n), so that the interval is their range. A change for the
worse in all of four may still be chance at 5 % (one in 2^4, by flipping signs), in all of five it may not. Studies
of few clusters begin with five, where intervals are still somewhat too narrow: Cameron, Gelbach & Miller,
Bootstrap-based improvements for inference with clustered errors (2008).
"""

_CELLS = 2_000_000
_ROUNDING = 1e-9


def interval(statistic: Statistic, clusters: Sequence[str], *, resamples: int = 10_000, seed: int = 0) -> Interval:
    """The statistic of all items, with the 2.5th and 97.5th percentile of its resamples.

    `clusters` names the cluster of each item; there are no bounds if they are too few. Without items, or where the
    statistic is undefined, the interval is of Nones.
    """
    if not clusters:
        return Interval(None, None, None)
    found = value(statistic, len(clusters))
    if np.isnan(found):
        return Interval(None, None, None)
    if not enough(clusters):
        return Interval(found, None, None)
    drawn = np.concatenate([statistic(weights) for weights in _draws(clusters, resamples, seed)])
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Interval(found, float(low), float(high))


def enough(clusters: Sequence[str]) -> bool:
    """Whether there are so many clusters that drawing them says something."""
    return len(set(clusters)) >= FEWEST


def value(statistic: Statistic, items: int) -> float:
    """The statistic of all items, each once; NaN where it is undefined."""
    return float(statistic(np.ones((1, items)))[0])


def mean(values: Sequence[float]) -> Statistic:
    """The mean of one value for each item."""
    return ratio(values, [1.0] * len(values))


def ratio(numerators: Sequence[float], denominators: Sequence[float]) -> Statistic:
    """The sum of numerators by the sum of denominators, as for quotes counted over answers."""
    above, below = np.asarray(numerators, np.float64), np.asarray(denominators, np.float64)

    def statistic(weights: Weights) -> NDArray[np.float64]:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((weights @ above) / (weights @ below))

    return statistic


def median(values: Sequence[float]) -> Statistic:
    """The median; of an even number of draws, the mean of the two in the middle."""
    order = np.argsort(values, kind="stable")
    ranked = np.asarray(values, np.float64)[order]

    def statistic(weights: Weights) -> NDArray[np.float64]:
        drawn = np.cumsum(weights[:, order], axis=1)
        total = drawn[:, -1:]
        lower = np.argmax(drawn > (total - 1) // 2, axis=1)
        upper = np.argmax(drawn > total // 2, axis=1)
        return np.asarray((ranked[lower] + ranked[upper]) / 2)

    return statistic


def area_under_roc(scores: Sequence[float], positive: Sequence[bool]) -> Statistic:
    """How often a positive item scores above a negative one, ties counting half (Mann-Whitney)."""
    order = np.argsort(scores, kind="stable")
    ranked = np.asarray(scores, np.float64)[order]
    is_positive = np.asarray(positive, np.float64)[order]
    first, after = np.searchsorted(ranked, ranked, "left"), np.searchsorted(ranked, ranked, "right")

    def statistic(weights: Weights) -> NDArray[np.float64]:
        positives = weights[:, order] * is_positive
        negatives = weights[:, order] * (1 - is_positive)
        below = np.concatenate([np.zeros((len(weights), 1)), np.cumsum(negatives, axis=1)], axis=1)
        wins = (positives * (below[:, first] + below[:, after]) / 2).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(wins / (positives.sum(axis=1) * negatives.sum(axis=1)))

    return statistic


def calibration_error(confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> Statistic:
    """Expected calibration error over bins of equal width, as `eval.metrics.expected_calibration_error`."""
    confidence, accuracy = np.asarray(confidences, np.float64), np.asarray(right, np.float64)
    member = bin_of(confidence, bins)[:, None] == np.arange(bins)
    gaps = (accuracy - confidence)[:, None] * member

    def statistic(weights: Weights) -> NDArray[np.float64]:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.abs(weights @ gaps).sum(axis=1) / weights.sum(axis=1))

    return statistic


def area_under_risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> Statistic:
    """The mean risk over all items as thresholds (Geifman & El-Yaniv 2019); equal confidences enter together.

    Of given answers, the mean height of their curve: refusing more does not make it smaller by being shorter.
    """
    order = np.argsort(-np.asarray(confidences, np.float64), kind="stable")
    ranked = -np.asarray(confidences, np.float64)[order]
    wrong = 1 - np.asarray(right, np.float64)[order]
    last = np.searchsorted(ranked, ranked, "right") - 1

    def statistic(weights: Weights) -> NDArray[np.float64]:
        drawn = weights[:, order]
        answered, mistakes = np.cumsum(drawn, axis=1)[:, last], np.cumsum(drawn * wrong, axis=1)[:, last]
        risk = np.divide(mistakes, answered, out=np.zeros_like(mistakes), where=answered > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((drawn * risk).sum(axis=1) / drawn.sum(axis=1))

    return statistic


def bin_of(confidences: NDArray[np.float64], bins: int) -> NDArray[np.int64]:
    """(n,) the bin of equal width that each confidence in [0, 1] falls into; a bin takes its left edge, the last 1."""
    return np.minimum((confidences * bins).astype(np.int64), bins - 1)


def difference(one: Statistic, other: Statistic) -> Statistic:
    """`other` minus `one` on the same draws: of two runs that answered the same questions."""
    return lambda weights: other(weights) - one(weights)


def tail(
    statistic: Statistic, clusters: Sequence[str], limit: float, *, resamples: int = 10_000, seed: int = 0
) -> float:
    """The share of resamples in which the statistic is at most `limit`, at least one of them.

    The one-sided p-value of the hypothesis that it is no larger (Efron & Tibshirani 1993, section 15.4). It means
    nothing unless there are `enough` clusters.
    """
    drawn = np.concatenate([statistic(weights) for weights in _draws(clusters, resamples, seed)])
    drawn = drawn[~np.isnan(drawn)]
    return float((1 + np.count_nonzero(drawn <= limit + _ROUNDING)) / (1 + len(drawn)))


def _draws(clusters: Sequence[str], resamples: int, seed: int) -> Iterator[Weights]:
    """Weights in blocks that stay small in memory, whatever the number of items."""
    names, member = np.unique(np.asarray(clusters), return_inverse=True)
    block = max(1, min(resamples, _CELLS // max(len(names), len(clusters))))
    for counts in _counts(len(names), block, resamples, seed):
        yield counts[:, member].astype(np.float64)


@lru_cache(maxsize=2)  # all figures of a report are drawn from the same clusters
def _counts(names: int, block: int, resamples: int, seed: int) -> tuple[NDArray[np.uint16], ...]:
    """How often each cluster was drawn, in blocks of (resamples, clusters)."""
    rng = np.random.default_rng(seed)
    blocks = []
    for start in range(0, resamples, block):
        rows = min(block, resamples - start)
        picks = rng.integers(names, size=(rows, names)) + np.arange(rows)[:, None] * names
        counts = np.bincount(picks.ravel(), minlength=rows * names).reshape(rows, names)
        blocks.append(counts.astype(np.uint16))
    return tuple(blocks)
