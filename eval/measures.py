"""What is measured of every question, by name: the figures of reports, comparisons and gates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eval import bootstrap
from eval.types import Outcome


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that is the mean, or the median, of one value for each of some questions.

    `over` says which questions it is defined for. The values of a share are all 0 or 1.
    """

    better: Literal["higher", "lower"]
    kind: Literal["share", "mean", "seconds"]
    over: Callable[[Outcome], bool]
    value: Callable[[Outcome], float]

    def statistic(self, outcomes: Sequence[Outcome]) -> bootstrap.Statistic:
        """Of outcomes that it is defined for."""
        return self.of([self.value(outcome) for outcome in outcomes])

    def of(self, values: Sequence[float]) -> bootstrap.Statistic:
        """Of one value for each question; seconds have a few large ones, so their median counts."""
        return bootstrap.median(values) if self.kind == "seconds" else bootstrap.mean(values)

    def worse_by(self, change: float) -> float:
        """How far a change is one for the worse; negative for the better."""
        return -change if self.better == "higher" else change


def _answerable(outcome: Outcome) -> bool:
    return outcome.answerable


def _judged(outcome: Outcome) -> bool:
    return outcome.answerable and outcome.judged


def _unanswerable(outcome: Outcome) -> bool:
    return not outcome.answerable


def _answered(outcome: Outcome) -> bool:
    return not outcome.refused


def _all(_: Outcome) -> bool:
    return True


SEARCH_VALUES: Mapping[str, Callable[[int], float]] = {
    "support_found": lambda rank: float(rank > 0),
    "support_rank": lambda rank: 1 / rank if rank else 0.0,
}
"""Measures of the search alone, from the rank of the first supporting sentence; see `eval.types.Searched`."""


def _of_search(kind: Literal["share", "mean"], name: str) -> Measure:
    return Measure("higher", kind, lambda o: o.rank is not None, lambda o: SEARCH_VALUES[name](o.rank or 0))


MEASURES: Mapping[str, Measure] = {
    "right_and_quoted": Measure(
        "higher", "share", lambda o: _judged(o) and o.quoted is not None, lambda o: o.right_and_quoted
    ),
    "right": Measure("higher", "share", _judged, lambda o: o.verdict == "right"),
    "right_refusals": Measure("higher", "share", _unanswerable, lambda o: o.refused),
    "false_answers": Measure("lower", "share", _unanswerable, lambda o: not o.refused),
    "false_refusals": Measure("lower", "share", _answerable, lambda o: o.refused),
    "verbatim_quotes": Measure("higher", "mean", lambda o: o.citations > 0, lambda o: o.verbatim / o.citations),
    "backed_claims": Measure("higher", "mean", lambda o: o.claims > 0, lambda o: o.backed / o.claims),
    "citation_precision": Measure(
        "higher",
        "mean",
        lambda o: o.citations > 0 and o.supporting is not None,
        lambda o: (o.supporting or 0) / o.citations,
    ),
    "citation_recall": Measure("higher", "share", lambda o: o.supporting is not None, lambda o: bool(o.quoted)),
    "answer_language": Measure("higher", "share", lambda o: o.spoken is not None, lambda o: o.spoken == o.language),
    "verified_claims": Measure(
        "higher", "mean", lambda o: o.claims > 0 and o.verified is not None, lambda o: (o.verified or 0) / o.claims
    ),
    "support_found": _of_search("share", "support_found"),
    "support_rank": _of_search("mean", "support_rank"),
    "brier": Measure("lower", "mean", _all, lambda o: (o.confidence - o.answerable) ** 2),
    "search": Measure("lower", "seconds", _all, lambda o: o.seconds.search),
    "first_token": Measure("lower", "seconds", _answered, lambda o: o.seconds.first_token),
    "total": Measure("lower", "seconds", _all, lambda o: o.seconds.total),
}
"""Shares unless another unit stands there.

`citation_precision`: quotes that overlap a supporting sentence, of the answers to questions of which one is known.
`citation_recall`: questions of which a supporting sentence is quoted, of all of these; refusals count 0.
`answer_language`: answers and refusals in the question's language. `verified_claims`: claims that hold when the
answer is checked again. `support_found`: a supporting sentence is among those that the language model sees.
`support_rank`: one divided by its place among them (reciprocal rank). `brier`: squared distance of the confidence
from 1 for a question that the documents answer, and from 0 for another (Brier 1950). `search`, `first_token`,
`total`: seconds.
"""
