import pytest

from eval.check import doubts_of_set, doubts_of_table, problems
from eval.squad import document_of
from eval.table import guess_gold
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


def unanswerable(id_, near_miss):
    return Item(id_, "en", f"Who is {id_}?", "person", "not_in_documents", near_miss=near_miss)


def test_an_unanswerable_question_had_better_say_what_comes_near():
    items = [item(), unanswerable("a", "Somebody is named."), unanswerable("b", None), unanswerable("c", "")]
    assert [doubt.partition(":")[0] for doubt in doubts_of_set(items)] == ["b", "c"]


@pytest.mark.parametrize(
    ("answer", "language", "unread"),
    [
        ("3x so viel", "de", True),
        ("COVID-19", "de", True),
        ("version 1.2.3", "en", True),
        ("der 2020 gegründete Verbund aus 37 Standorten", "de", False),
        ("5–7 Mrd. Euro", "de", False),
        ("EUR 200 million", "en", False),
        ("the ministry", "en", False),
    ],
)
def test_an_answer_with_digits_that_are_no_figure_for_us_is_doubtful(answer, language, unread):
    one = Item("line-2", language, "?", "other", "answered", guess_gold(answer, language))
    doubts = list(doubts_of_table([one]))
    assert bool(doubts) == unread
    assert all(doubt.startswith("line-2: ") and repr(answer) in doubt for doubt in doubts)
