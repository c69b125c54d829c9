"""One person's way through the real application: real documents, real models, real browser."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fpdf import FPDF
from playwright.sync_api import Page, expect

from scripts.screenshots import open_app

pytestmark = pytest.mark.slow

DOCUMENTS = Path(__file__).parents[2] / "documents"
PATIENCE = 120_000


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over a copy of the shipped documents, which may be changed."""
    folder = tmp_path_factory.mktemp("story") / "documents"
    shutil.copytree(DOCUMENTS, folder)
    with open_app(folder) as url:
        yield url


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    answered = page.locator("#current .exchange[data-stage=checked]", has_text=question)
    expect(answered).to_be_visible(timeout=PATIENCE)


def founding_pdf() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", "", 12)
    pdf.multi_cell(0, 8, "Institut Nordlicht\n\nDas Institut Nordlicht in Kiel wurde am 3. März 2019 gegründet.")
    return bytes(pdf.output())


def test_amount_is_answered_with_its_quote_and_the_quote_leads_to_the_document(app, open_page):
    page = open_page(app)
    ask(page, "Wie hoch ist die Förderung der MII ab 2023?")
    current = page.locator("#current")
    expect(current.locator(".answer")).to_contain_text(re.compile(r"200\s(Mio|Millionen)"))
    amount = re.compile(r"200 (Mio|Millionen|million)|EUR 200")
    card = current.locator(".card", has=page.locator("q", has_text=amount)).first
    quote = card.locator("q").inner_text()
    card.click()
    source = page.locator(".source")
    expect(source.locator(".box.sentence, mark.cited").first).to_be_attached()
    if source.get_by_role("button", name="Text").count():
        source.get_by_role("button", name="Text").click()
    cited = source.locator("mark.cited")
    expect(cited.first).to_be_in_viewport()
    assert "".join(cited.all_inner_texts()).split() == quote.split()


def test_what_the_documents_do_not_say_is_refused(app, open_page):
    page = open_page(app)
    ask(page, "Wie hoch ist das Budget der NUM GmbH?")
    expect(page.locator("#current .not_in_documents .answer")).to_contain_text("nicht in den Dokumenten")
    expect(page.locator("#current .claim.supported")).to_have_count(0)


def test_a_pdf_is_added_asked_about_and_removed(app, open_page):
    page = open_page(app)
    page.get_by_role("tab", name="Dokumente").click()
    page.locator("#upload input[type=file]").set_input_files(
        [{"name": "nordlicht.pdf", "mimeType": "application/pdf", "buffer": founding_pdf()}]
    )
    expect(page.locator("#change")).to_contain_text("„nordlicht.pdf“ ist da", timeout=PATIENCE)
    page.get_by_role("tab", name="Fragen").click()
    ask(page, "Wann wurde das Institut Nordlicht gegründet?")
    expect(page.locator("#current .answer")).to_contain_text("3. März 2019")
    page.locator("#current .card").first.click()
    expect(page.locator(".source .box.sentence").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.get_by_role("button", name="Nachweis speichern").click()
    receipt = json.loads(download.value.path().read_text("utf-8"))
    assert receipt["claims"][0]["citations"][0]["document"] == "nordlicht.pdf" and receipt["receipt"]
    page.get_by_role("tab", name="Vertrauen").click()
    saved = {"name": "beleg.json", "mimeType": "application/json", "buffer": json.dumps(receipt).encode()}
    page.locator("#receipt input[type=file]").set_input_files([saved])
    expect(page.locator("#rechecked .verdict.holds")).to_contain_text("Alles hält stand", timeout=PATIENCE)
    page.get_by_role("tab", name="Dokumente").click()
    page.locator("[data-remove='nordlicht.pdf']").click()
    expect(page.locator("#change")).to_contain_text("„nordlicht.pdf“ wurde entfernt", timeout=PATIENCE)
    page.get_by_role("button", name="English", exact=True).click()
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator("#current .card").first).to_contain_text("No longer in the documents")
    page.get_by_role("button", name="Light or dark").click()
    ask(page, "When was the Institut Nordlicht founded?")
    expect(page.locator("#current .answer")).not_to_contain_text("2019")
    page.reload()
    expect(page.locator(".question")).to_have_count(2)


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
