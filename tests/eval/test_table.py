import pytest

from eval.check import problems
from eval.errors import DataError
from eval.questions import read_questions
from eval.sets import write_set
from eval.table import guess_gold
from eval.types import FigureGold, Item, TextGold, YesNoGold


@pytest.fixture
def read(tmp_path):
    def from_bytes(content, name="fragen.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_questions(file)

    return from_bytes


def test_each_row_is_a_question_with_what_can_be_guessed(read):
    items = read("Frage,Antwort\nWie viele Standorte hat das NUM?,37 Standorte\n\nWho pays for it?,\n")
    assert items == (
        Item("line-2", "de", "Wie viele Standorte hat das NUM?", "count", "answered", FigureGold("count", ("37",))),
        Item("line-4", "en", "Who pays for it?", items[1].kind, "not_in_documents", None),
    )
    assert list(problems(items, {})) == []


@pytest.mark.parametrize("heading", ["question;answer\n", ""])
def test_a_spreadsheet_in_german_parts_by_semicolons_and_writes_windows_letters(read, heading):
    content = f'{heading}Wer trägt das Netz?;"Bund; Länder"\nWas ist größer?;Köln;\n'.encode("cp1252")
    items = read(content)
    assert [item.question for item in items] == ["Wer trägt das Netz?", "Was ist größer?"]
    assert items[0].gold == TextGold("text", ("Bund; Länder",))


def test_a_text_over_several_lines_is_one_cell(read):
    items = read('question,answer\n"Who\nleads it?","The\nministry"\nWhen?,2020\n', "SET.CSV")
    assert [item.id for item in items] == ["line-2", "line-5"]
    assert items[0].question == "Who\nleads it?"


def test_tabs_and_a_byte_order_mark(read):
    (item,) = read("\ufeffquestion\tanswer\nSince when?\tApril 2020\n")
    assert item.gold == FigureGold("date", ("2020-04",))


@pytest.mark.parametrize(
    ("answer", "language", "gold"),
    [
        ("200 Mio. Euro", "de", FigureGold("amount", ("200000000",), "EUR")),
        ("EUR 200 million", "en", FigureGold("amount", ("200000000",), "EUR")),
        ("rund 200.000.000 Euro", "de", FigureGold("amount", ("200000000",), "EUR")),
        ("am 1. April 2020", "de", FigureGold("date", ("2020-04-01",))),
        ("on 1 April 2020", "en", FigureGold("date", ("2020-04-01",))),
        ("2018 bis 2022", "de", FigureGold("period", ("2018/2022",))),
        ("from 2018 to 2022", "en", FigureGold("period", ("2018/2022",))),
        ("12,5 Prozent", "de", FigureGold("percentage", ("12.5",))),
        ("12.5 per cent", "en", FigureGold("percentage", ("12.5",))),
        ("37 sites", "en", FigureGold("count", ("37",))),
        ("36 Standorte 2022, heute 37 Standorte", "de", TextGold("text", ("36 Standorte 2022, heute 37 Standorte",))),
        ("36 or 37 sites", "en", FigureGold("count", ("36", "37"))),
        ("Ja", "de", YesNoGold("yes_no", "yes")),
        ("No.", "en", YesNoGold("yes_no", "no")),
        ("Charité", "de", TextGold("text", ("Charité",))),
        ("five years", "en", TextGold("text", ("five years",))),
        (
            "ein Verbund von 37 Kliniken, der Daten der Versorgung für Forschung nutzt",
            "de",
            TextGold("text", ("ein Verbund von 37 Kliniken, der Daten der Versorgung für Forschung nutzt",)),
        ),
    ],
)
def test_the_gold_is_a_figure_where_there_is_little_else(answer, language, gold):
    assert guess_gold(answer, language) == gold


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "has no questions"),
        ("question,answer\n", "has no questions"),
        ("Wann?,2020\nWo?,Köln,Berlin\n", "line 2: 3 columns.*quotation marks"),
        ("Wann begann es?\n", "line 1: 1 columns"),
        ("Wann?,2020\n,2021\n", "line 2: there is no question"),
        ("Wann?,2020\nWo?,Köln\n wann? ,2021\n", "line 3: the same question as on line 1"),
        ('Wann?,"2020\n', "line 1: "),
        (b"%PDF-1.7", "cannot be read"),
    ],
)
def test_an_error_names_the_line_and_what_is_wrong(read, content, message):
    with pytest.raises(DataError, match=message) as error:
        read(content)
    assert "fragen.csv" in str(error.value)


def test_json_lines_are_read_as_before(tmp_path):
    items = (Item("a", "de", "Wann?", "date", "not_in_documents"),)
    write_set(tmp_path / "set.jsonl", items)
    assert read_questions(tmp_path / "set.jsonl") == items
