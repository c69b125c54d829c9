"""Which words of a sentence are the answer that the data give."""

import re

from eval.answers import Probe
from eval.judge import compare_figures, gold_figures
from eval.types import FigureGold, Item, TextGold
from qa.figures import find_figures
from qa.types import Evidence

_NAMED = ("place", "organisation", "role", "contact", "person")
"""Kinds of questions whose answers are named by the wordings of a set; of a person it may be the surname alone."""


def gold_words(probe: Probe, sentence: Evidence) -> str | None:
    """The shortest answer to a question that people marked in this sentence, or in the same paragraph's translation."""
    marked = [
        gold.text
        for gold in (*probe.golds, *probe.translated)
        if gold.path == sentence.document and sentence.start <= gold.start and gold.end <= sentence.end
    ]
    return min(marked, key=len, default=None)


def gold_key(item: Item, sentence: Evidence) -> str | None:
    """The only figure that a question set asks for, or the longest of its wordings, as the sentence has it."""
    match item.gold:
        case FigureGold() if len(item.gold.values) == 1:
            (wanted,) = gold_figures(item.gold)
            found = find_figures(sentence.quote, sentence.language, sentence.published)
            same = [figure for figure in found if compare_figures(wanted, [figure]) == "right"]
            return sentence.quote[same[0].start : same[0].end] if same else None
        case TextGold() if item.kind in _NAMED:
            found_at = [
                re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence.quote) for words in item.gold.alternatives
            ]
            stands = [match[0] for match in found_at if match]
            whole = [words for words in stands if item.kind != "person" or " " in words]
            return max(whole, key=len, default=None)
        case _:
            return None
