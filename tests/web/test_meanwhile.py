"""While one answer is written, the earlier ones can be rated and the language can be changed."""

import json
import threading

import pytest
from playwright.sync_api import Page, expect

from index.paths import data_folder, index_folder
from tests.web.fake_assistant import FakeAssistant
from tests.web.folder_assistant import FolderAssistant
from web.texts import ENGLISH, GERMAN

FUNDING = "Wie hoch ist die Förderung der MII ab 2023?"
BUDGET = "Wie hoch ist das Budget der NUM GmbH?"
SITES = "Wie viele Standorte beteiligen sich am NUM?"


class HeldAssistant(FakeAssistant):
    """Stops after the first word of an answer, until `go` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.go.set()

    def stream(self, question, *, cancelled=None, **more):
        for number, piece in enumerate(super().stream(question, cancelled=cancelled, **more)):
            yield piece
            while number == 1 and not self.go.wait(0.05) and not cancelled.is_set():
                pass


@pytest.fixture
def assistant():
    held = HeldAssistant()
    yield held
    held.go.set()


def ask(page: Page, question: str, stage: str) -> None:
    page.get_by_role("textbox").first.fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(f"#current .exchange[data-stage={stage}]", has_text=question)).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "right", "wrong", "keep"),
    [("de-DE", "Stimmt", "Stimmt nicht", "Festhalten"), ("en-GB", "Right", "Wrong", "Keep")],
)
def test_earlier_answers_are_rated_while_the_next_is_written(
    serve_page, open_page, assistant, folder, locale, right, wrong, keep
):
    page = open_page(serve_page(lambda: assistant, folder=folder), locale=locale)
    for question in (FUNDING, BUDGET):
        ask(page, question, "checked")
        expect(page.locator("#question-box .submit-button")).to_be_visible()
    assistant.go.clear()
    ask(page, SITES, "writing")
    first, second = (page.locator("#earlier .exchange").nth(number) for number in (0, 1))
    first.get_by_role("button", name=right, exact=True).click()
    expect(first.get_by_role("button", name=right, exact=True)).to_have_attribute("aria-pressed", "true")
    second.get_by_role("button", name=wrong).click()
    second.locator("textarea").fill("210 Euro")
    second.get_by_role("button", name=keep, exact=True).click()
    expect(second.locator("textarea")).to_have_value("210 Euro")
    expect(page.locator("#current .exchange")).to_have_attribute("data-stage", "writing")
    assistant.go.set()
    expect(page.locator("#current .exchange")).to_have_attribute("data-stage", "checked")
    page.reload()
    expect(page.locator(".question")).to_have_text([FUNDING, BUDGET, SITES])
    expect(first.get_by_role("button", name=right, exact=True)).to_have_attribute("aria-pressed", "true")
    expect(second.locator("textarea")).to_have_value("210 Euro")
    file = index_folder(folder, data_folder()) / "ratings.jsonl"
    said = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [(one["question"], one["right"], one["correction"]) for one in said] == [
        (FUNDING, True, ""), (BUDGET, False, ""), (BUDGET, False, "210 Euro"),
    ]  # fmt: skip


@pytest.mark.parametrize(("locale", "before", "after"), [("de-DE", GERMAN, ENGLISH), ("en-GB", ENGLISH, GERMAN)])
def test_the_language_is_changed_while_an_answer_is_written(serve_page, open_page, assistant, locale, before, after):
    page = open_page(serve_page(lambda: assistant), locale=locale)
    ask(page, FUNDING, "checked")
    expect(page.locator("#question-box .submit-button")).to_be_visible()
    assistant.go.clear()
    ask(page, SITES, "writing")
    expect(page.locator("#current .state")).to_contain_text(before.writing)
    page.locator("#language").click()
    expect(page.locator("#current .state")).to_contain_text(after.writing)
    expect(page.locator("#earlier .state")).to_contain_text(after.checked)
    expect(page.locator("#new")).to_have_text(after.new_conversation)
    expect(page.locator("#new")).to_be_disabled()
    expect(page.locator("#question-box .submit-button")).to_have_count(0)
    expect(page.get_by_role("button", name=after.stop)).to_be_visible()
    assistant.go.set()
    expect(page.locator("#current .state")).to_contain_text(after.conflicting)
    expect(page.get_by_role("button", name=after.send)).to_be_visible()
    expect(page.get_by_role("button", name=after.stop)).to_have_count(0)
    expect(page.locator("#earlier .state")).to_contain_text(after.checked)
    expect(page.locator(".question")).to_have_text([FUNDING, SITES])


@pytest.mark.parametrize(("locale", "before", "after"), [("de-DE", GERMAN, ENGLISH), ("en-GB", ENGLISH, GERMAN)])
def test_notices_do_not_stay_in_the_other_language(serve_page, open_page, folder, locale, before, after):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    ask(page, "Wer leitet das Haus?", "checked")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#notice")).to_contain_text(before.editing)
    page.get_by_role("tab").nth(1).click()
    page.locator("[data-remove]").first.click()
    expect(page.locator("#change")).to_contain_text("alt.txt")
    page.locator("#language").click()
    expect(page.locator("#change")).to_have_text("")
    page.get_by_role("tab").first.click()
    expect(page.locator("#notice")).to_contain_text(after.editing)
    expect(page.get_by_role("textbox").first).to_have_value("Wer leitet das Haus?")
