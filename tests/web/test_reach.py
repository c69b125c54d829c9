"""What the page must reach: small, right in its basics, and the same with many turns of a conversation."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from qa.types import LONGEST_QUESTION
from tests.web.fake_assistant import FakeAssistant
from web.exchange import Exchange
from web.layout import STATIC

QUESTIONS = {
    "de-DE": (
        "Wie hoch ist die Förderung der MII ab 2023?",
        "Wie viele Standorte?",
        "Wie hoch ist das Budget der DFG?",
    ),
    "en-GB": ("How much funding is there?", "How many sites are there?", "What is the budget of the DFG?"),
}


def test_own_styles_and_scripts_are_under_60_kilobytes():
    own = [file for file in STATIC.rglob("*") if file.is_file()]
    assert own and {file.suffix for file in own} == {".css", ".js"}
    assert sum(file.stat().st_size for file in own) < 60_000
    templates = Path(STATIC).parent / "templates"
    assert not [
        file.name for file in templates.iterdir() if "<script" in file.read_text() or "<style" in file.read_text()
    ]


@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
def test_the_question_box_takes_what_can_be_answered_and_no_more(serve_page, open_page, locale):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    expect(page.get_by_role("textbox")).to_have_attribute("maxlength", str(LONGEST_QUESTION))


@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
def test_title_language_viewport_and_labels_are_right(serve_page, open_page, locale):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    expect(page.locator(".welcome h2")).to_be_visible()
    assert page.title() == "Beleg"
    expect(page.locator("html")).to_have_attribute("lang", locale[:2])
    viewport = page.locator("meta[name=viewport]").get_attribute("content")
    assert "width=device-width" in viewport and "maximum-scale" not in viewport and "user-scalable" not in viewport
    expect(page.get_by_role("heading", level=1)).to_have_text("Beleg")
    for number in range(page.get_by_role("tab").count()):
        page.get_by_role("tab").nth(number).click()
        page.wait_for_timeout(200)
        for kind in ("button", "textbox", "searchbox", "link", "radio", "combobox"):
            for one in page.get_by_role(kind).all():
                assert one.evaluate("e => (e.innerText || e.ariaLabel || e.labels?.[0]?.innerText || '').trim()"), (
                    one.evaluate("e => e.outerHTML")
                )


@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
def test_a_conversation_of_a_hundred_turns_goes_on(serve_page, open_page, monkeypatch, locale):
    assistant = FakeAssistant()
    asked = (QUESTIONS[locale] * 34)[:100]
    turns = tuple(Exchange(question, "checked", answer=assistant.ask(question)) for question in asked)
    monkeypatch.setattr("web.asking.restored", lambda kept: turns)
    page = open_page(serve_page(lambda: assistant), locale=locale)
    expect(page.locator(".exchange")).to_have_count(100)
    question = QUESTIONS[locale][1]
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".exchange")).to_have_count(101)
    current = page.locator("#current .exchange[data-stage=checked]")
    expect(current.locator(".question")).to_have_text(question)
    expect(current.locator(".question")).to_be_in_viewport()
    assert len(assistant.history) == 100
    page.locator("#earlier .card").first.click()
    expect(page.locator(".source mark.key")).to_have_text("rund 200 Mio. Euro")
    page.keyboard.press("Escape")
    monkeypatch.undo()
    page.reload()
    expect(page.locator(".exchange")).to_have_count(100)
