"""A saved answer is brought back and checked, on the page as on the command line."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from index.read import read_document
from qa.receipt import receipt
from qa.saved import documents_in
from qa.serialise import answer_json
from qa.types import Answer, Citation, Claim, Span, Timings
from tests.web.folder_assistant import FolderAssistant
from web.receipts import LARGEST, NoReceiptError, check_receipts, read_receipts

QUOTE = "Am Netzwerk beteiligen sich alle 36 Standorte der Universitätsmedizin."
TEXT = "Am Netzwerk beteiligen sich 36 Standorte."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "docs"
    path.mkdir()
    (path / "netz.txt").write_text(f"Das Netzwerk\n\nBonn, 28. Oktober 2022. Es geht los.\n\n{QUOTE}", "utf-8")
    return path


@pytest.fixture
def saved(folder: Path) -> dict:
    """An answer of one claim, as the page saves it."""
    document = read_document(folder / "netz.txt", folder, max_bytes=10**6)
    start = document.text.index(QUOTE)
    key = start + QUOTE.index("36")
    cited = Citation(document.path, document.title, document.published, None, start, start + len(QUOTE), QUOTE)
    claim = Claim(TEXT, "supported", (cited,), (Span(document.path, key, key + 2, "36"),))
    made = receipt(
        models={}, index="i", prompt="p", evidence=[], reply="r", threshold=0.5, documents=[document]
    )  # fmt: skip
    answer = Answer("Wie viele Standorte?", "de", "answered", TEXT, (claim,), 0.9, (), Timings(0.1, 1.0, 2.0), made)
    return json.loads(json.dumps(answer_json(answer)))


def changed(saved: dict) -> dict:
    """The same with another figure in its claim and its text."""
    shape = json.loads(json.dumps(saved))
    shape["answer"] = shape["claims"][0]["text"] = TEXT.replace("36", "46")
    return shape


def drop(page: Page, content: bytes, tab: str = "Vertrauen") -> None:
    page.get_by_role("tab", name=tab).click()
    page.locator("#receipt input[type=file]").set_input_files(
        [{"name": "beleg.json", "mimeType": "application/json", "buffer": content}]
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "receipt_no_text"),
        (b"\xff\xfe\x00", "receipt_no_text"),
        (b"%PDF-1.7", "receipt_no_text"),
        (b"[" * 100_000, "receipt_no_text"),
        (b'{"question": "\\ud800"}', "receipt_no_text"),
        (b"{}", "receipt_no_answer"),
        (b'{"schema": 1, "question": "?"}', "receipt_no_answer"),
        (b'{"schema": "3", "answer": "x"}', "receipt_no_answer"),
        (b'{"schema": 99, "answer": "x"}', "receipt_newer"),
        (b" " * (LARGEST + 1), "receipt_too_large"),
    ],
)
def test_what_is_no_receipt_is_told_apart(tmp_path, content, fault):
    file = tmp_path / "file.json"
    file.write_bytes(content)
    with pytest.raises(NoReceiptError) as raised:
        read_receipts(file)
    assert raised.value.fault == fault


def test_several_answers_of_a_batch_are_checked_each_for_itself(tmp_path, folder, saved):
    file = tmp_path / "answers.jsonl"
    file.write_text("\n".join(json.dumps({"id": 1, **one}) for one in (saved, changed(saved))), "utf-8")
    good, bad = check_receipts(read_receipts(file), documents_in(folder, 10**6), "de")
    assert good.problems == 0 and good.reasons == good.unhashed == ()
    assert bad.claims[0][1] == ("die Angabe „46 Standorte“ steht nicht im Zitat",) or "46" in bad.claims[0][1][0]


@pytest.mark.parametrize(
    ("locale", "tab", "holds", "fails", "reason", "fault"),
    [
        ("de-DE", "Vertrauen", "Alles hält stand", "Aussage 1 hält nicht", "steht nicht im Zitat", "kein Nachweis"),
        ("en-GB", "Trust", "Everything holds", "Claim 1 does not hold", "is not in the quote", "no receipt"),
    ],
)
def test_a_dropped_receipt_gets_a_result(
    serve_page, open_page, folder, saved, locale, tab, holds, fails, reason, fault
):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    drop(page, json.dumps(saved).encode(), tab)
    result = page.locator("#rechecked")
    expect(result.locator(".verdict.holds .outcome")).to_contain_text(holds)
    expect(result.locator("q")).to_have_text(QUOTE)
    drop(page, json.dumps(changed(saved)).encode(), tab)
    expect(result.locator(".verdict.failed .rechecked .failed")).to_contain_text(fails)
    expect(result.locator(".rechecked .faults")).to_contain_text(reason)
    drop(page, b"{}", tab)
    expect(result.locator(".outcome.failed")).to_contain_text(fault)
    expect(result.locator(".verdict")).to_have_count(0)


def test_a_receipt_is_shown_as_text_whatever_it_says(serve_page, open_page, folder, saved):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder))
    evil = "<img src=http://127.0.0.1:9/x onerror=alert(1)><script>alert(2)</script>"
    shape = json.loads(json.dumps(saved))
    shape["question"] = shape["answer"] = shape["claims"][0]["text"] = evil
    shape["claims"][0]["citations"][0] |= {"quote": evil, "title": evil, "document": f"../{evil}", "published": evil}
    shape["receipt"]["documents"] = {evil: "x"}
    drop(page, json.dumps(shape).encode())
    expect(page.locator("#rechecked .verdict.failed")).to_be_visible()
    assert page.locator("#rechecked h4").text_content() == evil
    assert page.locator("#rechecked").locator("img, script").count() == 0


def test_nothing_of_a_dropped_file_is_kept(serve_page, open_page, folder, saved, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder))
    drop(page, json.dumps(saved).encode())
    expect(page.locator("#rechecked .verdict")).to_be_visible()
    assert [path for path in (tmp_path / "uploads").rglob("*") if path.is_file() and path.stat().st_size] == []
