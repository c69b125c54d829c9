"""Gold as a person writes it, and back."""

from eval.judge import gold_figures
from eval.types import FigureGold, Gold, ListGold, TextGold, YesNoGold
from index.query_language import Language
from qa.figures import format_figure, parse_figure

_OR = " | "


def gold_text(gold: Gold, language: Language) -> str:
    """All values or wordings, separated by a bar."""
    match gold:
        case FigureGold():
            return _OR.join(format_figure(figure, language) for figure in gold_figures(gold))
        case TextGold():
            return _OR.join(gold.alternatives)
        case ListGold():
            return _OR.join(item[0] for item in gold.items)
        case YesNoGold():
            return gold.value


def read_gold(text: str, like: Gold, language: Language) -> Gold | None:
    """Gold of the type of another from what a person wrote; None if it cannot be read as that."""
    parts = [part.strip() for part in text.split("|") if part.strip()]
    match like:
        case _ if not parts:
            return None
        case FigureGold():
            return _read_figures(parts, like, language)
        case TextGold():
            return TextGold("text", tuple(parts))
        case ListGold():
            return ListGold("list", tuple((part,) for part in parts))
        case YesNoGold():
            return (
                YesNoGold("yes_no", "yes")
                if parts == ["yes"]
                else YesNoGold("yes_no", "no")
                if parts == ["no"]
                else None
            )


def _read_figures(parts: list[str], like: FigureGold, language: Language) -> FigureGold | None:
    found = [parse_figure(part, language) for part in parts]
    figures = [figure for figure in found if figure and figure.kind == like.type]
    units = {figure.unit for figure in figures}
    if len(figures) != len(parts) or len(units) != 1:
        return None
    values = tuple(figure.value for figure in figures)
    return FigureGold(like.type, values, units.pop() if like.type == "amount" else "")
