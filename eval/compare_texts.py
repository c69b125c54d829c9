"""Every text of a comparison of runs, in German and English; figures have the names that budgets and JSON have."""

from collections.abc import Mapping, Sequence

from babel.numbers import format_decimal

from eval.bootstrap import FEWEST
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
    "too few documents": {"de": "zu wenige Dokumente", "en": "too few documents"},
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
_TOO_FEW: Mapping[Language, str] = {
    "de": f"„Zu wenige Dokumente“: Die Fragen hängen an weniger als {FEWEST}; ob ein Unterschied mehr als Zufall ist, "
    "lässt sich daraus nicht sagen.",
    "en": f"“Too few documents”: the questions lean on fewer than {FEWEST}; whether a difference is more than noise "
    "cannot be told from them.",
}
_FLIPPED: Mapping[Language, str] = {
    "de": "Anders ausgegangene Fragen: {count}; {found}.",
    "en": "{count} questions flipped; {found}.",
}
_ALL_NOISE: Mapping[Language, str] = {
    "de": "jeder Unterschied liegt im Rahmen des Zufalls",
    "en": "every difference is within noise",
}
_NONE_BEYOND: Mapping[Language, str] = {
    "de": "von keinem Unterschied lässt sich sagen, dass er mehr als Zufall ist",
    "en": "no difference can be told to be more than noise",
}
_BEYOND: Mapping[Language, str] = {
    "de": "{measure} ist in {run} {verdict}",
    "en": "{measure} is {verdict} in {run}",
}


def summary(changes: Sequence[Change], flipped: int, language: Language) -> str:
    """How many questions flipped, what is more than noise in which run, and where that cannot be told."""
    beyond = [
        _BEYOND[language].format(measure=change.measure, verdict=VERDICTS[change.verdict][language], run=change.run)
        for change in changes
        if change.verdict in ("better", "worse")
    ]
    few = any(change.verdict == "too few documents" for change in changes)
    found = "; ".join(beyond) or (_NONE_BEYOND if few else _ALL_NOISE)[language]
    said = _FLIPPED[language].format(count=flipped, found=found)
    return f"{said} {_TOO_FEW[language]}" if few else said


def number(value: float, language: Language, *, signed: bool = False) -> str:
    """To three decimals; `signed` with its plus, too."""
    return format_decimal(value, "+0.000;-0.000" if signed else "0.000", locale=language)


def probability(p: float, language: Language) -> str:
    """To two significant digits."""
    return format_decimal(p, "@#", locale=language)
