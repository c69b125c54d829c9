import pytest

from eval.check import problems
from eval.squad import document_of
from eval.types import FigureGold, Item, Support, TextGold

DOCUMENTS = {
    "de.md": document_of("de.md", "", "Bund und Länder geben\n200 Mio. Euro bis 2026.", "de"),
    "en.md": document_of("en.md", "", "It receives EUR 200 million until 2026.", "en"),
}


def item(id_="q", question="Wie viel?", gold=None, quote="200 Mio. Euro bis 2026.", path="de.md"):
    gold = gold or FigureGold("amount", ("200000000",), "EUR")
    return Item(id_, "de", question, "amount", "answered", gold, (Support(path, quote),))


@pytest.mark.parametrize(
    ("path", "quote"), [("de.md", "Länder geben 200 Mio. Euro"), ("en.md", "EUR 200 million until")]
)
def test_a_sound_set_has_no_problems(path, quote):
    assert list(problems([item(quote=quote, path=path)], DOCUMENTS)) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (item(path="gone.md"), "q: there is no document 'gone.md'"),
        (item(quote="EUR 200 million", path="de.md"), "q: de.md does not contain 'EUR 200 million'"),
        (item(gold=FigureGold("amount", ("240000000",), "EUR")), "amount 240000000 EUR"),
        (item(gold=FigureGold("date", ("2026-02",))), "date 2026-02"),
    ],
)
def test_what_is_wrong_is_told_with_the_item(wrong, message):
    found = list(problems([wrong], DOCUMENTS))
    assert any(message in problem for problem in found)
    assert all(problem.startswith("q: ") for problem in found)


def test_duplicates_are_found():
    twice = [item("a", "Wie viel?"), item("a", "Was?"), item("b", "wie  viel?")]
    assert list(problems(twice, DOCUMENTS)) == [
        "a: the id occurs more than once",
        "b: the same question as a",
    ]


def test_wordings_need_not_stand_in_the_support():
    gold = TextGold("text", ("Cologne",))
    assert list(problems([item(gold=gold)], DOCUMENTS)) == []
