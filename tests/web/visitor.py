"""What a visitor does on the page of the real application."""

from playwright.sync_api import Page, expect

PATIENCE = 120_000
"""Milliseconds that the real models may take."""


def begin(page: Page, question: str) -> None:
    """Asks, and waits for nothing."""
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")


def wait_for_answer(page: Page, question: str) -> None:
    answered = page.locator("#current .exchange[data-stage=checked]", has_text=question)
    expect(answered).to_be_visible(timeout=PATIENCE)


def ask(page: Page, question: str) -> None:
    """Asks, and waits for the checked answer."""
    begin(page, question)
    wait_for_answer(page, question)


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def drop(page: Page, part: str, name: str, content: bytes) -> None:
    """Gives a file to a part of the page."""
    page.locator(f"#{part} input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
    )
