"""The report as Markdown, short enough for a pull request."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from babel.numbers import format_decimal

from eval.report.case import RESULTS, Scored
from eval.report.gold import expected
from eval.report.page import SHOWN_RATES, lacks_bounds, written_bounds, written_value
from eval.report.terminal import is_seconds
from eval.report.texts import Language, format_note, group_words, text
from eval.types import Interval

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~&@])")


def markdown(head: Mapping[str, Any], figures: Mapping[str, Any], scored: Sequence[Scored], language: Language) -> str:
    """Figures by language and kind, what became of the questions, and a folded list of those that went wrong."""
    name = head["configuration"]["set"]["name"]
    note = format_note(head["configuration"]["set"])
    lines = [
        f"## Beleg: {escape(name)}, {figures['questions']} {text('questions', language)}",
        "",
        *([escape(note[language]), ""] if note else []),
        *_headline(figures["headline"], figures["counted"], figures["memory"], language),
        "",
        *_groups("language", "lang", figures["by_language"], language),
        "",
        *_groups("kind", "kind", figures["by_kind"], language),
        "",
        *([text("too_few_note", language), ""] if lacks_bounds(figures) else []),
        *_results(scored, language),
        "",
        *_failures(scored, language),
    ]
    return "\n".join(lines) + "\n"


def escape(words: str) -> str:
    """A text that stands in a table's cell and means nothing to Markdown."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def _headline(
    figures: Mapping[str, Interval], counted: Mapping[str, int], memory: int | None, language: Language
) -> Iterator[str]:
    yield _row(*(text(name, language) for name in ("figure", "questions", "value", "interval")))
    yield "|---|--:|--:|--:|"
    for name, figure in figures.items():
        seconds = is_seconds(name)
        value, bounds = written_value(figure, seconds=seconds), written_bounds(figure, seconds=seconds)
        yield _row(text(name, language), str(counted[name]), value[language], bounds[language])
    if memory:
        yield _row(text("memory", language), "", f"{format_decimal(memory / 1e9, '0.0', locale=language)} GB", "")


def _groups(label: str, group: str, rows: Mapping[str, Mapping[str, Any]], language: Language) -> Iterator[str]:
    names = [text(f"short_{rate}", language) for rate in SHOWN_RATES]
    yield _row(text(label, language), text("questions", language), *names)
    yield "|---|--:|" + "--:|" * len(SHOWN_RATES)
    for name, row in rows.items():
        yield _row(
            escape(group_words(group, name)[language]),
            str(row["questions"]),
            *(_cell(row[rate], language) for rate in SHOWN_RATES),
        )


def _cell(figure: Interval, language: Language) -> str:
    value = written_value(figure, seconds=False)[language]
    return value if figure.low is None else f"{value} ({written_bounds(figure, seconds=False)[language]})"


def _results(scored: Sequence[Scored], language: Language) -> Iterator[str]:
    counts = Counter(one.outcome.result for one in scored)
    yield _row(text("outcome", language), text("number_of", language))
    yield "|---|--:|"
    for result in RESULTS:
        if counts[result]:
            yield _row(text(result, language), str(counts[result]))


def _failures(scored: Sequence[Scored], language: Language) -> Iterator[str]:
    wrong = [one for one in scored if one.outcome.failure]
    if not wrong:
        yield text("nothing_failed", language)
        return
    yield f"<details><summary>{text('failures', language)} ({len(wrong)})</summary>"
    yield ""
    yield _row(*(text(name, language) for name in ("outcome", "question", "answer", "gold")))
    yield "|---|---|---|---|"
    for one in wrong:
        cells = (one.item.question, one.answer.text, expected(one.item, language))
        yield _row(text(one.outcome.result, language), *(escape(cell) for cell in cells))
    yield ""
    yield "</details>"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
