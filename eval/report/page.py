"""The report as one HTML page that needs nothing else. All text goes through Jinja's autoescaping."""

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.report import plots
from eval.report.case import RESULTS, Scored, case_of
from eval.report.terminal import is_seconds
from eval.report.texts import LANGUAGES, TEXTS, Language, format_note, group_words
from eval.spoken import text_language
from eval.types import Interval
from index.types import Document

SHOWN_RATES = ("right_and_quoted", "right", "right_refusals", "false_refusals")
_CARDS = (
    ("right_and_quoted", "of_answerable"),
    ("right", "of_answerable"),
    ("right_refusals", "of_unanswerable"),
    ("verbatim_quotes", "of_quotes"),
    ("total", "median"),
)
_CARDS_WITHOUT_ANSWERS = (
    ("support_found", "of_answerable"),
    ("citation_recall", "of_answerable"),
    ("false_refusals", "of_answerable"),
    ("verbatim_quotes", "of_quotes"),
    ("total", "median"),
)

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def page(
    head: Mapping[str, Any],
    figures: Mapping[str, Any],
    scored: Sequence[Scored],
    documents: Mapping[str, Document],
    language: Language,
) -> str:
    """The page: `head` is the run's `config.json`, `figures` come from `eval.report.figures.report`.

    It opens in `language`, and switches without being loaded again.
    """
    counts = Counter(one.outcome.result for one in scored)
    return _templates.get_template("report.html").render(
        head=head,
        figures=figures,
        rates=SHOWN_RATES,
        note=format_note(head["configuration"]["set"]),
        cards=_CARDS if any(one.outcome.judged for one in scored) else _CARDS_WITHOUT_ANSWERS,
        cases=[case_of(one, documents) for one in scored],
        counts=[(result, counts[result]) for result in RESULTS if counts[result]],
        plots=plots.plots([one.outcome for one in scored]),
        sheet=(plots.WIDTH, plots.HEIGHT),
        language=language,
        texts=TEXTS,
        group_words=group_words,
        value=written_value,
        bounds=written_bounds,
        lacks_bounds=lacks_bounds,
        text_language=text_language,
        decimal=_decimal,
        is_seconds=is_seconds,
        script_hash=_hash(_templates.get_template("report.js").render()),
    )


def written_value(figure: Interval, *, seconds: bool) -> dict[Language, str]:
    """`60.2 %` or `4.1 s` in each language; a dash where nothing defines it."""
    if figure.value is None:
        return dict.fromkeys(LANGUAGES, "–")
    return _decimal(figure.value if seconds else 100 * figure.value, " s" if seconds else " %")


def written_bounds(figure: Interval, *, seconds: bool) -> dict[Language, str]:
    """`50–70` in each language, in the unit of `written_value`; in words where there are too few documents."""
    if figure.low is None or figure.high is None:
        return dict.fromkeys(LANGUAGES, "") if figure.value is None else dict(TEXTS["too_few"])
    low, high = (
        _decimal(bound, "") if seconds else _decimal(round(100 * bound), "") for bound in (figure.low, figure.high)
    )
    return {language: f"{low[language]}–{high[language]}" for language in LANGUAGES}


def lacks_bounds(figures: Mapping[str, Any]) -> bool:
    """Whether one of the report's figures has no interval for want of documents."""
    rows = (figures["headline"], *figures["by_language"].values(), *figures["by_kind"].values())
    intervals = (figure for row in rows for figure in row.values() if isinstance(figure, Interval))
    return any(figure.value is not None and figure.low is None for figure in intervals)


def _decimal(value: float, unit: str = "") -> dict[Language, str]:
    pattern = "0" if isinstance(value, int) else "0.0"
    return {language: format_decimal(value, pattern, locale=language) + unit for language in LANGUAGES}


def _hash(script: str) -> str:
    """How a content security policy names the one script that may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
