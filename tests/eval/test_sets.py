import json

import pytest

from eval.errors import DataError
from eval.sets import item_json, read_set, write_set
from eval.types import FigureGold, Item, ListGold, Support, TextGold, YesNoGold
from qa.types import Turn

GERMAN = {
    "schema": 1,
    "id": "de-1",
    "language": "de",
    "question": "Wie viel Geld fließt bis 2026?",
    "history": [{"question": "Was ist das NUM?", "answer": "Ein Netzwerk."}],
    "kind": "amount",
    "status": "answered",
    "gold": {"type": "amount", "value": "240000000", "currency": "EUR"},
    "support": [{"document": "num.md", "quote": "Das NUM erhält 240 Mio. Euro."}],
    "near_miss": None,
    "tags": ["money"],
}
ENGLISH = GERMAN | {"id": "en-1", "language": "en", "question": "How much?", "history": [], "tags": []}


def lines(*items):
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        path = tmp_path / "set.jsonl"
        path.write_text(text, encoding="utf-8")
        return read_set(path)

    return from_text


def test_an_item_keeps_all_that_its_line_says(read):
    (item,) = read(lines(GERMAN))
    assert item == Item(
        id="de-1",
        language="de",
        question="Wie viel Geld fließt bis 2026?",
        kind="amount",
        status="answered",
        gold=FigureGold("amount", ("240000000",), "EUR"),
        support=(Support("num.md", "Das NUM erhält 240 Mio. Euro."),),
        history=(Turn("Was ist das NUM?", "Ein Netzwerk."),),
        near_miss=None,
        tags=("money",),
    )


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        ({"type": "date", "value": "2026-02"}, FigureGold("date", ("2026-02",))),
        ({"type": "period", "value": "2018/2022"}, FigureGold("period", ("2018/2022",))),
        ({"type": "count", "value": 37}, FigureGold("count", ("37",))),
        ({"type": "count", "values": ["36", 37]}, FigureGold("count", ("36", "37"))),
        ({"type": "percentage", "value": "12.50"}, FigureGold("percentage", ("12.5",))),
        ({"type": "amount", "value": 2e8, "currency": "EUR"}, FigureGold("amount", ("200000000",), "EUR")),
        ({"type": "text", "alternatives": ["Köln", "Cologne"]}, TextGold("text", ("Köln", "Cologne"))),
        (
            {"type": "list", "items": [["DFG"], ["BMFTR", "BMBF"]]},
            ListGold("list", (("DFG",), ("BMFTR", "BMBF"))),
        ),
        ({"type": "yes_no", "value": "no"}, YesNoGold("yes_no", "no")),
    ],
)
def test_every_type_of_gold_is_read(read, gold, expected):
    (item,) = read(lines(ENGLISH | {"gold": gold}))
    assert item.gold == expected


def test_a_set_survives_being_written(read, tmp_path):
    unanswerable = ENGLISH | {
        "id": "en-2",
        "status": "not_in_documents",
        "gold": None,
        "support": [],
        "near_miss": "another year\u2028is there",
    }
    several = ENGLISH | {"id": "en-3", "status": "conflicting", "gold": {"type": "count", "values": [36, 37]}}
    items = read(lines(GERMAN, unanswerable, several))
    write_set(tmp_path / "again.jsonl", items)
    assert read_set(tmp_path / "again.jsonl") == items


def test_the_json_of_an_item_is_pinned(read):
    (item,) = read(lines(GERMAN))
    assert json.loads(json.dumps(item_json(item))) == GERMAN


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "schema 1"),
        ({"proposal": True}, "nobody has accepted yet"),
        ({"language": "fr"}, "language"),
        ({"gold": {"type": "money", "value": "1"}}, "money"),
        ({"gold": {"type": "count", "value": "many"}}, "'many' is not a number"),
        ({"gold": {"type": "count", "value": "NaN"}}, "'NaN' is not a number"),
        ({"gold": {"type": "count", "value": 1, "values": [1]}}, "both"),
        ({"gold": {"type": "count", "values": []}}, "no value"),
        ({"gold": {"type": "date", "value": "April 2020"}}, "'April 2020' is not a date"),
        ({"gold": {"type": "period", "value": "2018-2022"}}, "'2018-2022' is not a period"),
        ({"gold": {"type": "amount", "value": "5"}}, "currency"),
        ({"gold": {"type": "yes_no", "value": "maybe"}}, "yes_no"),
        ({"gold": {"type": "text", "alternatives": [5]}}, "alternatives"),
        ({"gold": None}, "needs gold and support"),
        ({"support": []}, "needs gold and support"),
        ({"status": "not_in_documents"}, "neither gold nor support"),
        ({"nearmiss": "x"}, "nearmiss"),
    ],
)
def test_an_error_names_the_line_and_what_is_wrong(read, change, message):
    with pytest.raises(DataError, match=r"set\.jsonl, line 3: ") as error:
        read(lines(GERMAN) + "\n" + lines(ENGLISH | change))
    assert message in str(error.value)


def test_every_line_that_is_wrong_is_told(read):
    with pytest.raises(DataError) as error:
        read("{\n" + lines(GERMAN, ENGLISH | {"gold": None}) + "[]\n")
    assert [told.partition(":")[0].rpartition("/")[2] for told in str(error.value).splitlines()] == [
        "set.jsonl, line 1",
        "set.jsonl, line 3",
        "set.jsonl, line 4",
    ]


@pytest.mark.parametrize("line", ["{", "[]", '"x"'])
def test_a_line_that_is_no_object_is_refused(read, line):
    with pytest.raises(DataError, match="line 1"):
        read(line)


def test_a_missing_set_is_named(tmp_path):
    with pytest.raises(DataError, match=r"nowhere\.jsonl"):
        read_set(tmp_path / "nowhere.jsonl")
