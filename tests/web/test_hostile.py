"""A document that wants to be more than text, shown in every place of the page."""

import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from eval.report.case import Scored
from eval.report.files import write_reports
from eval.score import score
from eval.types import Item, Place, Support, TextGold
from qa.types import Claim
from tests.web.fake_assistant import FakeAssistant, document
from tests.web.folder_assistant import FolderAssistant
from tests.web.hostile import MARKUP, hostile_text, write_hostile_pdf
from web.texts import ENGLISH, GERMAN


def test_nothing_is_fetched_or_run_and_all_is_shown_as_text(serve_page, open_page, sink):
    address, heard = sink
    text = hostile_text(address)
    evil = document(f"{text}.txt".replace("/", "_"), text, title=text, publisher=text, language=text[:9])
    page = open_page(serve_page(lambda: FakeAssistant((evil,), pace=0.02)))
    page.get_by_role("textbox").fill(f"Titel {text}")
    page.keyboard.press("Enter")
    current = page.locator("#current")
    expect(current.locator(".state")).to_contain_text("Geprüft")
    assert current.locator(".question").text_content() == f"Titel {text}"
    assert current.locator(".claim-text").text_content() == text
    assert current.locator("q").text_content() == text
    assert current.locator("cite").text_content() == text
    current.locator(".card").click()
    expect(page.locator(".source h2")).to_be_visible()
    assert page.locator(".source h2").text_content() == text
    assert "".join(page.locator(".source .text p").all_text_contents()) == text
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Dokumente").click()
    assert page.locator(".documents tbody th button").first.text_content() == text
    page.locator("[data-correct]").click()
    expect(page.locator(".editor")).to_be_visible()
    assert page.locator("#editor-title").input_value() == text
    shown = page.locator("#current, #documents, #source, #editor")
    assert shown.locator(MARKUP).count() == 0
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Fragen").click()
    page.get_by_role("button", name="Nachweis speichern").click()
    page.reload()
    expect(current.locator(".state")).to_contain_text("Geprüft")
    assert current.locator(".claim-text").text_content() == text
    assert shown.locator(MARKUP).count() == 0
    page.wait_for_timeout(300)
    assert heard == []


class HostileAssistant(FakeAssistant):
    """Says what its documents say: they differ on the sites, and of anything else they have the nearest sentences."""

    def _answer(self, question):
        answer = super()._answer(question)
        cited = [one for claim in answer.claims for one in claim.citations]
        if not cited:
            return replace(answer, nearest=(*answer.nearest, self.cite("mii-num-2022.txt", "Am NUM")))
        claims = tuple(Claim(one.quote, "supported", (one,)) for one in cited)
        return replace(answer, text=" ".join(one.quote for one in cited), claims=claims)


@pytest.mark.parametrize(
    ("locale", "texts", "conflict", "refused"),
    [
        ("de-DE", GERMAN, "Wie viele Standorte?", "Was kostet {}das NUM im Jahr 2031?"),
        ("en-GB", ENGLISH, "How many sites are there?", "What does {}the NUM cost in 2031?"),
    ],
)
def test_a_hostile_pdf_differs_comes_close_and_gives_examples_as_text_only(
    serve_page, open_page, tmp_path, sink, locale, texts, conflict, refused
):
    address, heard = sink
    text = hostile_text(address)
    pdf = write_hostile_pdf(
        tmp_path, "gwk-2026.pdf", address, f"Alle 37 Universitätskliniken {text}\n\nDer Bund wird {text}"
    )
    assert pdf.title == text and "<script>" in pdf.text
    old = document(
        "mii-num-2022.txt",
        f"Am NUM beteiligen sich 36 Standorte {text}\n\nDer Rat für {text} (NUM) und Dr. Eva Klug, {text} 5 Mio. Euro.",
        title=text, publisher=text, published="2022-10-28",
    )  # fmt: skip
    page = open_page(serve_page(lambda: HostileAssistant((pdf, old)), folder=tmp_path, shipped=False), locale=locale)
    current = page.locator("#current")
    made = page.locator(".welcome [data-example]")
    expect(made.first).to_be_visible()
    assert page.locator(".welcome").locator(MARKUP).count() == 0

    page.get_by_role("textbox").fill(conflict)
    page.keyboard.press("Enter")
    expect(current.locator(".conflicting .by-date .card")).to_have_count(2)
    assert text in current.locator(".by-date q").last.text_content()
    current.locator(".card").first.click()
    lines = page.locator(".source .line")
    expect(lines.first).to_be_attached()
    assert "<script>" in "".join("".join(lines.all_text_contents()).split())
    expect(page.locator(".source .box.sentence").first).to_be_attached()
    assert page.locator(".source").locator(MARKUP).count() == 0
    page.keyboard.press("Escape")

    page.get_by_role("textbox").fill(refused.format("<b onclick=alert(7)>"))
    page.keyboard.press("Enter")
    expect(current.locator(".state")).to_contain_text(texts.refused)
    assert text in current.locator(".card q").last.text_content()
    offered = current.locator("[data-example]").first
    expect(offered).to_contain_text("<b onclick=alert(7)>")
    assert page.locator("#earlier, #current").locator(MARKUP).count() == 0
    offered.click()
    expect(current.locator(".question")).to_contain_text("<b onclick=alert(7)>")
    page.wait_for_timeout(300)
    assert heard == []


def test_click_that_names_another_file_opens_nothing(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    page.get_by_role("tab", name="Dokumente").click()
    button = page.locator(".documents tbody th button").first
    button.evaluate("button => { button.dataset.document = '../../etc/passwd' }")
    button.click()
    page.wait_for_timeout(500)
    expect(page.locator(".source")).to_have_count(0)
    button.evaluate("b => { b.dataset.document = 'gwk-2026.pdf'; b.dataset.start = '-5'; b.dataset.end = 'x' }")
    button.click()
    page.wait_for_timeout(500)
    expect(page.locator(".source")).to_have_count(0)


def test_hostile_names_of_files_are_shown_as_text(serve_page, open_page, tmp_path, sink):
    address, heard = sink
    (tmp_path / "docs").mkdir()
    page = open_page(serve_page(lambda: FolderAssistant(tmp_path / "docs"), folder=tmp_path / "docs"))
    page.get_by_role("tab", name="Dokumente").click()
    name = f"<img src='{address.replace('/', '∕')}' onerror=alert(1)>.exe"
    page.locator("#upload input[type=file]").set_input_files([{"name": name, "mimeType": "x/y", "buffer": b"x"}])
    expect(page.locator("#change")).to_contain_text("Dieses Format liest Beleg nicht")
    page.locator("#upload input[type=file]").set_input_files(
        [{"name": "<b>fett.txt", "mimeType": "text/plain", "buffer": b"<script>alert(2)</script> Ein Satz."}]
    )
    expect(page.locator("#change")).to_contain_text("fett.txt“ ist da")
    assert page.locator("#change, #documents").locator("img, script, b").count() == 0
    assert heard == []


@pytest.mark.parametrize(("locale", "tab"), [("de-DE", "Bericht"), ("en-GB", "Report")])
def test_a_report_on_a_hostile_document_fetches_and_runs_nothing(serve_page, open_page, tmp_path, sink, locale, tab):
    address, heard = sink
    text = hostile_text(address)
    evil = document("evil.txt", text, title=text, publisher=text)
    answer = FakeAssistant((evil,)).ask(f"Titel {text}")
    item = Item(
        "evil", "de", answer.question, "name", "answered", TextGold("text", (text,)), (Support("evil.txt", text),)
    )
    scored = Scored(item, answer, score(item, answer, {"evil.txt": evil}, (Place("evil.txt", 0, len(text)),)))
    run = tmp_path / "runs" / "one"
    run.mkdir(parents=True)
    configuration = {"set": {"name": text, "sha256": "0"}, "documents": {"count": 1, "sha256": "0"}}
    head = {
        "commit": None,
        "started": "2026-11-22T22:00:00+00:00",
        "configuration": {**configuration, "settings": {"evidence": 5}, "versions": {"python": "3.11"}},
    }
    (run / "config.json").write_text(json.dumps(head), "utf-8")
    write_reports(run, [scored], {"evil.txt": evil}, locale[:2])
    page = open_page(serve_page(FakeAssistant, runs=tmp_path / "runs"), locale=locale)
    page.get_by_role("tab", name=tab).click()
    report = page.frame_locator("iframe")
    expect(report.locator("body")).to_contain_text("<img src=")
    assert report.locator("img, iframe, a[href^='javascript:'], [onload], [onmouseover]").count() == 0
    page.wait_for_timeout(300)
    assert heard == []
