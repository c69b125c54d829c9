"""The figures of a run, from what became of each of its questions."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from eval import bootstrap
from eval.metrics import expected_calibration_error, risk_coverage
from eval.types import Interval, Outcome

SCHEMA = 1

_HEADLINE = {
    "right_and_quoted": "right, and quoting the right sentence (of the answerable)",
    "right": "right, whatever it quotes (of the answerable)",
    "right_refusals": "refused, as it should be (of the unanswerable)",
    "false_answers": "answered, though it should not (of the unanswerable)",
    "false_refusals": "refused, though it should not (of the answerable)",
    "verbatim_quotes": "quotes equal to the text at their offsets",
    "auroc": "confidence: answerable above unanswerable (AUROC)",
    "search": "seconds until the evidence is shown (median)",
    "first_token": "seconds until the first token (median of the answered)",
    "total": "seconds until the answer is complete (median)",
}
_SECONDS = ("search", "first_token", "total")


def report(outcomes: Sequence[Outcome], *, seed: int = 0) -> dict[str, Any]:
    """What `report.json` holds: headline figures, the same by language and kind, and every outcome."""
    answered = [outcome for outcome in outcomes if not outcome.refused]
    confidences = [outcome.confidence for outcome in answered]
    right = [outcome.right_and_quoted for outcome in answered]
    return {
        "schema": SCHEMA,
        "questions": len(outcomes),
        "headline": rates(outcomes, seed=seed) | diagnostics(outcomes, seed=seed),
        "by_language": _by([o.language for o in outcomes], outcomes, seed),
        "by_kind": _by([o.kind for o in outcomes], outcomes, seed),
        "calibration": {
            "expected_calibration_error": expected_calibration_error(confidences, right),
            "risk_coverage": risk_coverage(confidences, right),
        },
        "items": [asdict(outcome) for outcome in outcomes],
    }


def rates(outcomes: Sequence[Outcome], *, seed: int) -> dict[str, Interval]:
    """How often answers and refusals are right, with intervals by bootstrap over documents."""
    answerable = [outcome for outcome in outcomes if outcome.answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.answerable]

    def share(flags: list[bool], of: Sequence[Outcome]) -> Interval:
        return bootstrap.interval(bootstrap.mean(flags), [o.cluster for o in of], seed=seed)

    return {
        "right_and_quoted": share([o.right_and_quoted for o in answerable], answerable),
        "right": share([o.verdict == "right" for o in answerable], answerable),
        "right_refusals": share([o.refused for o in unanswerable], unanswerable),
        "false_answers": share([not o.refused for o in unanswerable], unanswerable),
        "false_refusals": share([o.refused for o in answerable], answerable),
    }


def diagnostics(outcomes: Sequence[Outcome], *, seed: int) -> dict[str, Interval]:
    """Quotes, confidence and times, with intervals by bootstrap over documents."""

    def interval(statistic: bootstrap.Statistic, of: Sequence[Outcome]) -> Interval:
        return bootstrap.interval(statistic, [o.cluster for o in of], seed=seed)

    answered = [outcome for outcome in outcomes if not outcome.refused]
    verbatim = bootstrap.ratio([o.verbatim for o in outcomes], [o.citations for o in outcomes])
    confidence = bootstrap.area_under_roc([o.confidence for o in outcomes], [o.answerable for o in outcomes])
    return {
        "verbatim_quotes": interval(verbatim, outcomes),
        "auroc": interval(confidence, outcomes),
        "search": interval(bootstrap.median([o.seconds.search for o in outcomes]), outcomes),
        "first_token": interval(bootstrap.median([o.seconds.first_token for o in answered]), answered),
        "total": interval(bootstrap.median([o.seconds.total for o in outcomes]), outcomes),
    }


def _by(groups: Sequence[str], outcomes: Sequence[Outcome], seed: int) -> dict[str, dict[str, Any]]:
    rows = {}
    for name in sorted(set(groups)):
        members = [o for group, o in zip(groups, outcomes, strict=True) if group == name]
        rows[name] = {"questions": len(members)} | rates(members, seed=seed)
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


def headline_table(figures: dict[str, Interval]) -> Table:
    """The headline figures with their intervals, for a terminal."""
    table = Table("figure", "value", "95 % interval", title="Headline")
    for name, meaning in _HEADLINE.items():
        table.add_row(meaning, *_cells(figures[name], seconds=name in _SECONDS))
    return table


def group_table(title: str, groups: dict[str, dict[str, Any]]) -> Table:
    """One row for each language or kind."""
    columns = ("right_and_quoted", "right", "right_refusals", "false_refusals")
    table = Table(title, "questions", *(name.replace("_", " ") for name in columns), title=f"By {title}")
    for name, row in groups.items():
        table.add_row(name, str(row["questions"]), *(" ".join(_cells(row[column])) for column in columns))
    return table


def _cells(figure: Interval, *, seconds: bool = False) -> tuple[str, str]:
    if figure.value is None or figure.low is None or figure.high is None:
        return "–", ""
    if seconds:
        return f"{figure.value:.2f} s", f"{figure.low:.2f}–{figure.high:.2f}"
    return f"{100 * figure.value:.1f} %", f"{100 * figure.low:.0f}–{100 * figure.high:.0f}"
