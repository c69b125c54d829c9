"""Correcting a document by hand in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.fake_assistant import DOCUMENTS, FakeAssistant

TITLE = DOCUMENTS[1].title


def open_form(page: Page, button: str) -> None:
    page.get_by_role("tab").nth(1).click()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_wrong_date_and_title_are_corrected_and_brought_back(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    open_form(page, f"„{TITLE}“ berichtigen")
    form = page.get_by_role("dialog", name="Titel, Herausgeber und Datum")
    expect(form.get_by_label("Titel")).to_have_value(TITLE)
    expect(form.get_by_label("Herausgeber")).to_have_value("Deutsche Hochschulmedizin e. V.")
    expect(form.get_by_label("Datum")).to_have_value("28. Oktober 2022")
    form.get_by_label("Titel").fill("MII und NUM, berichtigt")
    form.get_by_label("Herausgeber").fill("")
    form.get_by_label("Datum").fill("31. Februar 2022")
    page.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("„31. Februar 2022“ ist kein gültiges Datum")
    expect(form.get_by_label("Datum")).to_be_focused()
    expect(form.get_by_label("Titel")).to_have_value("MII und NUM, berichtigt")
    form.get_by_label("Datum").fill("November 2022")
    form.get_by_role("button", name="Speichern").click()
    expect(page.locator("#change")).to_contain_text("„MII und NUM, berichtigt“ wurde berichtigt.")
    expect(form).to_have_count(0)
    row = page.locator(".documents tbody tr", has_text="mii-num-2022.txt")
    for part in ("MII und NUM, berichtigt", "unbekannt", "November 2022", "von Hand berichtigt"):
        expect(row).to_contain_text(part)
    expect(row.locator("[data-correct]")).to_be_focused()

    page.get_by_role("tab", name="Fragen").click()
    page.get_by_role("textbox").fill("Wie viele Standorte?")
    page.keyboard.press("Enter")
    cited = page.locator("#current .exchange[data-stage=checked] li", has_text="36 Standorte der")
    expect(cited).to_contain_text("MII und NUM, berichtigt")
    expect(cited).to_contain_text("November 2022")

    open_form(page, "„MII und NUM, berichtigt“ berichtigen")
    for found in (TITLE, "Deutsche Hochschulmedizin e. V.", "28. Oktober 2022"):
        expect(form).to_contain_text(f"Im Dokument gefunden: {found}")
    form.get_by_role("button", name="Zurück zum Gefundenen").click()
    expect(page.locator("#change")).to_contain_text("ist wieder so, wie es gefunden wurde")
    expect(row).to_contain_text("28. Oktober 2022")
    expect(row).not_to_contain_text("von Hand")


def test_the_form_works_with_the_keyboard_alone_and_in_english(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant), locale="en-GB")
    page.get_by_role("tab", name="Documents").click()
    button = page.get_by_role("button", name=f"Correct “{TITLE}”")
    button.focus()
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog")
    expect(form.get_by_label("Title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.get_by_label("Title")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("a document needs a title")
    expect(form.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Linked")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("2022-10")
    page.keyboard.press("Enter")
    expect(page.locator("#change")).to_contain_text("“Linked” was corrected.")
    row = page.locator(".documents tbody tr", has_text="mii-num-2022.txt")
    expect(row).to_contain_text("October 2022")
    expect(row).to_contain_text("corrected by hand")


def test_escape_in_the_form_stops_no_answer(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(pace=0.3)))
    page.get_by_role("textbox").fill("Wie viele Standorte?")
    page.keyboard.press("Enter")
    expect(page.locator("#current .written")).to_be_visible()
    open_form(page, f"„{TITLE}“ berichtigen")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Fragen").click()
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()


@pytest.mark.parametrize("event", ["data-correct", "data-remove"])
def test_on_another_address_nothing_can_be_changed(serve_page, open_page, event):
    page = open_page(serve_page(FakeAssistant, host="0.0.0.0"))
    page.get_by_role("tab", name="Dokumente").click()
    button = page.locator(".documents tbody th button").first
    expect(button).to_be_visible()
    expect(page.locator("[data-correct], [data-remove], [data-refresh]")).to_have_count(0)
    button.evaluate(
        "(button, event) => { button.removeAttribute('data-document'); button.setAttribute(event, 'gwk-2026.pdf') }",
        event,
    )
    button.click()
    page.wait_for_timeout(500)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".documents tbody tr.indexed")).to_have_count(3)
