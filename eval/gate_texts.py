"""Every text of a gate, in German and English; figures have the names that budgets have."""

from collections.abc import Mapping, Sequence

from babel.numbers import format_decimal

from eval.bootstrap import FEWEST
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
UNDECIDED: Mapping[Language, str] = {"de": "offen", "en": "open"}
_QUESTIONS_DRAWN: Mapping[Language, str] = {
    "de": f"Zu wenige Dokumente (weniger als {FEWEST}) bei {{measures}}: Dort wurden einzelne Fragen gezogen statt "
    "ganzer Dokumente. Über andere Dokumente als diese sagt das nichts.",
    "en": f"Too few documents (fewer than {FEWEST}) for {{measures}}: single questions were drawn there instead of "
    "whole documents. That says nothing of other documents than these.",
}
_NOTHING_DRAWN: Mapping[Language, str] = {
    "de": f"Zu wenige Fragen (weniger als {FEWEST}) bei {{measures}}: Ein Rückgang dort lässt sich nicht von Zufall "
    "unterscheiden und lässt das Gate nicht scheitern.",
    "en": f"Too few questions (fewer than {FEWEST}) for {{measures}}: a fall there cannot be told from chance, and "
    "does not fail the gate.",
}
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


def notes(checks: Sequence[Check], language: Language) -> list[str]:
    """What there were too few documents or questions for."""
    falls = [check for check in checks if check.rule == "fall" and check.questions]
    few = [check.measure for check in falls if check.drawn == "questions"]
    none = [check.measure for check in falls if check.drawn is None]
    told = ((_QUESTIONS_DRAWN, few), (_NOTHING_DRAWN, none))
    return [note[language].format(measures=", ".join(names)) for note, names in told if names]


def verdict(check: Check, language: Language) -> str:
    """Whether a line is kept, in a word or three."""
    if check.reason:
        return FAILED[language]
    return (UNDECIDED if check.rule == "fall" and check.drawn is None else KEPT)[language]


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
