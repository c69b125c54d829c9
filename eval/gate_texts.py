"""Every text of a gate, in German and English; figures have the names that budgets have."""

from collections.abc import Mapping

from babel.numbers import format_decimal

from eval.gate import Check, Reason, Rule
from eval.measures import MEASURES
from eval.report.texts import Language

TITLE: Mapping[Language, str] = {"de": "{run} gegen {baseline}", "en": "{run} against {baseline}"}
HEADINGS: Mapping[Language, tuple[str, ...]] = {
    "de": ("Kennzahl", "Fragen", "Baseline", "Lauf", "Budget"),
    "en": ("figure", "questions", "baseline", "run", "budget"),
}
KEPT: Mapping[Language, str] = {"de": "erfüllt", "en": "kept"}
FAILED: Mapping[Language, str] = {"de": "verfehlt", "en": "failed"}
_RULES: Mapping[Rule, Mapping[Language, str]] = {
    "fall": {"de": "Rückgang", "en": "fall"},
    "floor": {"de": "ab", "en": "floor"},
    "same": {"de": "gleich", "en": "same"},
}
_REASONS: Mapping[Reason, Mapping[Language, str]] = {
    "fell": {
        "de": "{measure} fiel von {first} auf {other} ({questions} Fragen), erlaubt sind {limit} (p = {p})",
        "en": "{measure} fell from {first} to {other} on {questions} questions, "
        "which is more than the {limit} that it may (p = {p})",
    },
    "rose": {
        "de": "{measure} stieg von {first} auf {other} ({questions} Fragen), erlaubt sind {limit} (p = {p})",
        "en": "{measure} rose from {first} to {other} on {questions} questions, "
        "which is more than the {limit} that it may (p = {p})",
    },
    "below": {
        "de": "{measure} ist {other} und muss {limit} sein",
        "en": "{measure} is {other} and must be {limit}",
    },
    "changed": {
        "de": "{measure} ist {other} und war {first}; wenn das so gemeint ist, eine neue Baseline schreiben",
        "en": "{measure} is {other} and was {first}; if that is meant, write a new baseline",
    },
    "nothing_shared": {
        "de": "{measure}: keine Frage, zu der beide Läufe diese Zahl haben",
        "en": "{measure}: no question that both runs have it for",
    },
    "nothing_measured": {
        "de": "{measure}: keine Frage, zu der der Lauf diese Zahl hat",
        "en": "{measure}: no question that the run has it for",
    },
}


def said(check: Check, language: Language) -> str:
    """Why a check failed; empty for one that passed."""
    if check.reason is None:
        return ""
    return _REASONS[check.reason][language].format(
        measure=check.measure,
        first=_written(check.measure, check.first, language),
        other=_written(check.measure, check.other, language),
        limit=_written(check.measure, check.limit, language),
        questions=check.questions,
        p=number(check.p, language, "@#"),
    )


def limit(check: Check, language: Language) -> str:
    """What a line of the budget asks for: `fall 0.03`."""
    rule = _RULES[check.rule][language]
    return rule if check.limit is None else f"{rule} {number(check.limit, language, '0.######')}"


def number(value: float | str | None, language: Language, pattern: str = "0.000") -> str:
    """By a pattern of Unicode (`@#` has two significant digits); a dash for what is none."""
    return format_decimal(value, pattern, locale=language) if isinstance(value, float | int) else "–"


def _written(name: str, value: float | str | None, language: Language) -> str:
    """A share in percent, a time in seconds, words in quotation marks; a dash for what is not told."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return f"„{value}“" if language == "de" else repr(value)
    if MEASURES[name].kind == "seconds":
        return f"{format_decimal(value, '0.00', locale=language)} s"
    return f"{format_decimal(100 * value, '0.0', locale=language)} %"
