"""Rated answers as items that `python -m eval check` accepts."""

import json
from dataclasses import replace

import pytest

from eval.check import problems
from eval.rated import rated_items
from eval.sets import item_json, parse_item
from eval.types import FigureGold, ListGold, Rating, Support, TextGold
from index.types import Document
from qa.types import Answer, Citation, Claim, Span, Timings, Turn

OLD = "Am Netzwerk beteiligen sich alle 36 Standorte."
NEW = "Inzwischen arbeiten 37 Standorte zusammen."
CHAIR = "Professor Matthias Frosch leitet den Fakultätentag."
TEXTS = {"alt.txt": f"Das Netzwerk\n\n{OLD} {CHAIR}", "neu.txt": f"Das Netzwerk heute\n\n{NEW}"}
DOCUMENTS = {
    path: Document(path, path, "text/plain", path, None, "2022-10-28", "de", text) for path, text in TEXTS.items()
}


def near(_: str) -> list[Support]:
    return [Support("alt.txt", OLD), Support("alt.txt", CHAIR), Support("neu.txt", NEW)]


def claim(path: str, quote: str, key: str, text: str) -> Claim:
    start = TEXTS[path].index(quote)
    cited = Citation(path, path, "2022-10-28", None, start, start + len(quote), quote)
    at = start + quote.index(key)
    return Claim(text, "supported", (cited,), (Span(path, at, at + len(key), key),))


SITES_OLD = claim("alt.txt", OLD, "36", "36 Standorte beteiligen sich.")
SITES_NEW = claim("neu.txt", NEW, "37", "37 Standorte arbeiten zusammen.")
LED = claim("alt.txt", CHAIR, "Matthias Frosch", "Matthias Frosch leitet ihn.")


def rating(*claims: Claim, right: bool | None = True, status: str = "answered", **said) -> Rating:
    text = " ".join(one.text for one in claims) or "Das steht nicht in den Dokumenten."
    answer = Answer("Frage?", "de", status, text, claims, 0.9, (), Timings(0, 0, 0), {})
    return Rating(said.pop("question", "Wie viele Standorte?"), said.pop("history", ()), answer, right, **said)


def made(*ratings: Rating):
    items = rated_items(ratings, DOCUMENTS, near)
    assert list(problems(items, DOCUMENTS)) == []
    assert all(parse_item(json.dumps(item_json(item))) == item for item in items)
    return items


def test_a_confirmed_answer_becomes_its_figure_with_its_quotes() -> None:
    (item,) = made(rating(SITES_OLD))
    assert (item.status, item.gold) == ("answered", FigureGold("count", ("36",)))
    assert item.support == (Support("alt.txt", OLD),)
    assert item.id.startswith("rated-") and item.id.endswith("-de") and item.kind == "count"


def test_a_confirmed_name_becomes_its_wordings() -> None:
    (item,) = made(rating(LED, question="Wer leitet den Fakultätentag?"))
    assert item.gold == TextGold("text", ("Matthias Frosch", LED.text))


def test_a_confirmed_conflict_has_all_its_figures() -> None:
    (item,) = made(rating(SITES_NEW, SITES_OLD, status="conflicting"))
    assert (item.status, item.gold) == ("conflicting", FigureGold("count", ("37", "36")))
    assert len(item.support) == 2


def test_two_things_that_were_asked_are_a_list() -> None:
    (item,) = made(rating(LED, SITES_OLD, question="Wer leitet ihn, und wie viele sind es?"))
    assert isinstance(item.gold, ListGold) and len(item.gold.items) == 2


@pytest.mark.parametrize(
    "one", [rating(status="not_in_documents"), rating(SITES_OLD, right=False, nowhere=True)], ids=["refused", "nowhere"]
)
def test_what_the_documents_do_not_say_is_an_item_without_gold(one: Rating) -> None:
    (item,) = made(one)
    assert (item.status, item.gold, item.support) == ("not_in_documents", None, ())


@pytest.mark.parametrize(
    ("correction", "gold", "support"),
    [
        ("37", FigureGold("count", ("37",)), NEW),
        ("37 Standorte", FigureGold("count", ("37",)), NEW),
        ("Matthias Frosch", TextGold("text", ("Matthias Frosch",)), CHAIR),
    ],
)
def test_a_correction_is_backed_by_the_sentence_that_says_it(correction, gold, support) -> None:
    for status in ("answered", "not_in_documents"):
        claims = (SITES_OLD,) if status == "answered" else ()
        (item,) = made(rating(*claims, right=False, status=status, correction=correction))
        assert (item.status, item.gold) == ("answered", gold)
        assert [one.quote for one in item.support] == [support]


@pytest.mark.parametrize(
    "said",
    [
        {"right": False},
        {"right": None},
        {"right": False, "correction": "99 Standorte"},
        {"right": False, "correction": "Angela Merkel"},
    ],
)
def test_what_no_sentence_backs_is_left_out(said) -> None:
    assert made(rating(SITES_OLD, **said)) == ()


def test_a_quote_that_has_gone_is_left_out() -> None:
    changed = {"alt.txt": replace(DOCUMENTS["alt.txt"], text="Ganz anders.")}
    assert rated_items([rating(SITES_OLD)], changed, near) == ()


def test_the_last_word_counts_and_a_follow_up_is_another_question() -> None:
    turn = Turn("Wer trägt sie?", "Der Bund.")
    items = made(
        rating(SITES_OLD),
        rating(SITES_OLD, history=(turn,)),
        rating(SITES_OLD, right=False, question="wie viele  Standorte?", correction="37"),
        rating(LED, question="Wer?"),
        rating(LED, question="Wer?", right=None),
    )
    assert [(item.history, item.gold.values) for item in items] == [((), ("37",)), ((turn,), ("36",))]
    assert len({item.id for item in items}) == 2
