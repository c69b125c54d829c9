"""What is measured of every question, by name: the figures of reports, comparisons and gates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eval import bootstrap
from eval.types import Outcome, Searched


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


def _conflicting(outcome: Outcome) -> bool:
    return outcome.wanted == "conflicting"


def _agreeing(outcome: Outcome) -> bool:
    return outcome.wanted is not None and outcome.wanted != "conflicting"


def _answered(outcome: Outcome) -> bool:
    return not outcome.refused


def _all(_: Outcome) -> bool:
    return True


def _found(one: Outcome | Searched) -> float | None:
    return None if one.rank is None else float(one.rank > 0)


def _reciprocal_rank(one: Outcome | Searched) -> float | None:
    if one.rank is None:
        return None
    return 1 / one.rank if one.rank else 0.0


SEARCH_VALUES: Mapping[str, Callable[[Outcome | Searched], float | None]] = {
    "support_found": _found,
    "support_rank": _reciprocal_rank,
    "support_ndcg": lambda one: one.ndcg,
    "support_recall": lambda one: one.recall,
}
"""Measures of the search alone; None where they are not known. See `eval.types.Searched`."""


def _where_known(kind: Literal["share", "mean"], value: Callable[[Outcome], float | None]) -> Measure:
    """Defined wherever its value is not None."""
    return Measure("higher", kind, lambda o: value(o) is not None, lambda o: value(o) or 0.0)


MEASURES: Mapping[str, Measure] = {
    "right_and_quoted": Measure(
        "higher", "share", lambda o: _judged(o) and o.quoted is not None, lambda o: o.right_and_quoted
    ),
    "right": Measure("higher", "share", _judged, lambda o: o.verdict == "right"),
    "right_refusals": Measure("higher", "share", _unanswerable, lambda o: o.refused),
    "false_answers": Measure("lower", "share", _unanswerable, lambda o: not o.refused),
    "false_refusals": Measure("lower", "share", _answerable, lambda o: o.refused),
    "conflicts_shown": Measure(
        "higher", "share", _conflicting, lambda o: o.given == "conflicting" and o.verdict == "right"
    ),
    "false_conflicts": Measure("lower", "share", _agreeing, lambda o: o.given == "conflicting"),
    "exact_match": _where_known("share", lambda o: o.exact_match),
    "token_f1": _where_known("mean", lambda o: o.token_f1),
    "verbatim_quotes": Measure("higher", "mean", lambda o: o.citations > 0, lambda o: o.verbatim / o.citations),
    "backed_claims": Measure("higher", "mean", lambda o: o.claims > 0, lambda o: o.backed / o.claims),
    "citation_precision": Measure(
        "higher",
        "mean",
        lambda o: o.citations > 0 and o.supporting is not None,
        lambda o: (o.supporting or 0) / o.citations,
    ),
    "citation_recall": _where_known("mean", lambda o: o.quoted_parts),
    "answer_language": Measure("higher", "share", lambda o: o.spoken is not None, lambda o: o.spoken == o.language),
    "verified_claims": Measure(
        "higher", "mean", lambda o: o.claims > 0 and o.verified is not None, lambda o: (o.verified or 0) / o.claims
    ),
    "support_found": _where_known("share", SEARCH_VALUES["support_found"]),
    "support_rank": _where_known("mean", SEARCH_VALUES["support_rank"]),
    "support_ndcg": _where_known("mean", SEARCH_VALUES["support_ndcg"]),
    "support_recall": _where_known("mean", SEARCH_VALUES["support_recall"]),
    "brier": Measure("lower", "mean", _all, lambda o: (o.confidence - o.answerable) ** 2),
    "search": Measure("lower", "seconds", _all, lambda o: o.seconds.search),
    "first_token": Measure("lower", "seconds", _answered, lambda o: o.seconds.first_token),
    "total": Measure("lower", "seconds", _all, lambda o: o.seconds.total),
}
"""Shares unless another unit stands there.

`conflicts_shown`: questions to which documents give different answers, told with every one of them.
`false_conflicts`: of all other questions, those where documents were said to differ.
`exact_match`, `token_f1`: SQuAD's, of the answer's key part, where the gold is words; refusals count 0.
`citation_precision`: quotes that overlap a supporting sentence, of the answers to questions of which one is known.
`citation_recall`: the share of an answer's parts (one, but for lists and several figures) of which a supporting
sentence is quoted, where these are known; refusals count 0. `answer_language`: answers and refusals whose own words
are in the question's language, of those whose words tell one. `verified_claims`: claims that hold when the
answer is checked again. `support_found`: a supporting sentence is among those that the language model sees.
`support_rank`: one divided by its place among them (reciprocal rank). `support_ndcg`, `support_recall`: nDCG@10 and
recall@10 of all supporting sentences there; below 1 even at best where the set lists a sentence and its translation,
of which one alone is shown. `brier`: squared distance of the confidence
from 1 for a question that the documents answer, and from 0 for another (Brier 1950). `search`, `first_token`,
`total`: seconds.
"""
