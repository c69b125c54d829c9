"""An answer copied as Markdown."""

from markdown_it import MarkdownIt

from tests.web.fake_assistant import FakeAssistant
from web.cards import citation_cards
from web.markdown import answer_markdown, plain
from web.texts import ENGLISH, GERMAN


def copied(question, texts):
    assistant = FakeAssistant()
    answer = assistant.ask(question)
    return answer_markdown(question, answer, citation_cards(answer, assistant.document), texts)


def test_claims_carry_footnotes_with_quote_title_date_page_and_file():
    text = copied("Wie viele Standorte gibt es?", GERMAN)
    assert "[^1]: „Alle 37 Universitätskliniken arbeiten im NUM zusammen.“ – " in text
    assert "19. Februar 2026, Seite 2, gwk-2026.pdf" in text


def test_each_value_of_a_conflict_has_its_own_footnote():
    lines = copied("Wie viele Standorte gibt es?", GERMAN).split("\n\n")
    assert lines[1:4] == [
        "Die Dokumente unterscheiden sich: 37 (19. Februar 2026), 36 (28. Oktober 2022).",
        "Alle 37 Universitätskliniken arbeiten im NUM zusammen.[^1]",
        "Am NUM beteiligen sich alle 36 Standorte der deutschen Universitätsmedizin.[^2]",
    ]
    lines = copied("How many sites are there?", ENGLISH).split("\n\n")
    assert lines[2:4] == [
        "All 37 university hospitals take part in the NUM.[^1]",
        "At the end of October 2022, 36 sites of German university medicine take part in the NUM.[^2]",
    ]


def test_what_is_not_supported_is_left_out_in_english_too():
    text = copied("How much funding is there?", ENGLISH)
    assert "From 2023 to 2026 the MII receives about EUR 200 million.[^1][^2]" in text
    assert "28 October 2022" in text and "Länder add" not in text


def test_a_refusal_is_copied_as_such():
    assert "Das steht nicht in den Dokumenten." in copied("Wie hoch ist das Budget?", GERMAN)


def test_nothing_in_a_text_becomes_markup():
    hostile = "![x](http://a/b) <img src=x> [y](javascript:1) `c` *d* __e__ | f # g ~~h~~ <http://i/>"
    assert MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(plain(hostile)).count("<") == 2
