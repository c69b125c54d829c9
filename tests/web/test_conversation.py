"""The conversation in a real browser: kept, copied, changed, begun anew, and shared with nobody."""

import json

from playwright.sync_api import Page, expect

from tests.web.fake_assistant import FakeAssistant, document

FUNDING = "Wie hoch ist die Förderung der MII ab 2023?"
SITES = "Wie viele Standorte beteiligen sich am NUM?"
BUDGET = "Wie hoch ist das Budget der NUM GmbH?"


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .question")).to_have_text(question)
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()


def test_conversation_survives_a_reload_and_goes_on(serve_page, open_page):
    assistant = FakeAssistant()
    page = open_page(serve_page(lambda: assistant))
    ask(page, FUNDING)
    ask(page, SITES)
    expect(page.get_by_role("button", name="Fragen", exact=True)).to_be_visible()
    page.reload()
    expect(page.locator(".question")).to_have_text([FUNDING, SITES])
    expect(page.locator("#earlier .claim.supported")).to_contain_text("rund 200 Mio. Euro")
    expect(page.locator("#current .by-date .when")).to_have_text(["19. Februar 2026", "28. Oktober 2022"])
    page.locator("#current .card").first.click()
    expect(page.locator(".source mark.key")).to_have_text("37")
    page.keyboard.press("Escape")
    ask(page, BUDGET)
    assert [turn.question for turn in assistant.history] == [FUNDING, SITES]


def test_conversation_of_one_browser_is_not_shown_in_another(serve_page, open_page):
    url = serve_page(FakeAssistant)
    ask(open_page(url), FUNDING)
    expect(open_page(url).locator(".welcome h2")).to_be_visible()


def test_new_conversation_is_empty_also_after_a_reload(serve_page, open_page):
    assistant = FakeAssistant()
    page = open_page(serve_page(lambda: assistant))
    ask(page, FUNDING)
    page.get_by_role("button", name="Neues Gespräch").click()
    expect(page.locator(".welcome h2")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)
    page.reload()
    expect(page.locator(".welcome h2")).to_be_visible()
    ask(page, SITES)
    assert assistant.history == ()


def test_sentence_that_is_gone_from_the_documents_says_so_and_opens_nothing(serve_page, open_page):
    url_of_now = [FakeAssistant()]
    page = open_page(serve_page(lambda: url_of_now[0]))
    ask(page, FUNDING)
    expect(page.get_by_role("button", name="Fragen", exact=True)).to_be_visible()
    changed = document("mii-num-2022.txt", "Jetzt steht hier etwas ganz anderes.")
    url_of_now[0]._documents["mii-num-2022.txt"] = changed
    page.reload()
    first = page.locator("#current .card").first
    expect(first).to_be_disabled()
    expect(first).to_contain_text("Steht so nicht mehr in den Dokumenten")


def test_arrow_up_changes_the_last_question_and_the_answer_is_replaced(serve_page, open_page):
    assistant = FakeAssistant()
    page = open_page(serve_page(lambda: assistant))
    ask(page, FUNDING)
    ask(page, BUDGET)
    expect(page.get_by_role("button", name="Fragen", exact=True)).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("textbox")).to_have_value(BUDGET)
    expect(page.get_by_role("textbox")).to_be_focused()
    expect(page.locator("#notice")).to_contain_text("ersetzt die letzte")
    ask(page, SITES)
    expect(page.locator(".question")).to_have_text([FUNDING, SITES])
    expect(page.locator("#notice")).to_have_text("")
    assert [turn.question for turn in assistant.history] == [FUNDING]


def test_escape_leaves_the_last_question_as_it_was(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant), locale="en-GB")
    ask(page, "How many sites take part in the NUM?")
    page.get_by_role("button", name="Change the question").click()
    expect(page.locator("#notice")).to_contain_text("replaces the last one")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox")).to_have_value("")
    ask(page, "How much funding is there?")
    expect(page.locator(".question")).to_have_count(2)


def test_escape_stops_the_answer(serve_page, open_page):
    assistant = FakeAssistant(pace=0.3)
    page = open_page(serve_page(lambda: assistant))
    page.get_by_role("textbox").fill(FUNDING)
    page.keyboard.press("Enter")
    expect(page.locator("#current .written")).to_contain_text("Die")
    page.keyboard.press("Escape")
    expect(page.locator("#current .state")).to_contain_text("Angehalten")
    page.wait_for_timeout(500)
    assert assistant.cancelled == [FUNDING]


def test_answer_is_copied_with_its_citations(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, FUNDING)
    page.get_by_role("button", name="Kopieren").click()
    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "**Wie hoch ist die Förderung der MII ab 2023?**" in copied
    assert "mit rund 200 Mio. Euro gefördert.[^1][^2]" in copied
    assert "[^1]: „Die MII wird vom BMBF" in copied and "28. Oktober 2022" in copied
    assert "300 Mio." not in copied


def test_receipt_is_saved_as_a_file(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    ask(page, FUNDING)
    ask(page, SITES)
    for name, question in (("#earlier", FUNDING), ("#current", SITES)):
        with page.expect_download() as download:
            page.locator(name).get_by_role("button", name="Nachweis speichern").click()
        assert download.value.suggested_filename.startswith("beleg-wie-")
        receipt = json.loads(download.value.path().read_text("utf-8"))
        assert receipt["question"] == question and receipt["claims"]


def test_questions_wait_their_turn_and_know_how_many_are_before_them(serve_page, open_page):
    assistant = FakeAssistant(pace=0.2, one_at_a_time=True)
    url = serve_page(lambda: assistant)
    one, other = open_page(url), open_page(url, locale="en-GB")
    one.get_by_role("textbox").fill(FUNDING)
    one.keyboard.press("Enter")
    expect(one.locator("#current .written")).to_contain_text("Die")
    other.get_by_role("textbox").fill("How many sites take part in the NUM?")
    other.keyboard.press("Enter")
    expect(other.locator("#current .state")).to_contain_text("1 other question is answered before yours")
    expect(other.locator("#current .card").first).to_be_visible()
    one.keyboard.press("Escape")
    expect(other.locator("#current .written")).to_contain_text("documents")
    expect(other.locator("#current .state")).to_contain_text("the sources differ")


def test_refusal_says_what_is_missing_and_offers_to_ask_differently(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    ask(page, "Wie groß ist der Teilchenbeschleuniger der NUM GmbH?")
    expect(page.locator("#current .missing b")).to_have_text(["Teilchenbeschleuniger"])
    page.get_by_role("button", name="Anders fragen").click()
    expect(page.get_by_role("textbox")).to_have_value("Wie groß ist der Teilchenbeschleuniger der NUM GmbH?")


def test_other_folders_get_questions_made_from_their_documents(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant, shipped=False))
    expect(page.locator("[data-example]").first).to_have_text("Wofür steht MII?")
    page.get_by_role("button", name="Wer ist Matthias Frosch?").click()
    expect(page.locator("#current .question")).to_have_text("Wer ist Matthias Frosch?")


def test_nothing_jumps_while_an_answer_is_written(serve_page, open_page):
    page = open_page(serve_page(lambda: FakeAssistant(pace=0.05)))
    page.evaluate(
        """() => {  // cumulative layout shift: the worst second-by-second run of at most five seconds
            let [first, last, sum] = [0, 0, 0];
            window.shift = 0;
            new PerformanceObserver((list) => {
                for (const { hadRecentInput, startTime, value } of list.getEntries()) {
                    if (hadRecentInput) continue;
                    if (startTime - last > 1000 || startTime - first > 5000) [first, sum] = [startTime, 0];
                    [last, sum] = [startTime, sum + value];
                    window.shift = Math.max(window.shift, sum);
                }
            }).observe({ type: "layout-shift", buffered: true });
        }"""
    )
    ask(page, FUNDING)
    ask(page, SITES)
    assert page.evaluate("window.shift") < 0.1


def test_theme_can_be_chosen_and_stays(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    expect(page.locator(".welcome h2")).to_be_visible()
    page.get_by_role("button", name="Hell oder dunkel").click()
    expect(page.locator("body")).to_have_class("dark")
    page.reload()
    expect(page.locator(".welcome h2")).to_be_visible()
    assert page.evaluate("document.body.classList.contains('dark')")


def test_an_empty_question_changes_nothing_and_is_no_error(serve_page, open_page, caplog):
    page = open_page(serve_page(FakeAssistant))
    page.get_by_role("textbox").fill("   ")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    expect(page.locator(".exchange")).to_have_count(0)
    assert "Traceback" not in caplog.text
    ask(page, FUNDING)
