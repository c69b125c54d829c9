"""Which words of a sentence are taught as the answer."""

import pytest

from eval.answers import Probe
from eval.gold_words import gold_key, gold_words
from eval.squad import GoldSpan
from eval.types import FigureGold, Gold, Item, ListGold, TextGold, YesNoGold
from qa.types import Evidence

GERMAN = "Seit 2019 leitet Prof. Dr. Petra Lindner das Amt in Norby, das mit 3,2 Mio. Euro gefördert wird."
ENGLISH = "Since 2019 Prof. Petra Lindner has led the office in Norby, which is funded with EUR 3.2 million."


def sentence(quote: str, language: str, path: str = "a.txt", start: int = 0) -> Evidence:
    return Evidence(1, "id", path, "", None, None, language, None, start, start + len(quote), quote, "", 1.0)


@pytest.mark.parametrize(
    ("gold", "kind", "german", "english"),
    [
        (FigureGold("amount", ("3200000",), "EUR"), "amount", "3,2 Mio. Euro", "EUR 3.2 million"),
        (FigureGold("date", ("2019",)), "date", "2019", "2019"),
        (FigureGold("amount", ("1", "2"), "EUR"), "amount", None, None),
        (FigureGold("count", ("7",)), "count", None, None),
        (TextGold("text", ("Norby", "Nor")), "place", "Norby", "Norby"),
        (TextGold("text", ("Lindner", "Petra Lindner")), "person", "Petra Lindner", "Petra Lindner"),
        (TextGold("text", ("Lindner",)), "person", None, None),
        (TextGold("text", ("Lindner",)), "purpose", None, None),
        (ListGold("list", (("Norby",), ("Amt",))), "place", None, None),
        (YesNoGold("yes_no", "yes"), "yes_no", None, None),
    ],
)
def test_a_figure_or_the_longest_wording_as_the_sentence_has_it(
    gold: Gold, kind: str, german: str | None, english: str | None
) -> None:
    """Of a person a set may name the surname alone, which is not how people are to be named."""
    item = Item("norby/1", "de", "?", kind, "answered", gold)
    assert gold_key(item, sentence(GERMAN, "de")) == german
    assert gold_key(item, sentence(ENGLISH, "en")) == english


def test_of_marked_answers_the_shortest_that_stands_in_this_sentence_or_its_translation() -> None:
    golds = (GoldSpan("de.txt", 105, 120, "im alten Norby"), GoldSpan("de.txt", 114, 119, "Norby"))
    there = (GoldSpan("en.txt", 7, 12, "Norby"), GoldSpan("en.txt", 300, 310, "old Norby"))
    probe = Probe("q", "Wo?", golds, ("de.txt",), ("en.txt",), translated=there)
    assert gold_words(probe, sentence(GERMAN, "de", "de.txt", 100)) == "Norby"
    assert gold_words(probe, sentence(ENGLISH, "en", "en.txt")) == "Norby"
    assert gold_words(probe, sentence(GERMAN, "de", "de.txt")) is None
