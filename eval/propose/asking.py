"""What a figure is asked with, and its gold."""

from eval.types import FigureGold, FigureType, Gold, TextGold
from index.query_language import Language
from qa.figures import format_figure
from qa.types import Figure

CURRENCIES: dict[Language, dict[str, str]] = {
    "de": {"EUR": "Euro", "USD": "Dollar", "CHF": "Franken", "GBP": "Pfund"},
    "en": {"EUR": "euros", "USD": "dollars", "CHF": "francs", "GBP": "pounds"},
}
_TYPES: dict[str, FigureType] = {
    "amount": "amount",
    "count": "count",
    "percentage": "percentage",
    "date": "date",
    "period": "period",
}


def figure_gold(figure: Figure, written: str, language: Language) -> Gold | None:
    """The gold of a figure; a duration, for which sets have no type, is a text in its wordings.

    None for what cannot be scored: references, days without a year, ranges of amounts and counts; nor for "today".
    """
    if figure.kind == "duration":
        plain = Figure("duration", figure.value, "", 0, 0)
        return TextGold("text", tuple(dict.fromkeys((written, format_figure(plain, language)))))
    if figure.kind not in _TYPES or figure.value.startswith("--"):
        return None
    if figure.kind == "date" and not any(map(str.isdigit, written)):
        return None
    if figure.kind != "period" and "/" in figure.value:
        return None
    return FigureGold(_TYPES[figure.kind], (figure.value,), figure.unit if figure.kind == "amount" else "")
