"""What became of the questions in each pipeline, as one table."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel.numbers import format_decimal

from eval import bootstrap
from eval.markdown_table import markdown_table
from eval.peers.scoring import PeerOutcome
from eval.peers.texts import HEADINGS, NOTES, TITLE
from eval.report.page import written_bounds, written_value
from eval.report.texts import Language
from eval.types import Interval

SCHEMA = 1
SHARES = ("right", "false_answers", "false_refusals", "quoted")


def figures(outcomes: Sequence[PeerOutcome], *, peak: int) -> dict[str, Any]:
    """Of one pipeline: the shares that the table shows, seconds and bytes; of each question what it came to."""
    answerable = [one for one in outcomes if one.item.answerable]
    unanswerable = [one for one in outcomes if not one.item.answerable]
    answers = [one for one in outcomes if not one.refused]
    return {
        "right": _share(answerable, [one.verdict == "right" for one in answerable]),
        "false_answers": _share(unanswerable, [not one.refused for one in unanswerable]),
        "false_refusals": _share(answerable, [one.refused for one in answerable]),
        "quoted": _share(answers, [bool(one.quoted) for one in answers]),
        "seconds": _interval(bootstrap.median([one.seconds for one in outcomes]), outcomes),
        "memory": peak,
        "items": [
            {"id": one.item.id, "verdict": one.verdict, "refused": one.refused, "quoted": one.quoted}
            for one in outcomes
        ],
    }


def markdown(result: Mapping[str, Any], language: Language) -> str:
    """The table with its notes; `result` is what `peers.json` holds."""
    lines = [
        f"### {TITLE[language].format_map(result)}",
        "",
        *markdown_table(HEADINGS[language], [_row(pipeline, language) for pipeline in result["pipelines"]]),
        "",
        *(f"- {note}" for note in NOTES[language]),
    ]
    return "\n".join(lines) + "\n"


def _row(pipeline: Mapping[str, Any], language: Language) -> list[str]:
    cells = [_cell(pipeline[name], language, seconds=False) for name in SHARES]
    memory = f"{format_decimal(pipeline['memory'] / 1e9, '0.0', locale=language)} GB"
    name = " ".join(filter(None, (pipeline["name"], pipeline["version"])))
    return [name, *cells, _cell(pipeline["seconds"], language, seconds=True), memory]


def _cell(figure: Interval, language: Language, *, seconds: bool) -> str:
    value = written_value(figure, seconds=seconds)[language]
    return value if figure.value is None else f"{value} ({written_bounds(figure, seconds=seconds)[language]})"


def _share(outcomes: Sequence[PeerOutcome], hold: Sequence[bool]) -> Interval:
    return _interval(bootstrap.mean([float(one) for one in hold]), outcomes)


def _interval(statistic: bootstrap.Statistic, outcomes: Sequence[PeerOutcome]) -> Interval:
    return bootstrap.interval(statistic, [one.item.cluster for one in outcomes])
