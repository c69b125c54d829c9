"""The conversation in a real browser: kept, copied, changed, begun anew, and shared with nobody."""

import json
import re
import time

import pytest
from playwright.sync_api import Page, expect

from scripts.screenshots import SIZES
from tests.web.fake_assistant import FakeAssistant, document
from web.texts import ENGLISH, GERMAN

FUNDING = "Wie hoch ist die Förderung der MII ab 2023?"
SITES = "Wie viele Standorte beteiligen sich am NUM?"
SITES_IN_ENGLISH = "How many sites take part in the NUM?"
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


@pytest.mark.parametrize(
    ("locale", "question", "buttons", "claim", "note", "date", "unsupported"),
    [
        (
            "de-DE", FUNDING, ("Kopieren", "Kopiert"),
            "mit rund 200 Mio. Euro gefördert.[^1][^2]", "[^1]: „Die MII wird vom BMBF", "28. Oktober 2022", "300 Mio.",
        ),
        (
            "en-GB", "How much funding does the MII get?", ("Copy", "Copied"),
            "about EUR 200 million.[^1][^2]", "[^1]: “Die MII wird vom BMBF", "28 October 2022", "The Länder add",
        ),
    ],
)  # fmt: skip
def test_answer_is_copied_with_its_citations(
    serve_page, open_page, locale, question, buttons, claim, note, date, unsupported
):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, question)
    page.get_by_role("button", name=buttons[0]).click()
    expect(page.get_by_role("button", name=buttons[1])).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"**{question}**" in copied
    assert claim in copied
    assert note in copied and date in copied
    assert unsupported not in copied


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


@pytest.mark.parametrize(
    ("locale", "question", "one_ahead", "two_ahead", "checked"),
    [
        ("de-DE", SITES, GERMAN.ahead_one, GERMAN.ahead_many, GERMAN.conflicting),
        ("en-GB", SITES_IN_ENGLISH, ENGLISH.ahead_one, ENGLISH.ahead_many, ENGLISH.conflicting),
    ],
)
def test_questions_wait_their_turn_and_know_how_many_are_before_them(
    serve_page, open_page, locale, question, one_ahead, two_ahead, checked
):
    assistant = FakeAssistant(pace=0.2, one_at_a_time=True)
    url = serve_page(lambda: assistant)
    first, second, third = (open_page(url, locale=locale) for _ in range(3))
    for page, state in ((first, ""), (second, one_ahead), (third, two_ahead.format(2))):
        page.get_by_role("textbox").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("#current .card").first).to_be_visible()
        expect(page.locator("#current .state")).to_contain_text(state)
    first.keyboard.press("Escape")
    expect(third.locator("#current .state")).to_contain_text(one_ahead)
    expect(second.locator("#current .state")).to_contain_text(checked)
    expect(third.locator("#current .state")).to_contain_text(checked)


@pytest.mark.parametrize(
    ("locale", "question", "missing", "rephrase"),
    [
        ("de-DE", "Wie groß ist der Teilchenbeschleuniger der NUM GmbH?", "Teilchenbeschleuniger", "Anders fragen"),
        ("en-GB", "Where is the Collider of NUM GmbH?", "Collider", "Ask differently"),
    ],
)
def test_refusal_says_what_is_missing_and_offers_to_ask_differently(
    serve_page, open_page, locale, question, missing, rephrase
):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    ask(page, question)
    expect(page.locator("#current .missing b")).to_have_text([missing])
    expect(page.locator("#current .card")).to_contain_text("NUM GmbH")
    page.get_by_role("button", name=rephrase).click()
    expect(page.get_by_role("textbox")).to_have_value(question)


@pytest.mark.parametrize(
    ("locale", "question", "offer", "meant"),
    [
        ("de-DE", "Wer ist Mathias Frosch?", "Meinten Sie:", "Wer ist Matthias Frosch?"),
        ("en-GB", "Who is Mathias Frosch?", "Did you mean:", "Who is Matthias Frosch?"),
    ],
)
def test_a_refused_question_with_a_slip_is_offered_as_the_documents_spell_it(
    serve_page, open_page, locale, question, offer, meant
):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    ask(page, question)
    expect(page.locator("#current .hint")).to_contain_text(offer)
    expect(page.locator("#question-box .submit-button")).to_be_visible()
    page.reload()
    page.get_by_role("button", name=meant).click()
    expect(page.locator("#current .question")).to_have_text(meant)
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()
    expect(page.locator("#current .meant")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_value("")


def test_other_folders_get_questions_made_from_their_documents(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant, shipped=False))
    expect(page.locator("[data-example]").first).to_have_text("Wofür steht MII?")
    page.get_by_role("button", name="Wer ist Matthias Frosch?").click()
    expect(page.locator("#current .question")).to_have_text("Wer ist Matthias Frosch?")


@pytest.mark.parametrize(("width", "height"), SIZES.values(), ids=SIZES)
def test_nothing_jumps_while_an_answer_is_written(serve_page, open_page, width, height):
    # Slow enough that what follows Enter is not excused as an effect of the key.
    page = open_page(serve_page(lambda: FakeAssistant(pace=0.15)), width=width, height=height)
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
    for question in (FUNDING, SITES, BUDGET):
        ask(page, question)
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") < 0.1


def test_theme_can_be_chosen_and_stays(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    expect(page.locator(".welcome h2")).to_be_visible()
    page.get_by_role("button", name="Hell oder dunkel").click()
    expect(page.locator("body")).to_have_class("dark")
    page.reload()
    expect(page.locator(".welcome h2")).to_be_visible()
    assert page.evaluate("document.body.classList.contains('dark')")


class _SlowlyListed(FakeAssistant):
    """Takes its time to list the documents, and so the page to be drawn."""

    def passage_counts(self):
        time.sleep(1)
        return super().passage_counts()


@pytest.mark.parametrize("draw", [Page.reload, lambda page: page.get_by_role("button", name="English").click()])
def test_a_new_conversation_stays_new_also_where_the_page_is_still_being_drawn(serve_page, open_page, draw):
    page = open_page(serve_page(_SlowlyListed))
    ask(page, FUNDING)
    draw(page)
    expect(page.locator(".question")).to_have_text(FUNDING)
    page.get_by_role("button", name=re.compile("Neues Gespräch|New conversation")).click()
    expect(page.locator(".welcome h2")).to_be_visible()
    page.wait_for_timeout(2500)
    expect(page.locator(".welcome h2")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)


def test_an_empty_question_changes_nothing_and_is_no_error(serve_page, open_page, caplog):
    page = open_page(serve_page(FakeAssistant))
    page.get_by_role("textbox").fill("   ")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    expect(page.locator(".exchange")).to_have_count(0)
    assert "Traceback" not in caplog.text
    ask(page, FUNDING)


@pytest.mark.parametrize(
    ("locale", "question", "offer", "offered"),
    [
        ("de-DE", "Wer leitet das NUM im Jahr 2031?", GERMAN.instead, ["Wer leitet das NUM?"]),
        (
            "de-DE",
            "Wie hoch ist das Gehalt beim NUM?",
            GERMAN.instead,
            [
                "Wie viele Universitätskliniken arbeiten im NUM zusammen?",
                "Wie viele Standorte der deutschen Universitätsmedizin beteiligen sich am NUM?",
            ],
        ),
        ("en-GB", "Who heads the MII in 2031?", ENGLISH.instead, ["Who heads the MII?"]),
        ("en-GB", "What is the seat of the MII?", ENGLISH.instead, ["What does the abbreviation MII stand for?"]),
    ],
)
def test_a_refused_question_is_offered_shorter_and_with_what_the_documents_answer(
    serve_page, open_page, locale, question, offer, offered
):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    ask(page, question)
    expect(page.locator("#current .hint")).to_contain_text(offer)
    expect(page.locator("#current .meant")).to_have_text(offered)
    expect(page.locator("#question-box .submit-button")).to_be_visible()
    page.reload()
    page.get_by_role("button", name=offered[0]).click()
    expect(page.locator("#current .question")).to_have_text(offered[0])
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()
