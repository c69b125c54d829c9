"""The tab with the documents in a real browser."""

import threading

import pytest
from playwright.sync_api import Page, expect

from tests.web.fake_assistant import DOCUMENTS, FakeAssistant, document
from tests.web.folder_assistant import FolderAssistant
from tests.web.test_accessibility import violations
from web.texts import ENGLISH, GERMAN

OLD = "Am NUM beteiligen sich alle 36 Standorte der deutschen Universitätsmedizin."
NEW = "Alle 37 Universitätskliniken arbeiten im NUM zusammen."


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "docs"
    path.mkdir()
    (path / "mii-num-2022.txt").write_text(
        f"MII und NUM vernetzen sich\n\nBerlin, 28. Oktober 2022. Es geht los.\n\n{OLD}", "utf-8"
    )
    (path / "gwk-2026.txt").write_text(
        f"Das NUM wird verstetigt\n\nBonn, 19. Februar 2026. Es geht weiter.\n\n{NEW}", "utf-8"
    )
    return path


def open_documents(page: Page, name: str = "Dokumente") -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.locator(".documents tbody tr").first).to_be_visible()


def titles(page: Page) -> list[str]:
    return page.locator(".documents tbody tr:visible th button").all_inner_texts()


def test_list_is_searched_and_sorted(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    open_documents(page)
    gwk, mii, phases = (one.title for one in DOCUMENTS)
    page.get_by_role("button", name="Datum").click()
    assert titles(page) == [mii, phases, gwk]
    page.get_by_role("button", name="Datum").click()
    assert titles(page) == [gwk, phases, mii]
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Datum")
    page.get_by_role("searchbox", name="In der Liste suchen").fill("num oktober")
    assert titles(page) == [mii]
    page.get_by_role("searchbox").fill("")
    page.get_by_role("button", name=phases, exact=True).click()
    expect(page.locator(".source h2")).to_have_text(phases)


@pytest.mark.parametrize(
    ("locale", "tab", "lines"),
    [
        (
            "de-DE",
            "Dokumente",
            ("„neu.txt“ ist da", "„bild.png“ wurde nicht", "„twin.txt“ gibt es schon: gwk-2026.txt"),
        ),
        ("en-GB", "Documents", ("“neu.txt” is there and", "“bild.png” was not added", "“twin.txt” is there already")),
    ],
)
def test_several_files_are_dropped_and_each_is_accounted_for(serve_page, open_page, folder, locale, tab, lines):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    open_documents(page, tab)
    twin = (folder / "gwk-2026.txt").read_bytes()
    files = (("neu.txt", b"Neues\n\nEin ganz neuer Satz."), ("bild.png", b"x"), ("twin.txt", twin))
    page.locator("#upload input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    )
    for line in lines:
        expect(page.locator("#change")).to_contain_text(line)
    expect(page.locator(".documents tbody tr")).to_have_count(3)
    assert sorted(path.name for path in folder.iterdir()) == ["gwk-2026.txt", "mii-num-2022.txt", "neu.txt"]


@pytest.mark.parametrize(
    ("locale", "texts", "reason"),
    [("de-DE", GERMAN, "die Datei hat 1.500.000 Bytes"), ("en-GB", ENGLISH, "the file has 1,500,000 bytes")],
)
def test_a_file_that_is_too_large_is_refused_alone_and_nothing_sent_is_kept(
    serve_page, open_page, folder, monkeypatch, tmp_path, locale, texts, reason
):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "sent"))
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder, max_file_mb=1), locale=locale)
    open_documents(page, texts.documents_tab)
    page.locator("#upload input[type=file]").set_input_files(
        [
            {"name": "riesig.txt", "mimeType": "text/plain", "buffer": b"x" * 1_500_000},
            {"name": "neu.txt", "mimeType": "text/plain", "buffer": b"Ein neuer Satz."},
        ]
    )
    change = page.locator("#change")
    expect(change).to_contain_text(texts.file_failed.format("riesig.txt", reason))
    expect(change).to_contain_text(texts.file_added.format("neu.txt"))
    expect(page.locator(".documents tbody tr", has_text="neu.txt")).to_contain_text(texts.state_indexed)
    sent = (tmp_path / "sent").rglob("*")
    assert [one for one in sent if one.is_file() and one.stat().st_size] == []


@pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])
def test_what_somebody_else_added_or_removed_is_seen_when_the_tab_is_opened(
    serve_page, open_page, folder, locale, texts
):
    url = serve_page(lambda: FolderAssistant(folder), folder=folder)
    page, other = open_page(url, locale=locale), open_page(url)
    open_documents(page, texts.documents_tab)
    page.get_by_role("tab", name=texts.ask_tab).click()
    open_documents(other)
    other.locator("#upload input[type=file]").set_input_files(
        [{"name": "neu.txt", "mimeType": "text/plain", "buffer": b"Ein neuer Satz."}]
    )
    expect(other.locator("#change")).to_contain_text("„neu.txt“ ist da")
    other.locator("[data-remove='gwk-2026.txt']").click()
    expect(other.locator("#change")).to_contain_text("„gwk-2026.txt“ wurde entfernt")
    page.get_by_role("tab", name=texts.documents_tab).click()
    expect(page.locator(".documents tbody .path")).to_contain_text(["mii-num-2022.txt", "neu.txt"])
    expect(page.locator(".documents tbody tr")).to_have_count(2)


@pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])
def test_a_page_opened_while_files_are_read_sees_when_they_are_done(serve_page, open_page, folder, locale, texts):
    pause = threading.Event()
    page = open_page(serve_page(lambda: FolderAssistant(folder, pause=pause), folder=folder), locale=locale)
    open_documents(page, texts.documents_tab)
    page.locator("#upload input[type=file]").set_input_files(
        [{"name": "neu.txt", "mimeType": "text/plain", "buffer": b"Ein neuer Satz."}]
    )
    row = page.locator(".documents tbody tr", has_text="neu.txt")
    expect(row).to_contain_text(texts.state_reading)
    page.reload()
    open_documents(page, texts.documents_tab)
    expect(row).to_contain_text(texts.state_reading)
    pause.set()
    expect(row).to_contain_text(texts.state_indexed)


def test_one_can_ask_while_documents_are_read(serve_page, open_page, folder):
    pause = threading.Event()
    page = open_page(serve_page(lambda: FolderAssistant(folder, pause=pause), folder=folder))
    open_documents(page)
    page.locator("#upload input[type=file]").set_input_files(
        [{"name": "neu.txt", "mimeType": "text/plain", "buffer": b"Ein neuer Satz."}]
    )
    expect(page.locator("#change")).to_contain_text("Fragen können Sie weiterhin")
    row = page.locator(".documents tbody tr", has_text="neu.txt")
    expect(row).to_contain_text("wird gelesen …")
    other = open_page(page.url, locale="en-GB")
    open_documents(other, "Documents")
    expect(other.locator(".documents tbody tr", has_text="neu.txt")).to_contain_text("being read …")
    page.get_by_role("tab", name="Fragen").click()
    page.get_by_role("textbox").fill("Wie viel ist das?")
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()
    pause.set()
    page.get_by_role("tab", name="Dokumente").click()
    expect(page.locator("#change")).to_contain_text("„neu.txt“ ist da")
    expect(row).to_contain_text("durchsuchbar")


@pytest.mark.parametrize(
    ("locale", "tab", "reading", "indexed"),
    [("de-DE", "Dokumente", "wird gelesen …", "durchsuchbar"), ("en-GB", "Documents", "being read …", "searchable")],
)
def test_of_several_files_each_can_be_asked_as_soon_as_it_is_read(
    serve_page, open_page, folder, locale, tab, reading, indexed
):
    turns = threading.Semaphore(0)

    class InTurns(FolderAssistant):
        def sync(self) -> None:
            turns.acquire(timeout=20)
            super().sync()

    page = open_page(serve_page(lambda: InTurns(folder), folder=folder), locale=locale)
    open_documents(page, tab)
    page.locator("#upload input[type=file]").set_input_files(
        [
            {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": f"Ein Satz über {name}.".encode()}
            for name in ("eins", "zwei")
        ]
    )
    first, second = (page.locator(".documents tbody tr", has_text=f"{name}.txt") for name in ("eins", "zwei"))
    expect(first).to_contain_text(reading)
    expect(second).to_contain_text(reading)
    turns.release()
    expect(first).to_contain_text(indexed)
    expect(second).to_contain_text(reading)
    turns.release()
    expect(second).to_contain_text(indexed)
    expect(page.locator("#change p")).to_have_count(2)


@pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])
def test_removed_document_takes_its_citations_along_and_undo_brings_both_back(
    serve_page, open_page, folder, locale, texts
):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    page.get_by_role("textbox").fill("Wie viele Standorte?")
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()
    open_documents(page, texts.documents_tab)
    page.get_by_role("button", name=texts.remove_document.format("Das NUM wird verstetigt")).click()
    expect(page.locator("#change")).to_contain_text(texts.file_removed.format("gwk-2026.txt", ""))
    expect(page.locator(".documents tbody tr")).to_have_count(1)
    page.get_by_role("tab", name=texts.ask_tab).click()
    expect(page.locator("#current .card").first).to_contain_text(texts.gone)
    page.get_by_role("tab", name=texts.documents_tab).click()
    page.get_by_role("button", name=texts.undo).click()
    expect(page.locator("#change")).to_contain_text(texts.file_back.format("gwk-2026.txt"))
    expect(page.locator(".documents tbody tr")).to_have_count(2)
    page.get_by_role("tab", name=texts.ask_tab).click()
    expect(page.locator("#current .card").first).to_be_enabled()


@pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])
def test_a_file_can_be_removed_while_another_one_still_is(serve_page, open_page, folder, locale, texts):
    pause = threading.Event()
    page = open_page(serve_page(lambda: FolderAssistant(folder, pause=pause), folder=folder), locale=locale)
    pause.set()
    open_documents(page, texts.documents_tab)
    expect(page.locator(".documents tbody tr")).to_have_count(2)
    pause.clear()
    for path in ("gwk-2026.txt", "mii-num-2022.txt"):
        page.locator(f"[data-remove='{path}']").click()
    pause.set()
    expect(page.locator(".documents tbody tr")).to_have_count(0)
    assert list(folder.glob("*.txt")) == []


@pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])
def test_every_removed_document_can_be_brought_back_also_after_a_reload(serve_page, open_page, folder, locale, texts):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    open_documents(page, texts.documents_tab)
    for path in ("gwk-2026.txt", "mii-num-2022.txt"):
        page.locator(f"[data-remove='{path}']").click()
        expect(page.locator("#change")).to_contain_text(texts.file_removed.format(path, ""))
    page.reload()
    page.get_by_role("tab", name=texts.documents_tab).click()
    page.locator(".removed summary", has_text=texts.recently_removed).click()
    expect(page.locator(".removed .name")).to_have_text(["mii-num-2022.txt", "gwk-2026.txt"])
    assert violations(page) == []
    page.get_by_role("button", name=texts.bring_back_document.format("gwk-2026.txt")).click()
    expect(page.locator("#change")).to_contain_text(texts.file_back.format("gwk-2026.txt"))
    expect(page.locator(".documents tbody tr")).to_have_count(1)
    page.get_by_role("button", name=texts.bring_back_document.format("mii-num-2022.txt")).click()
    expect(page.locator(".documents tbody tr")).to_have_count(2)
    expect(page.locator(".removed")).to_have_count(0)


@pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])
def test_an_example_goes_with_the_document_that_answers_it(serve_page, open_page, folder, locale, texts):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    funding, sites, founding = texts.shipped_examples
    example = page.locator(".welcome [data-example]")
    expect(example.first).to_have_text(sites)
    assert not {funding, founding} & set(example.all_inner_texts())
    open_documents(page, texts.documents_tab)
    for path, example_left in (("gwk-2026.txt", True), ("mii-num-2022.txt", False)):
        page.locator(f"[data-remove='{path}']").click()
        expect(page.locator("#change")).to_contain_text(texts.file_removed.format(path, ""))
        page.get_by_role("tab", name=texts.ask_tab).click()
        expect(example.filter(has_text=sites)).to_have_count(int(example_left))
        page.get_by_role("tab", name=texts.documents_tab).click()


@pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])
def test_folder_is_read_again(serve_page, open_page, folder, locale, texts):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    open_documents(page, texts.documents_tab)
    (folder / "dazu.txt").write_text("Dazugelegt.", "utf-8")
    page.get_by_role("button", name=texts.refresh).click()
    expect(page.locator("#change")).to_contain_text(texts.refreshed)
    expect(page.locator(".documents tbody tr")).to_have_count(3)


@pytest.mark.parametrize(
    ("locale", "tab", "dropped", "listed"),
    [
        ("de-DE", "Dokumente", "wurde nicht aufgenommen: die Datei enthält keinen Text", "die Datei ist leer"),
        ("en-GB", "Documents", "was not added: the file has no text in it", "the file is empty"),
    ],
)
def test_reasons_are_told_in_the_language_of_the_page(serve_page, open_page, folder, locale, tab, dropped, listed):
    (folder / "leer.txt").write_bytes(b"")
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    open_documents(page, tab)
    expect(page.locator(".documents")).to_contain_text(listed)
    page.locator("#upload input[type=file]").set_input_files(
        [{"name": "weiss.txt", "mimeType": "text/plain", "buffer": b" \n "}]
    )
    expect(page.locator("#change")).to_contain_text(dropped)


def shelf_of(number: int) -> list:
    """Documents whose titles count up while their numbers of passages go round."""
    return [
        document(
            f"ablage/{n:04}-größe.txt", "Ein Satz. " * (n * 37 % 101), title=f"Bericht {n}",
            publisher="GWK" if n % 2 else None, published=f"{2000 + n % 26}",
        )
        for n in range(1, number + 1)
    ]  # fmt: skip


def test_a_thousand_documents_are_searched_and_sorted_with_the_keyboard(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(shelf_of(1000))))
    open_documents(page)
    expect(page.locator(".documents h2")).to_have_text("1.000 Dokumente, 1 nicht lesbar")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("Ablage/077")
    expect(page.locator(".documents .hits")).to_have_text("10 von 1.001 gefunden")
    assert titles(page) == [f"Bericht {n}" for n in range(770, 780)]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Titel", exact=True)).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Passagen", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Passagen")
    counts = page.locator(".documents tbody tr:visible td:nth-child(5)").all_inner_texts()
    assert counts == sorted(counts, key=int, reverse=True) and len(counts) == 10
    page.get_by_role("searchbox").fill("0042-GROSSE")
    assert titles(page) == ["Bericht 42"]
    page.get_by_role("searchbox").fill("kein Treffer")
    expect(page.locator(".documents .hits")).to_have_text("Nichts in der Liste passt dazu.")


def test_what_is_unknown_comes_last_whichever_way_and_a_change_keeps_the_view(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(shelf_of(4))))
    open_documents(page)
    publisher = page.get_by_role("button", name="Herausgeber")
    for _ in range(2):
        publisher.click()
        assert set(titles(page)[:2]) == {"Bericht 1", "Bericht 3"}
    page.get_by_role("button", name="Seiten").click()
    page.get_by_role("button", name="Datum").click()
    page.get_by_role("button", name="Datum").click()
    page.get_by_role("searchbox").fill("bericht")
    page.get_by_role("button", name="„Bericht 1“ berichtigen").click()
    page.get_by_role("dialog").get_by_label("Datum").fill("2025")
    page.keyboard.press("Enter")
    expect(page.locator("#change")).to_contain_text("berichtigt")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Datum")
    expect(page.get_by_role("searchbox")).to_have_value("bericht")
    assert titles(page) == ["Bericht 1", "Bericht 4", "Bericht 3", "Bericht 2"]
