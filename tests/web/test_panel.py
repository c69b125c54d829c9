"""The document beside the answer, in a real browser."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from fpdf import FPDF
from playwright.sync_api import Page, expect

from index.read import read_document
from qa.types import Answer
from tests.web.fake_assistant import DOCUMENTS, FakeAssistant
from tests.web.pdf_file import PAGES, write_long_pdf, write_pdf
from web.texts import ENGLISH, GERMAN

FUNDING = "Wie hoch ist die Förderung der MII ab 2023?"


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked]", has_text=question)).to_be_visible()


def open_pdf(serve_page, open_page, folder: Path, locale: str) -> Page:
    """The page with a PDF open at the sentence that an answer cites."""
    (folder / "docs").mkdir()
    pdf = write_pdf(folder / "docs", "gwk-2026.pdf")
    url = serve_page(lambda: FakeAssistant((pdf, *DOCUMENTS[1:])), folder=folder / "docs")
    page: Page = open_page(url, locale=locale)
    ask(page, "How many sites take part in the NUM?")
    page.locator("#current .card", has_text="37").click()
    return page


def test_panel_moves_between_the_citations_of_the_answer(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    ask(page, FUNDING)
    page.locator("#current .backed").first.click()
    source = page.locator(".source")
    expect(source.locator(".steps [role=status]")).to_have_text("Beleg 1 von 2")
    expect(source.get_by_role("button", name="Voriger Beleg")).to_be_disabled()
    source.get_by_role("button", name="Nächster Beleg").click()
    expect(source.locator("h2")).to_have_text("The Medical Informatics Initiative at a glance")
    expect(source.locator(".steps [role=status]")).to_have_text("Beleg 2 von 2")
    expect(source.locator("mark.key")).to_have_text(["EUR 200 million", "2023 to 2026"])
    expect(source.get_by_role("button", name="Nächster Beleg")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(source).to_have_count(0)
    expect(page.locator("#current .card").nth(1)).to_be_focused()


@pytest.mark.parametrize(("locale", "as_text"), [("de-DE", "Text"), ("en-GB", "Plain text")])
def test_pdf_is_its_page_with_the_sentence_boxed_and_its_text(serve_page, open_page, tmp_path, locale, as_text):
    page = open_pdf(serve_page, open_page, tmp_path, locale)
    source = page.locator(".source")
    expect(source.locator(".box.sentence").first).to_be_in_viewport()
    picture = source.locator("img").nth(1)
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") >= 1000
    sentence, figure = source.locator(".box.sentence").first.bounding_box(), source.locator(".box.key").bounding_box()
    assert sentence["x"] < figure["x"] < sentence["x"] + sentence["width"]
    assert abs(sentence["y"] - figure["y"]) < 4 and figure["width"] < 40
    source.get_by_role("button", name=as_text).click()
    expect(source.locator("mark.cited").first).to_be_in_viewport()
    expect(source.locator("img").first).not_to_be_visible()
    with page.expect_download() as download:
        source.get_by_role("link").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_document_opened_while_writing_gets_the_figure_marked_when_the_answer_is_checked(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(pace=0.25)))
    page.get_by_role("textbox").fill(FUNDING)
    page.keyboard.press("Enter")
    page.locator("#current .card").first.click()
    source = page.locator(".source")
    expect(source.locator("mark.cited")).to_be_visible()
    expect(source.locator("mark.key")).to_have_count(0)
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()
    expect(source.locator("mark.key")).to_have_text("rund 200 Mio. Euro")
    page.keyboard.press("Escape")
    expect(page.locator("#current .card").first).to_be_focused()


def test_card_being_clicked_while_the_answer_arrives_opens_its_document(serve_page, open_page):
    loaded = threading.Event()

    class Held(FakeAssistant):
        def stream(self, question, **options):
            pieces = super().stream(question, **options)
            yield next(pieces)
            loaded.wait(10)
            yield from pieces

    page = open_page(serve_page(Held))
    page.get_by_role("textbox").fill(FUNDING)
    page.keyboard.press("Enter")
    quote = page.locator("#current .card q").first
    quote.hover()
    page.mouse.down()
    loaded.set()
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()
    quote.hover()
    page.mouse.up()
    expect(page.locator(".source mark.key")).to_have_text("rund 200 Mio. Euro")


@pytest.mark.parametrize(
    ("locale", "name", "beginning"),
    [
        ("de-DE", "Zu dieser Stelle fragen", "Was bedeutet „Prof. Matthias Frosch, Präsident"),
        (
            "en-GB",
            ENGLISH.ask_selection,
            ENGLISH.selection_question.split("{}")[0] + "Prof. Matthias Frosch, Präsident",
        ),
    ],
)
def test_selected_passage_can_be_asked_about(serve_page, open_page, locale, name, beginning):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    ask(page, FUNDING)
    page.locator("#current .card").first.click()
    button = page.get_by_role("button", name=name)
    expect(button).to_have_count(0)
    page.locator(".source .text p").last.select_text()
    button.click()
    expect(page.locator(".source")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_be_focused()
    assert page.get_by_role("textbox").input_value().startswith(beginning)
    page.keyboard.press("Enter")
    expect(page.locator("#current .question")).to_contain_text(beginning)


@pytest.mark.parametrize(
    ("locale", "name", "question"),
    [
        ("de-DE", GERMAN.ask_selection, GERMAN.selection_question),
        ("en-GB", ENGLISH.ask_selection, ENGLISH.selection_question),
    ],
)
def test_passage_on_the_picture_of_a_page_is_selected_and_asked_about(
    serve_page, open_page, tmp_path, locale, name, question
):
    page = open_pdf(serve_page, open_page, tmp_path, locale)
    expect(page.locator(".source .box.sentence").first).to_be_in_viewport()
    lines = page.locator(".source .sheet").nth(1).locator(".line")
    first, last = lines.nth(1).bounding_box(), lines.last.bounding_box()
    picture = page.locator(".source img").nth(1).bounding_box()
    assert picture["x"] < first["x"] and first["x"] + first["width"] < picture["x"] + picture["width"]
    page.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 1, last["y"] + last["height"] / 2, steps=5)
    page.mouse.up()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("textbox")).to_be_focused()
    selected = page.get_by_role("textbox").input_value()
    assert selected == question.format(PAGES[1][1])


def test_hyphens_at_the_ends_of_printed_lines_are_not_asked_about(serve_page, open_page, tmp_path):
    pdf = FPDF(format="A5")
    pdf.add_page()
    pdf.set_font("Helvetica", "", 12)
    for line in ("Die Universitäts-", "medizin fördert den Auf-", "und Ausbau, and the net-", "work grows."):
        pdf.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    pdf.output(tmp_path / "a.pdf")
    document = read_document(tmp_path / "a.pdf", tmp_path, max_bytes=10**7)
    page = open_page(serve_page(lambda: FakeAssistant((document,)), folder=tmp_path))
    page.get_by_role("tab", name=GERMAN.documents_tab).click()
    page.locator("[data-document]").click()
    expect(page.locator(".source .line")).to_have_count(4)
    page.locator(".source .sheet").select_text()
    page.get_by_role("button", name=GERMAN.ask_selection).click()
    words = "Die Universitätsmedizin fördert den Auf- und Ausbau, and the network grows."
    expect(page.get_by_role("textbox")).to_have_value(GERMAN.selection_question.format(words))


LANGUAGES = pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])


@LANGUAGES
def test_every_page_of_a_long_pdf_can_be_reached(serve_page, open_page, tmp_path, locale, texts):
    long = write_long_pdf(tmp_path, 40)
    page = open_page(serve_page(lambda: FakeAssistant((long,)), folder=tmp_path), locale=locale)
    page.get_by_role("tab", name=texts.documents_tab).click()
    page.locator("#documents [data-document]").click()
    source = page.locator(".source")
    shown = source.locator(".further span").first
    expect(shown).to_have_text(texts.pages_shown.format(1, 11, 40))
    expect(source.get_by_role("button", name=texts.earlier_pages)).to_have_count(0)
    numbers = "all => all.map(one => Number(one.dataset.number))"
    reached = set(source.locator("figure").evaluate_all(numbers))
    for wanted, first, last in ((12, 2, 22), (23, 13, 33), (34, 24, 40)):
        source.get_by_role("button", name=texts.later_pages).last.focus()
        page.keyboard.press("Enter")
        expect(shown).to_have_text(texts.pages_shown.format(first, last, 40))
        expect(source.locator(f"figure[data-number='{wanted}'] .line").first).to_be_in_viewport()
        expect(source.locator(".pages")).to_be_focused()
        reached |= set(source.locator("figure").evaluate_all(numbers))
    assert reached == set(range(1, 41))
    expect(source.get_by_role("button", name=texts.later_pages)).to_have_count(0)
    source.get_by_role("button", name=texts.earlier_pages).first.click()
    expect(source.locator("figure[data-number='23'] .line").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#documents [data-document]")).to_be_focused()


@LANGUAGES
def test_cited_sentence_is_asked_about_with_the_keyboard(serve_page, open_page, tmp_path, locale, texts):
    page = open_pdf(serve_page, open_page, tmp_path, locale)
    expect(page.locator(".source .further")).to_have_count(0)
    button = page.get_by_role("button", name=texts.ask_sentence)
    for _ in range(10):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".source")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_be_focused()
    sentence = PAGES[1][1].removeprefix("Der Bund wird alles zahlen. ").removesuffix(" Ende.")
    expect(page.get_by_role("textbox")).to_have_value(texts.selection_question.format(sentence))


def test_without_a_cited_sentence_none_is_asked_about(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    page.get_by_role("tab", name=GERMAN.documents_tab).click()
    page.locator("#documents [data-document]").first.click()
    expect(page.locator(".source .text")).to_be_visible()
    expect(page.get_by_role("button", name=GERMAN.ask_sentence)).to_have_count(0)


def test_on_a_phone_the_panel_covers_the_page_and_keeps_the_keyboard(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant), width=390, height=844)
    ask(page, FUNDING)
    page.locator("#current .card").first.click()
    expect(page.locator(".source")).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('.source')")
    page.keyboard.press("Escape")
    expect(page.locator("#current .card").first).to_be_focused()


@pytest.mark.parametrize(
    ("locale", "question", "position"),
    [("de-DE", "Wie viel ist das?", GERMAN.nearest_position), ("en-GB", "What is that?", ENGLISH.nearest_position)],
)
def test_sentences_near_a_refused_question_are_not_called_receipts(serve_page, open_page, locale, question, position):
    class Near(FakeAssistant):
        def _answer(self, question: str) -> Answer:
            also = self.cite("mii-num-2022.txt", "Am NUM beteiligen sich")
            refusal = super()._answer(question)
            return replace(refusal, nearest=(*refusal.nearest, also))

    page = open_page(serve_page(Near), locale=locale)
    ask(page, question)
    page.locator("#current .card").first.click()
    expect(page.locator(".source .steps [role=status]")).to_have_text(position.format(1, 2))
