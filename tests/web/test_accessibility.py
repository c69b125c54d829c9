"""The page for everybody: axe-core finds nothing serious, and a keyboard is enough."""

import json
import threading
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from qa.serialise import answer_json
from qa.types import Answer
from tests.web.fake_assistant import DOCUMENTS, FakeAssistant
from tests.web.folder_assistant import FolderAssistant
from tests.web.pdf_file import write_pdf
from web.texts import ENGLISH, GERMAN

LANGUAGES = pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])

QUESTIONS = {
    "de-DE": (
        "Wie hoch ist die Förderung der MII ab 2023?",
        "Wie viele Standorte beteiligen sich am NUM?",
        "Wie groß ist die Universtiätsmedizin?",
    ),
    "en-GB": (
        "How much funding does the MII get?",
        "How many sites take part in the NUM?",
        "How large is Medical Infromatics?",
    ),
}


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked]", has_text=question)).to_be_visible()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and its own best practices, the serious and critical of it."""
    # axe-core leaves out the one rule of WCAG 2.2 unless it is asked for.
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("locale", "width"), [("de-DE", 1280), ("en-GB", 390)])
def test_axe_finds_nothing_serious_in_any_state(serve_page, open_page, tmp_path, theme, locale, width):
    pdf = write_pdf(tmp_path, "gwk-2026.pdf")
    page = open_page(
        serve_page(lambda: FakeAssistant((pdf, *DOCUMENTS[1:])), folder=tmp_path, runs=tmp_path / "runs"),
        locale=locale,
        width=width,
    )
    (tmp_path / "runs" / "one").mkdir(parents=True)
    (tmp_path / "runs" / "one" / "report.html").write_text('<!doctype html><html lang="en"><title>R</title><h1>R</h1>')
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.reload()
    expect(page.locator(".welcome h2")).to_be_visible()
    assert violations(page) == []
    for question in QUESTIONS[locale]:
        page.get_by_role("textbox").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("#current .exchange[data-stage=checked]", has_text=question)).to_be_visible()
        assert violations(page) == []
    expect(page.locator("#current .meant")).to_be_visible()
    page.locator("#current .thumbs .down").click()
    expect(page.locator("#current .correction")).to_be_visible()
    assert violations(page) == []
    page.locator("#earlier .by-date .card").first.click()
    expect(page.locator(".source .box").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    for tab in page.get_by_role("tab").all()[1:]:
        tab.click()
        page.wait_for_timeout(200)
        assert violations(page) == []
    page.get_by_role("tab").nth(1).click()
    page.locator("[data-correct]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.locator("#editor-published").fill("?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("tab").nth(2).click()
    shape = answer_json(FakeAssistant().ask(QUESTIONS[locale][0]))
    page.locator("#receipt input").set_input_files(
        [{"name": "beleg.json", "mimeType": "application/json", "buffer": json.dumps(shape).encode()}]
    )
    expect(page.locator(".verdict.failed .faults").first).to_be_visible()
    assert violations(page) == []


def test_everything_is_reached_with_the_keyboard_alone(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type(QUESTIONS["de-DE"][0])
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()
    reached = []
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        reached.append(page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel"))
        if reached[-1] == "Fragen":
            break
    for name in ("Nachweis speichern", "Frage ändern", "Kopieren", "1", "2", "200 Mio. Euro"):
        assert name in reached
    page.locator("#current .backed").last.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".source")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#current .backed").last).to_be_focused()


class Reworded(FakeAssistant):
    """Understands every question as another."""

    def _answer(self, question: str) -> Answer:
        return replace(super()._answer(question), question="Wie hoch ist die Förderung?")


@pytest.mark.parametrize("assistant", [FakeAssistant, Reworded])
def test_a_screen_reader_hears_each_step_and_the_answer_once(serve_page, open_page, assistant):
    page = open_page(serve_page(lambda: assistant(pace=0.1)))
    page.get_by_role("textbox").fill(QUESTIONS["de-DE"][0])
    page.keyboard.press("Enter")
    answer = page.locator("#current .answer[aria-live=polite]")
    expect(answer).to_have_attribute("aria-busy", "true")
    expect(page.locator("#current").get_by_role("status")).to_contain_text("noch ungeprüft")
    # A region that is replaced by another is not read out, so both must stay the same to the end.
    page.locator("#current :is([aria-live], [role=status])").evaluate_all("all => all.forEach(one => one.stays = true)")
    expect(answer).to_have_attribute("aria-busy", "false")
    expect(page.locator("#current").get_by_role("status")).to_contain_text("Geprüft")
    for region in (answer, page.locator("#current").get_by_role("status")):
        assert region.evaluate("one => one.stays")


_MOVING = "document.getAnimations().filter(one => one.animationName === 'breathe').length"


def test_nothing_moves_for_those_who_asked_for_it(serve_page, open_page, folder):
    pause = threading.Event()

    class Slow(FolderAssistant):
        def stream(self, question, **options):
            yield next(pieces := super().stream(question, **options))
            pause.wait(20)
            yield from pieces

    page = open_page(serve_page(lambda: Slow(folder, pause=pause), folder=folder))
    page.get_by_role("textbox").fill("Was?")
    page.keyboard.press("Enter")
    expect(page.locator("#current .answer[aria-busy=true]")).to_be_visible()
    for motion, moving in (("no-preference", 1), ("reduce", 0)):
        page.emulate_media(reduced_motion=motion)
        assert page.evaluate(_MOVING) == moving
    page.get_by_role("tab", name=GERMAN.documents_tab).click()
    page.locator("#upload input[type=file]").set_input_files(
        [{"name": "neu.txt", "mimeType": "text/plain", "buffer": b"Ein neuer Satz."}]
    )
    expect(page.locator("#documents .reading")).to_be_visible()
    for motion, moving in (("no-preference", 1), ("reduce", 0)):
        page.emulate_media(reduced_motion=motion)
        assert page.evaluate(_MOVING) == moving
    pause.set()


@LANGUAGES
def test_how_sure_an_answer_is_is_explained_to_the_keyboard_and_to_a_screen_reader(
    serve_page, open_page, locale, texts
):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    ask(page, QUESTIONS[locale][0])
    sure = page.get_by_role("button", name=texts.sure.split("{}")[-1].strip())
    meaning = page.locator("#current .meaning")
    expect(sure).to_have_attribute("aria-expanded", "false")
    expect(meaning).to_be_hidden()
    sure.focus()
    page.keyboard.press("Enter")
    expect(sure).to_have_attribute("aria-expanded", "true")
    expect(meaning).to_have_text(texts.sure_meaning)
    assert sure.get_attribute("aria-controls") == meaning.get_attribute("id")
    page.keyboard.press("Space")
    expect(meaning).to_be_hidden()


def tab_to(page: Page, place: Locator, key: str = "Tab") -> None:
    """Goes on with the keyboard until that has the focus."""
    for _ in range(60):
        if place.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{place} is not reached")


@LANGUAGES
def test_documents_are_added_removed_and_brought_back_with_the_keyboard_alone(
    serve_page, open_page, folder, locale, texts
):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    expect(page.get_by_role("textbox")).to_be_focused()
    tab_to(page, page.get_by_role("tab", name=texts.documents_tab), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#documents table")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        tab_to(page, page.locator("#upload button").first)
        page.keyboard.press("Enter")
    chooser.value.set_files([{"name": "neu.txt", "mimeType": "text/plain", "buffer": b"Ein neuer Satz."}])
    expect(page.locator("#change")).to_contain_text(texts.file_added.format("neu.txt"))
    title = page.locator("#documents tbody tr", has_text="neu.txt").locator("th").get_attribute("data-value")
    tab_to(page, page.get_by_role("button", name=texts.remove_document.format(title)))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=texts.undo)).to_be_focused()
    assert not (folder / "neu.txt").exists()
    page.keyboard.press("Enter")
    expect(page.locator("#change")).to_contain_text(texts.file_back.format("neu.txt"))
    expect(page.locator("#change .change")).to_be_focused()
    assert (folder / "neu.txt").exists()


@LANGUAGES
def test_citations_are_gone_through_with_the_keyboard_alone(serve_page, open_page, locale, texts):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    ask(page, QUESTIONS[locale][0])
    tab_to(page, page.locator("#current .card").first, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".source")).to_be_focused()
    steps = page.locator(".source .steps [role=status]")
    tab_to(page, page.get_by_role("button", name=texts.next_citation))
    page.keyboard.press("Enter")
    expect(steps).to_have_text(texts.citation_position.format(2, 2))
    tab_to(page, page.get_by_role("button", name=texts.previous_citation), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(steps).to_have_text(texts.citation_position.format(1, 2))
    page.keyboard.press("Escape")
    expect(page.locator("#current .card").first).to_be_focused()


@LANGUAGES
def test_every_tab_is_opened_with_the_keyboard_alone(serve_page, open_page, locale, texts):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    expect(page.get_by_role("textbox")).to_be_focused()
    for name, part in (
        (texts.documents_tab, "#documents table"),
        (texts.trust_tab, "#strictness table"),
        (texts.report_tab, "#report h2"),
        (texts.ask_tab, "#question-box"),
    ):
        tab_to(page, page.get_by_role("tab", name=name), "Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.locator(part)).to_be_visible()


@LANGUAGES
def test_what_was_done_to_the_documents_comes_into_a_region_that_was_there_before(
    serve_page, open_page, folder, locale, texts
):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    page.get_by_role("tab", name=texts.documents_tab).click()
    region = page.locator("#change [role=status]")
    expect(region).to_have_text("")
    region.evaluate("one => one.stays = true")
    page.get_by_role("button", name=texts.refresh).click()
    expect(region).to_contain_text(texts.refreshed)
    assert region.evaluate("one => one.stays")


@pytest.mark.parametrize("width", [1280, 390])
def test_what_can_be_undone_stays_in_sight_beside_a_long_list(serve_page, open_page, folder, width):
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"Bericht {number}. Ein Satz.", "utf-8")
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), width=width, height=600)
    page.get_by_role("tab", name=GERMAN.documents_tab).click()
    page.locator("[data-remove]").nth(25).click()
    undo = page.get_by_role("button", name=GERMAN.undo)
    expect(undo).to_be_focused()
    expect(undo).to_be_in_viewport()
    assert page.evaluate("scrollY") > 300
