"""The figures of a run, from what became of each of its questions."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from eval import bootstrap
from eval.measures import MEASURES
from eval.metrics import reliability, risk_coverage
from eval.types import Interval, Outcome, Searched

SCHEMA = 4

RATES = ("right_and_quoted", "right", "right_refusals", "false_answers", "false_refusals")
_GROUNDS = (
    "conflicts_shown", "false_conflicts", "exact_match", "token_f1", "verbatim_quotes", "backed_claims",
    "verified_claims", "citation_precision", "citation_recall", "support_found", "support_rank", "support_ndcg",
    "support_recall", "answer_language",
)  # fmt: skip
_TIMES = ("search", "first_token", "total")


def report(outcomes: Sequence[Outcome], searched: Sequence[Searched] = (), *, seed: int = 0) -> dict[str, Any]:
    """What `report.json` holds: headline figures, the same by language and kind, and every outcome.

    `searched` are questions that were searched and not asked; they count in comparisons and gates alone.
    """
    answered = _rightness_known(outcomes)
    confidences = [outcome.confidence for outcome in answered]
    right = [outcome.right_and_quoted for outcome in answered]
    figures = headline(outcomes, seed=seed)
    return {
        "schema": SCHEMA,
        "questions": len(outcomes),
        "headline": figures,
        "counted": {name: counted(name, outcomes) for name in figures},
        "by_language": _by(lambda outcome: outcome.language, outcomes, seed),
        "by_kind": _by(lambda outcome: outcome.kind, outcomes, seed),
        "failures": dict(sorted(Counter(o.failure for o in outcomes if o.failure).items())),
        "calibration": {
            "reliability": [asdict(one) for one in reliability(confidences, right)],
            "risk_coverage": risk_coverage(confidences, right, of=len(outcomes)),
        },
        "items": [asdict(outcome) for outcome in outcomes],
        "searched": [asdict(one) for one in searched],
    }


def headline(outcomes: Sequence[Outcome], *, seed: int = 0) -> dict[str, Interval]:
    """All figures, with intervals by bootstrap over documents, where there are enough of these."""
    return {
        **{name: measure(name, outcomes, seed=seed) for name in (*RATES, *_GROUNDS)},
        **_confidence(outcomes, seed),
        **{name: measure(name, outcomes, seed=seed) for name in _TIMES},
    }


def counted(name: str, outcomes: Sequence[Outcome]) -> int:
    """How many questions a headline figure is of."""
    if name in MEASURES:
        return sum(MEASURES[name].over(outcome) for outcome in outcomes)
    return len(outcomes) if name == "auroc" else sum(not outcome.refused for outcome in outcomes)


def measure(name: str, outcomes: Sequence[Outcome], *, seed: int = 0) -> Interval:
    """One of `eval.measures.MEASURES` over the outcomes that it is defined for."""
    defined = [outcome for outcome in outcomes if MEASURES[name].over(outcome)]
    return _interval(MEASURES[name].statistic(defined), defined, seed)


def _confidence(outcomes: Sequence[Outcome], seed: int) -> dict[str, Interval]:
    """`auroc` tells answerable questions from others; the other two, right answers from wrong ones."""
    answered = _rightness_known(outcomes)
    confidences = [outcome.confidence for outcome in answered]
    right = [outcome.right_and_quoted for outcome in answered]
    auroc = bootstrap.area_under_roc([o.confidence for o in outcomes], [o.answerable for o in outcomes])
    return {
        "auroc": _interval(auroc, outcomes, seed),
        "calibration_error": _interval(bootstrap.calibration_error(confidences, right), answered, seed),
        "risk_coverage_area": _interval(bootstrap.area_under_risk_coverage(confidences, right), answered, seed),
    }


def _rightness_known(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The answers that are right or wrong, as far as the set can tell."""
    return [outcome for outcome in outcomes if not outcome.refused and outcome.judged]


def _interval(statistic: bootstrap.Statistic, of: Sequence[Outcome], seed: int) -> Interval:
    return bootstrap.interval(statistic, [outcome.cluster for outcome in of], seed=seed)


def _by(group: Callable[[Outcome], str], outcomes: Sequence[Outcome], seed: int) -> dict[str, dict[str, Any]]:
    rows = {}
    for name in sorted({group(outcome) for outcome in outcomes}):
        members = [outcome for outcome in outcomes if group(outcome) == name]
        rows[name] = {"questions": len(members)} | {rate: measure(rate, members, seed=seed) for rate in RATES}
    return rows


def plain_json(value: Any) -> Any:
    """The same with intervals as dictionaries and figures of four decimals, for `json.dumps`."""
    match value:
        case Interval():
            return plain_json(asdict(value))
        case dict():
            return {name: plain_json(part) for name, part in value.items()}
        case list() | tuple():
            return [plain_json(part) for part in value]
        case float():
            return round(value, 4)
    return value
