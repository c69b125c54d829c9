"""The page for everybody: axe-core finds nothing serious, and a keyboard is enough."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from qa.serialise import answer_json
from tests.web.fake_assistant import DOCUMENTS, FakeAssistant
from tests.web.pdf_file import write_pdf

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


def test_a_screen_reader_hears_each_step_and_the_answer_once(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(pace=0.1)))
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


def test_nothing_moves_for_those_who_asked_for_it(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(pace=0.2)))
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("textbox").fill(QUESTIONS["de-DE"][0])
    page.keyboard.press("Enter")
    expect(page.locator("#current .written")).to_be_visible()
    assert (
        page.evaluate("document.getAnimations().filter(one => one.effect.getTiming().iterations === Infinity).length")
        == 0
    )
