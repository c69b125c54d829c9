"""Gold in the words of a person."""

from eval.judge import gold_figures
from eval.report.texts import Language, text
from eval.types import FigureGold, Gold, Item, ListGold, TextGold, YesNoGold
from qa.figures import format_figure


def expected(item: Item, language: Language) -> str:
    """What would be right; in the report's language, if there is no answer or the set does not say which."""
    if item.gold is None:
        return text("gold_unknown" if item.answerable else "not_in_documents", language)
    return gold_words(item.gold, item.language)


def gold_words(gold: Gold, language: Language) -> str:
    """What the right answer names: every value, and of wordings the alternatives."""
    match gold:
        case FigureGold():
            return ", ".join(format_figure(figure, language) for figure in gold_figures(gold))
        case TextGold():
            return " / ".join(gold.alternatives)
        case ListGold():
            return "; ".join(" / ".join(wordings) for wordings in gold.items)
        case YesNoGold():
            return text(gold.value, language)
