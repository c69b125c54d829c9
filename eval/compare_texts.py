"""Every text of a comparison of runs, in German and English; figures have the names that budgets and JSON have."""

from collections.abc import Mapping, Sequence

from babel.numbers import format_decimal

from eval.compare import Change, Verdict
from eval.report.texts import Language

HEADINGS: Mapping[Language, tuple[str, ...]] = {
    "de": ("Kennzahl", "Fragen", "Änderung", "95 %", "p", "in Worten"),
    "en": ("figure", "questions", "change", "95 %", "p", "in words"),
}
"""Those of a table of changes, in which the two runs stand between the second and the third."""

QUESTION: Mapping[Language, str] = {"de": "Frage", "en": "question"}
VERDICTS: Mapping[Verdict, Mapping[Language, str]] = {
    "the same": {"de": "gleich", "en": "the same"},
    "within noise": {"de": "im Rahmen des Zufalls", "en": "within noise"},
    "better": {"de": "besser", "en": "better"},
    "worse": {"de": "schlechter", "en": "worse"},
}
OTHER_SET: Mapping[Language, str] = {
    "de": "Die Läufe haben verschiedene Fassungen des Fragensatzes gestellt; "
    "verglichen werden nur Fragen mit gleicher Id.",
    "en": "The runs asked different versions of the set; only questions of one id are compared.",
}
OTHER_SIZE: Mapping[Language, str] = {
    "de": "Die Läufe haben verschieden viele Fragen; verglichen werden die gemeinsamen.",
    "en": "The runs have different numbers of questions; those in common are compared.",
}
_FLIPPED: Mapping[Language, str] = {
    "de": "Anders ausgegangene Fragen: {count}; {found}.",
    "en": "{count} questions flipped; {found}.",
}
_ALL_NOISE: Mapping[Language, str] = {
    "de": "jeder Unterschied liegt im Rahmen des Zufalls",
    "en": "every difference is within noise",
}
_BEYOND: Mapping[Language, str] = {
    "de": "{measure} ist in {run} {verdict}",
    "en": "{measure} is {verdict} in {run}",
}


def summary(changes: Sequence[Change], flipped: int, language: Language) -> str:
    """How many questions flipped, and what is more than noise in which run."""
    beyond = [
        _BEYOND[language].format(measure=change.measure, verdict=VERDICTS[change.verdict][language], run=change.run)
        for change in changes
        if change.verdict in ("better", "worse")
    ]
    return _FLIPPED[language].format(count=flipped, found="; ".join(beyond) or _ALL_NOISE[language])


def number(value: float, language: Language, *, signed: bool = False) -> str:
    """To three decimals; `signed` with its plus, too."""
    return format_decimal(value, "+0.000;-0.000" if signed else "0.000", locale=language)


def probability(p: float, language: Language) -> str:
    """To two significant digits."""
    return format_decimal(p, "@#", locale=language)
