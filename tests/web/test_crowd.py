"""Many people at once: everybody knows their place, and who waits holds up nobody."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.web.fake_assistant import FakeAssistant
from web.pieces import AT_ONCE
from web.texts import ENGLISH, GERMAN

OTHERS = 2 * AT_ONCE


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")


def ask_as_others(page: Page, question: str, number: int) -> None:
    """Sends what the page sends when a question is asked, as so many other visitors."""
    with page.expect_request("**/queue/join*") as joined:
        ask(page, question)
    sent = json.loads(joined.value.post_data or "")
    for other in range(number):
        copy = sent | {"session_hash": f"other{other}"}
        assert page.request.post(joined.value.url, data=copy).ok


@pytest.mark.parametrize(
    ("locale", "question", "place", "stopped", "stop"),
    [
        ("de-DE", "Wie viele Standorte?", GERMAN.ahead_many, GERMAN.stopped, GERMAN.stop),
        ("en-GB", "How many sites are there?", ENGLISH.ahead_many, ENGLISH.stopped, ENGLISH.stop),
    ],
)
def test_place_is_shown_however_many_are_before_it_and_one_can_still_stop(
    serve_page, open_page, locale, question, place, stopped, stop
):
    assistant = FakeAssistant(pace=30, one_at_a_time=True)
    url = serve_page(lambda: assistant)
    first, last = open_page(url, locale=locale), open_page(url, locale=locale)
    ask_as_others(first, question, OTHERS)
    ask(last, question)
    state = last.locator("#current .state")
    expect(state).to_contain_text(place.format(OTHERS + 1), timeout=10_000)
    first.get_by_role("button", name=stop).click()
    expect(first.locator("#current .state")).to_contain_text(stopped)
    expect(state).to_contain_text(place.format(OTHERS), timeout=10_000)
    last.keyboard.press("Escape")
    expect(state).to_contain_text(stopped)
    last.get_by_role("tab").nth(1).click()
    expect(last.locator(".documents tbody tr").first).to_be_visible()
