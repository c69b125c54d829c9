"""One person's way through the real application: real documents, real models, real browser."""

import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from playwright.sync_api import Page, expect

from qa import Assistant
from qa.writer import _Job
from tests.web.visitor import PATIENCE, ask, drop, open_tab

pytestmark = pytest.mark.slow

DOCUMENTS = Path(__file__).parents[2] / "documents"
AMOUNT = re.compile(r"200\s(Mio|Millionen)")


def founding_pdf() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", "", 12)
    pdf.multi_cell(0, 8, "Institut Nordlicht\n\nDas Institut Nordlicht in Kiel wurde am 3. März 2019 gegründet.")
    return bytes(pdf.output())


def figure_leads_to_its_sentence(page: Page) -> None:
    """The amount in the answer, clicked, opens the document where the sentence of its citation is highlighted."""
    figure = page.locator("#current .backed", has_text=AMOUNT).first
    place = "".join(f"[data-{name}='{figure.get_attribute(f'data-{name}')}']" for name in ("document", "start", "end"))
    quote = page.locator(f"#current .card{place} q").inner_text()
    figure.click()
    source = page.locator(".source")
    expect(source.locator(".box.sentence, mark.cited").first).to_be_attached()
    if source.get_by_role("button", name="Text").count():
        source.get_by_role("button", name="Text").click()
    cited = source.locator("mark.cited")
    expect(cited.first).to_be_in_viewport()
    assert "".join(cited.all_inner_texts()).split() == quote.split()
    page.keyboard.press("Escape")
    expect(source).to_have_count(0)


def receipt_of_the_answer(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.locator("#current").get_by_role("button", name="Nachweis speichern").click()
    receipt: dict[str, Any] = json.loads(download.value.path().read_text("utf-8"))
    return receipt


def test_the_way_of_one_person_through_all_of_it(app, open_page):
    page = open_page(app)
    current = page.locator("#current")
    ask(page, "Wie hoch ist die Förderung der MII ab 2023?")
    expect(current.locator(".answer")).to_contain_text(AMOUNT)
    figure_leads_to_its_sentence(page)

    ask(page, "And how many sites take part in the NUM?")
    expect(current.locator(".answer")).to_contain_text(re.compile("36|37"))
    expect(current.locator(".answer")).to_have_attribute("lang", "en")

    ask(page, "Wie hoch ist das Budget der NUM GmbH?")
    expect(current.locator(".not_in_documents .answer")).to_contain_text("nicht in den Dokumenten")
    expect(current.locator(".claim.supported")).to_have_count(0)

    open_tab(page, "Dokumente")
    drop(page, "upload", "nordlicht.pdf", founding_pdf())
    expect(page.locator("#change")).to_contain_text("„nordlicht.pdf“ ist da", timeout=PATIENCE)
    open_tab(page, "Fragen")
    ask(page, "Wann wurde das Institut Nordlicht gegründet?")
    expect(current.locator(".answer")).to_contain_text("3. März 2019")
    current.locator(".card").first.click()
    expect(page.locator(".source .box.sentence").first).to_be_in_viewport()
    page.keyboard.press("Escape")

    receipt = receipt_of_the_answer(page)
    assert receipt["claims"][0]["citations"][0]["document"] == "nordlicht.pdf" and receipt["receipt"]
    open_tab(page, "Vertrauen")
    drop(page, "receipt", "beleg.json", json.dumps(receipt).encode())
    expect(page.locator("#rechecked .verdict.holds")).to_contain_text("Alles hält stand", timeout=PATIENCE)

    open_tab(page, "Dokumente")
    page.locator("[data-remove='nordlicht.pdf']").click()
    expect(page.locator("#change")).to_contain_text("„nordlicht.pdf“ wurde entfernt", timeout=PATIENCE)

    page.get_by_role("button", name="English", exact=True).click()
    open_tab(page, "Ask")
    expect(current.locator(".card").first).to_contain_text("No longer in the documents")
    dark = page.evaluate("document.body.classList.contains('dark')")
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("document.body.classList.contains('dark')") != dark
    ask(page, "When was the Institut Nordlicht founded?")
    expect(current.locator(".not_in_documents .state")).to_contain_text("No receipt, no answer")
    expect(current.locator(".answer")).not_to_contain_text("2019")
    page.reload()
    expect(page.locator(".question")).to_have_count(5)


def test_a_closed_tab_gives_its_place_to_the_next_person(app, open_page):
    one, other = open_page(app), open_page(app, locale="en-GB")
    one.get_by_role("textbox").fill("Wie viele Standorte beteiligen sich am NUM?")
    one.keyboard.press("Enter")
    expect(one.locator("#current .card").first).to_be_visible()
    other.get_by_role("textbox").fill("How many sites take part in the NUM?")
    other.keyboard.press("Enter")
    state = other.locator("#current .state")
    expect(state).to_contain_text("1 other question")
    one.close()
    expect(state).not_to_contain_text("other question", timeout=1_000)
    expect(other.locator("#current .exchange[data-stage=checked]")).to_be_visible(timeout=PATIENCE)


def test_a_closed_tab_frees_the_language_model_within_a_second(serve_page, open_page):
    assistant = Assistant.open(DOCUMENTS)

    def job_behind() -> threading.Event:
        """Set as soon as the model is free for a job that does nothing."""
        free = threading.Event()

        def wait_for_the_model() -> None:
            list(assistant._model._queued(_Job(lambda stop: iter(()), None)))
            free.set()

        threading.Thread(target=wait_for_the_model, daemon=True).start()
        return free

    try:
        page = open_page(serve_page(lambda: assistant, folder=DOCUMENTS))
        page.get_by_role("textbox").fill("Wie viele Standorte beteiligen sich am NUM?")
        page.keyboard.press("Enter")
        expect(page.locator("#current .card").first).to_be_visible(timeout=PATIENCE)
        while (free := job_behind()).wait(0.3):  # the sentences are shown before the model gets to see them
            expect(page.locator("#current .exchange[data-stage=checked]")).to_have_count(0)
        page.close()
        assert free.wait(1)
    finally:
        assistant.close()


@pytest.mark.parametrize(
    ("locale", "question"),
    [
        ("de-DE", "Wie viele Standorte beteiligen sich am NUM?"),
        ("en-US", "How many sites take part in the NUM?"),
    ],
)
def test_two_figures_of_two_dates_are_both_shown(app, open_page, locale, question):
    page = open_page(app, locale=locale)
    ask(page, question)
    expect(page.locator("#current .answer")).to_contain_text("36")
    expect(page.locator("#current .answer")).to_contain_text("37")
