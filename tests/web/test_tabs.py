"""Two tabs of one browser: each goes on with its own conversation, and a new one with the latest."""

from playwright.sync_api import Page, expect

from tests.web.fake_assistant import FakeAssistant

FUNDING = "Wie hoch ist die Förderung der MII ab 2023?"
SITES = "Wie viele Standorte beteiligen sich am NUM?"
BUDGET = "Wie hoch ist das Budget der NUM GmbH?"


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked]", has_text=question)).to_be_visible()
    expect(page.locator("#question-box .submit-button")).to_be_visible()


def another_tab(page: Page) -> Page:
    tab = page.context.new_page()
    tab.set_default_timeout(20_000)
    tab.goto(page.url)
    tab.wait_for_selector("#brand .name", timeout=60_000)
    return tab


def test_tabs_do_not_take_each_others_conversation(serve_page, open_page):
    one = open_page(serve_page(FakeAssistant))
    other = another_tab(one)
    ask(one, FUNDING)
    ask(other, SITES)
    ask(one, BUDGET)
    for tab, questions in ((other, [SITES]), (one, [FUNDING, BUDGET]), (other, [SITES])):
        tab.reload()
        expect(tab.locator(".question")).to_have_text(questions)
    other.get_by_role("button", name="Neues Gespräch").click()
    expect(other.locator(".welcome h2")).to_be_visible()
    for tab, questions in ((one, [FUNDING, BUDGET]), (other, [])):
        tab.reload()
        expect(tab.locator(".question")).to_have_text(questions)


def test_a_new_tab_goes_on_with_the_latest_conversation(serve_page, open_page):
    one = open_page(serve_page(FakeAssistant))
    ask(one, FUNDING)
    other = another_tab(one)
    expect(other.locator(".question")).to_have_text([FUNDING])
    ask(other, SITES)
    one.close()
    last = another_tab(other)
    expect(last.locator(".question")).to_have_text([FUNDING, SITES])
