"""What a person uses is in sight: nothing that has the focus lies under something else, nothing is cut off."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.web.fake_assistant import FakeAssistant
from tests.web.folder_assistant import FolderAssistant
from web.texts import ENGLISH, GERMAN

QUESTIONS = {
    "de-DE": ("Wie hoch ist die Förderung der MII?", "Wie viele Standorte?", "Wie hoch ist das Budget?"),
    "en-GB": ("How much funding does the MII get?", "How many sites are there?", "What is the budget of it?"),
}
TEXTS = {"de-DE": GERMAN, "en-GB": ENGLISH}

_HIDDEN = """() => {
  const focused = document.activeElement;
  const { left, top, width, height } = focused.getClientRects()[0] ?? {};
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  return focused === document.body || focused.contains(above) ? "" : focused.outerHTML.slice(0, 120);
}"""
"""What has the focus, if something else lies over its middle (WCAG 2.2, 2.4.11)."""


def ask_all(page: Page, locale: str) -> None:
    for question in QUESTIONS[locale]:
        page.get_by_role("textbox").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("#current .exchange[data-stage=checked]", has_text=question)).to_be_visible()


def hidden_with_the_focus(page: Page, key: str, times: int) -> list[str]:
    found = []
    for _ in range(times):
        page.keyboard.press(key)
        found.append(page.evaluate(_HIDDEN))
    return [one for one in found if one]


@pytest.mark.parametrize(("locale", "width"), [("de-DE", 1280), ("en-GB", 1100), ("de-DE", 1000), ("en-GB", 390)])
def test_what_has_the_focus_is_never_under_something_else(serve_page, open_page, locale, width):
    page = open_page(serve_page(FakeAssistant), locale=locale, width=width, height=600)
    ask_all(page, locale)
    assert hidden_with_the_focus(page, "Shift+Tab", 30) == []
    page.locator("#earlier .card").first.click()
    expect(page.locator(".source")).to_be_focused()
    assert hidden_with_the_focus(page, "Tab", 40) == []


@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
@pytest.mark.parametrize("width", [1280, 1100, 390])
def test_list_of_documents_is_whole_beside_an_open_one_and_can_be_sorted(
    serve_page, open_page, tmp_path, locale, width
):
    for name in ("Bericht.txt", "Anhang.txt"):
        (tmp_path / name).write_text(f"{name} hat einen Satz.", "utf-8")
    page = open_page(
        serve_page(lambda: FolderAssistant(tmp_path), folder=tmp_path), locale=locale, width=width, height=844
    )
    page.get_by_role("tab").nth(1).click()
    page.get_by_role("button", name=TEXTS[locale].title, exact=True).click()
    expect(page.locator("#documents th[aria-sort=ascending]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heads = [one.bounding_box() for one in page.locator("#documents thead button").all()]
    for left, right in pairwise(heads):
        assert right["y"] > left["y"] + 10 or right["x"] >= left["x"] + left["width"]
    if width > 390:
        page.locator("#documents [data-document]").first.click()
        edge = page.locator(".source").bounding_box()["x"]
        buttons = page.locator("#documents tbody button, #bar button:visible, #documents header button").all()
        ends = [box["x"] + box["width"] for one in buttons if (box := one.bounding_box())]
        assert len(ends) >= 8 and max(ends) <= edge


@pytest.mark.parametrize(("locale", "width"), [("de-DE", 1280), ("en-GB", 390)])
def test_a_new_question_stands_right_below_the_bar(serve_page, open_page, locale, width):
    page = open_page(serve_page(FakeAssistant), locale=locale, width=width, height=800)
    ask_all(page, locale)
    gap = "document.querySelector('#current .question').getBoundingClientRect().top"
    edge = "document.querySelector('#bar').getBoundingClientRect().bottom"
    page.wait_for_function(f"{gap} - {edge} > 0 && {gap} - {edge} < 40")


@pytest.mark.parametrize(("locale", "width"), [("de-DE", 1280), ("en-GB", 390)])
def test_correction_of_a_wrong_answer_comes_into_sight_with_the_focus(serve_page, open_page, locale, width):
    page = open_page(serve_page(FakeAssistant), locale=locale, width=width, height=600)
    ask_all(page, locale)
    page.locator("#current").get_by_role("button", name=TEXTS[locale].wrong).click()
    form = page.locator("#current .correction")
    expect(form.get_by_role("textbox")).to_be_focused()
    box, foot = form.bounding_box(), page.locator("#question-box").bounding_box()
    assert box["y"] > 0 and box["y"] + box["height"] <= foot["y"]
    page.keyboard.type("37")
    form.get_by_role("button").click()
    expect(form.get_by_role("status")).to_be_visible()
