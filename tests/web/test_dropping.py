"""Files dragged onto the page from outside the browser, as the browser itself tells of it."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qa.serialise import answer_json
from tests.web.fake_assistant import FakeAssistant
from tests.web.folder_assistant import FolderAssistant
from web.texts import ENGLISH, GERMAN

LANGUAGES = [("de-DE", GERMAN), ("en-GB", ENGLISH)]


def drag_onto(page: Page, place: str, *files: Path) -> None:
    """What Chromium does when files are dragged from the desktop and let go there."""
    box = page.locator(place).bounding_box()
    assert box
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})


@pytest.fixture
def dropped(tmp_path):
    files = tmp_path / "neu.txt", tmp_path / "bild.png", tmp_path / "twin.txt"
    files[0].write_text("Ein neuer Satz.", "utf-8")
    files[1].write_bytes(b"x")
    files[2].write_text("Ein alter Satz.", "utf-8")
    return files


@pytest.mark.parametrize(("locale", "texts"), LANGUAGES)
def test_documents_are_dropped_where_it_says_so(serve_page, open_page, folder, dropped, locale, texts):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    page.get_by_role("tab", name=texts.documents_tab).click()
    expect(page.locator(".documents tbody tr")).to_have_count(1)
    drag_onto(page, "#upload", *dropped)
    change = page.locator("#change")
    expect(change).to_contain_text(texts.file_added.format("neu.txt"))
    expect(change).to_contain_text(texts.file_type.format("bild.png"))
    expect(change).to_contain_text(texts.file_duplicate.format("twin.txt", "alt.txt"))
    expect(page.locator(".documents tbody tr")).to_have_count(2)


@pytest.mark.parametrize(("locale", "texts"), LANGUAGES)
def test_receipt_is_dropped_where_it_says_so(serve_page, open_page, tmp_path, locale, texts):
    receipt = tmp_path / "beleg.json"
    receipt.write_text(json.dumps(answer_json(FakeAssistant().ask("Wie viele Standorte?"))), "utf-8")
    page = open_page(serve_page(FakeAssistant), locale=locale)
    page.get_by_role("tab", name=texts.trust_tab).click()
    page.locator("#receipt").scroll_into_view_if_needed()
    drag_onto(page, "#receipt", receipt)
    expect(page.locator("#rechecked .verdict")).to_be_visible()


@pytest.mark.parametrize(("locale", "texts"), LANGUAGES)
def test_a_file_let_go_elsewhere_does_not_take_the_place_of_the_page(
    serve_page, open_page, folder, dropped, locale, texts
):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    address = page.url
    for name in (texts.ask_tab, texts.documents_tab):
        page.get_by_role("tab", name=name).click()
        drag_onto(page, "#brand", dropped[0])
        page.wait_for_timeout(500)
        assert page.url == address and len(page.context.pages) == 1
    expect(page.get_by_role("tab", name=texts.trust_tab)).to_be_visible()
