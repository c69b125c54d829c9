"""The page in a real browser, over the fake assistant."""

import threading
import time

import pytest
from playwright.sync_api import Page, expect

from index.errors import ModelError
from index.reasons import Cause
from tests.web.fake_assistant import FakeAssistant
from web.texts import ENGLISH

FUNDING = "Wie hoch ist die Förderung der MII ab 2023?"
SITES = "Wie viele Standorte beteiligen sich am NUM?"
SITES_IN_ENGLISH = "How many sites take part in the NUM?"
BUDGET = "Wie hoch ist das Budget der NUM GmbH?"


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .question")).to_have_text(question)


def ask_and_wait(page: Page, question: str) -> None:
    ask(page, question)
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()


def test_question_is_typed_at_once_and_answered_with_marked_quotes(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type(FUNDING)
    page.keyboard.press("Enter")
    current = page.locator("#current")
    expect(current.locator(".state")).to_contain_text("Geprüft")
    expect(current.locator(".claim.supported")).to_contain_text("mit rund 200 Mio. Euro gefördert")
    expect(current.locator(".claim.derived")).to_contain_text("rund 50 Mio. Euro im Jahr")
    expect(current.locator(".claim.unsupported")).to_contain_text("nicht belegt")
    expect(current.locator(".claim-reason")).to_have_text("die Angabe „300 Mio. Euro“ steht nicht im Zitat")
    first = current.locator(".card").first
    expect(first.locator("q")).to_have_text("Die MII wird vom BMBF von 2023 bis 2026 mit rund 200 Mio. Euro gefördert.")
    expect(first.locator("mark")).to_have_text("rund 200 Mio. Euro")
    for part in ("MII und NUM vernetzen sich", "Deutsche Hochschulmedizin e. V.", "28. Oktober 2022"):
        expect(first).to_contain_text(part)
    expect(page.get_by_role("textbox")).to_be_focused()


def test_best_sentences_come_before_the_text_and_the_text_before_the_answer(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(pace=0.3)), locale="en-GB")
    ask(page, "How much funding does the MII get from 2023?")
    current = page.locator("#current")
    expect(current.locator("h3")).to_have_text("What the documents say")
    expect(current.locator(".card").first).to_contain_text("28 October 2022")
    expect(current.locator(".written")).to_contain_text("From 2023 to")
    expect(current.locator(".state")).to_contain_text("not yet checked")
    expect(current.locator(".written")).to_have_count(0)
    expect(current.locator(".state")).to_contain_text("Checked against the documents")


def test_citation_opens_the_document_at_the_highlighted_sentence(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    ask_and_wait(page, SITES)
    card = page.locator("#current .card").first
    card.click()
    source = page.locator(".source")
    expect(source.locator("mark.cited")).to_have_text(
        ["Alle ", "37", " Universitätskliniken arbeiten im NUM zusammen."]
    )
    expect(source.locator("mark.cited.key")).to_have_text("37")
    expect(source.locator("mark.cited.key")).to_be_in_viewport()
    for part in ("Gemeinsame Wissenschaftskonferenz", "19. Februar 2026", "Seite 2", "gwk-2026.pdf"):
        expect(source.locator("header")).to_contain_text(part)
    page.keyboard.press("Escape")
    expect(source).to_have_count(0)
    expect(card).to_be_focused()


def test_figure_in_the_answer_opens_its_sentence(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant), locale="en-US")
    ask(page, "How much funding does the MII get from 2023?")
    page.locator("#current .backed", has_text="EUR 200 million").click()
    expect(page.locator(".source mark.key")).to_have_text("rund 200 Mio. Euro")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".source")).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "question", "state", "dates", "translated"),
    [
        ("de-DE", SITES, "Quellen gehen auseinander", ["19. Februar 2026", "28. Oktober 2022"], []),
        ("en-GB", SITES_IN_ENGLISH, "the sources differ", ["19 February 2026", "28 October 2022"], ["37", "36"]),
    ],
)
def test_conflict_is_listed_by_date_newest_first(serve_page, open_page, locale, question, state, dates, translated):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    ask(page, question)
    current = page.locator("#current")
    expect(current.locator(".state")).to_contain_text(state)
    expect(current.locator(".lead")).to_contain_text("37 ({}), 36 ({})".format(*dates))
    expect(current.locator(".by-date .when")).to_have_text(dates)
    expect(current.locator(".card mark")).to_have_text(["37", "36"])
    expect(current.locator(".by-date li .claim.supported")).to_have_count(2)
    expect(current.locator(".by-date li .backed")).to_have_text(translated)
    expect(current.locator(".lead .backed")).to_have_text(["37", "36"])
    current.locator(".lead .backed", has_text="36").click()
    expect(page.locator(".source mark.key")).to_have_text("36")


@pytest.mark.parametrize(
    ("locale", "question", "state", "heading"),
    [
        ("de-DE", BUDGET, "Ohne Beleg keine Antwort", "Am nächsten kommen diese Sätze"),
        ("en-GB", "What is the budget of the NUM GmbH?", ENGLISH.refused, ENGLISH.nearest),
    ],
)
def test_refusal_is_a_result_with_the_nearest_sentences(serve_page, open_page, locale, question, state, heading):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    ask(page, question)
    current = page.locator("#current")
    expect(current.locator(".state")).to_contain_text(state)
    expect(current.locator("h3")).to_have_text(heading)
    expect(current.locator(".card")).to_contain_text("NUM GmbH")
    expect(current.locator(".claim")).to_have_count(0)


def test_follow_up_knows_what_was_said(serve_page, open_page):
    assistant = FakeAssistant()
    page = open_page(serve_page(lambda: assistant))
    ask(page, FUNDING)
    expect(page.locator("#current .state")).to_contain_text("Geprüft")
    ask(page, SITES)
    expect(page.locator("#current .conflicting")).to_be_visible()
    expect(page.locator("#earlier .question")).to_have_text(FUNDING)
    assert [turn.question for turn in assistant.history] == [FUNDING]
    assert "200 Mio. Euro" in assistant.history[0].answer


def test_stop_ends_this_answer_and_no_other(serve_page, open_page):
    assistant = FakeAssistant(pace=0.25)
    url = serve_page(lambda: assistant)
    one, other = open_page(url), open_page(url)
    ask(one, FUNDING)
    ask(other, SITES)
    expect(one.locator("#current .card").first).to_be_visible()
    one.get_by_role("button", name="Anhalten").click()
    expect(one.locator("#current .state")).to_contain_text("Angehalten")
    expect(one.get_by_role("button", name="Fragen", exact=True)).to_be_visible()
    expect(other.locator("#current .state")).to_contain_text("Quellen gehen auseinander")
    assert assistant.cancelled == [FUNDING]
    expect(other.locator(".question")).to_have_text([SITES])


def test_closed_tab_stops_its_answer_within_a_second_and_no_other(serve_page, open_page):
    assistant = FakeAssistant(pace=1.5)
    url = serve_page(lambda: assistant)
    page, other = open_page(url), open_page(url)
    ask(page, FUNDING)
    ask(other, BUDGET)
    expect(page.locator("#current .written")).to_be_visible()
    page.close()
    end = time.monotonic() + 1
    while not assistant.cancelled and time.monotonic() < end:
        time.sleep(0.02)
    assert assistant.cancelled == [FUNDING]
    expect(other.locator("#current .exchange[data-stage=checked]")).to_be_visible()


def test_draft_survives_the_end_of_an_answer_and_enter_asks_nothing_meanwhile(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(pace=0.15)))
    ask(page, FUNDING)
    page.keyboard.type(SITES)
    page.keyboard.press("Enter")
    expect(page.locator("#current .state")).to_contain_text("Geprüft")
    expect(page.get_by_role("textbox")).to_have_value(SITES)
    expect(page.locator(".question")).to_have_count(1)


def test_page_is_there_before_the_models_and_a_question_waits_for_them(serve_page, open_page):
    loaded = threading.Event()

    def slow() -> FakeAssistant:
        loaded.wait(20)
        return FakeAssistant()

    page = open_page(serve_page(slow))
    expect(page.locator("#brand .status")).to_have_text("Modelle werden geladen …")
    ask(page, FUNDING)
    expect(page.locator("#current .state")).to_contain_text("Ihre Frage wartet")
    loaded.set()
    expect(page.locator("#current .state")).to_contain_text("Geprüft")
    expect(page.locator("#brand .status")).to_have_text("")
    page.get_by_role("tab", name="Dokumente").click()
    expect(page.locator(".documents tbody tr.indexed")).to_have_count(3)


@pytest.mark.parametrize(
    ("locale", "failed", "why"),
    [
        ("de-DE", "Beleg konnte nicht geöffnet werden.", "Die Datei model.gguf ist keine GGUF-Datei;"),
        ("en-GB", "Beleg could not be opened.", "The file model.gguf is no GGUF file;"),
    ],
)
def test_models_that_cannot_be_loaded_are_named(serve_page, open_page, locale, failed, why):
    def broken() -> FakeAssistant:
        raise ModelError(Cause.NO_GGUF, "model.gguf")

    page = open_page(serve_page(broken), locale=locale)
    expect(page.locator("#brand .status")).to_contain_text(f"{failed} {why}")
    ask(page, "When was the NUM founded?")
    expect(page.locator("#current .reason")).to_contain_text(why)


def test_documents_are_listed_with_what_is_known_and_failures_with_their_reason(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    page.get_by_role("tab", name="Dokumente").click()
    expect(page.locator(".documents h2")).to_have_text("3 Dokumente, 1 nicht lesbar")
    rows = page.locator(".documents tbody tr")
    for part in ("scan.pdf", "ein Scan braucht zuerst eine Texterkennung", "nicht lesbar"):
        expect(rows.nth(0)).to_contain_text(part)
    for part in ("Netzwerk Universitätsmedizin wird", "gwk-2026.pdf", "19. Februar 2026", "Deutsch", "durchsuchbar"):
        expect(rows.nth(1)).to_contain_text(part)
    assert rows.nth(1).locator(".count").all_inner_texts() == ["2", "2"]
    expect(rows.nth(3)).to_contain_text("unbekannt")
    rows.nth(2).get_by_role("button").first.click()
    expect(page.locator(".source h2")).to_have_text("MII und NUM vernetzen sich")


def test_language_follows_the_browser_and_the_choice_stays(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant), locale="en-US")
    expect(page.locator(".welcome h2")).to_have_text("Ask your documents.")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    ask(page, "How many sites take part in the NUM?")
    expect(page.locator("#current .state")).to_contain_text("the sources differ")
    page.get_by_role("button", name="Deutsch", exact=True).click()
    expect(page.locator("#current .state")).to_contain_text("Quellen gehen auseinander")
    expect(page.get_by_role("tab", name="Dokumente")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.reload()
    expect(page.get_by_role("tab", name="Dokumente")).to_be_visible()


def test_example_is_asked_with_one_click(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    page.get_by_role("button", name=FUNDING).click()
    expect(page.locator("#current .question")).to_have_text(FUNDING)
    expect(page.locator("#current .state")).to_contain_text("Geprüft")


def test_phone_needs_no_sideways_scrolling(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant), width=390, height=844)
    ask(page, FUNDING)
    expect(page.locator("#current .state")).to_contain_text("Geprüft")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#current .card").first.click()
    expect(page.locator(".source mark.cited").first).to_be_in_viewport()
    assert page.locator(".source").bounding_box()["width"] == 390
