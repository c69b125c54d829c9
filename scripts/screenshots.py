"""Pictures of the page over the shipped documents: `python scripts/screenshots.py FOLDER`."""

import argparse
import contextlib
import itertools
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).parent.parent
QUESTIONS = {
    "de": {
        "answered": "Wie hoch ist die Förderung der MII ab 2023?",
        "conflicting": "Wie viele Standorte beteiligen sich am NUM?",
        "refused": "Wie hoch ist das Budget der NUM GmbH?",
    },
    "en": {
        "answered": "How much funding does the MII get from 2023?",
        "conflicting": "How many sites take part in the NUM?",
        "refused": "Who chaired the GWK in 2031?",
    },
}
TABS = {"documents": "#documents table", "trust": "#strictness table", "report": "#report h2"}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = {"laptop": (1280, 800), "phone": (390, 844)}


@contextlib.contextmanager
def open_app(documents: Path) -> Iterator[str]:
    """The real application over a folder, as a process of its own; gives its address once it answers.

    Raises RuntimeError if it ends or takes longer than three minutes.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "app.py"), "--documents", str(documents), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_until_ready(process, url)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end and process.poll() is None:
        if _is_ready(url):
            return
        time.sleep(0.2)
    raise RuntimeError(f"The application at {url} did not get ready.")


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}api/health", timeout=5) as response:
            return b"true" in response.read()
    except OSError:
        return False


@contextlib.contextmanager
def open_browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium, without what it does on its own. Raises RuntimeError if there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        raise RuntimeError("Chromium was not found. Install it: apt-get install chromium")
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    browser = playwright.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", *quiet]
    )
    try:
        yield browser
    finally:
        browser.close()


def ask(page: Page, question: str) -> None:
    """Types a question, and waits until its checked answer is there."""
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    answered = page.locator("#current .exchange[data-stage=checked]", has_text=question)
    answered.wait_for(timeout=120_000)
    page.mouse.move(0, 0)
    page.wait_for_timeout(700)  # the new question moves to the top


def take_pictures(page: Page, folder: Path, prefix: str, questions: Mapping[str, str]) -> None:
    """One picture of each state; `page` is that of a PDF, if a sentence of one comes near the refused question."""

    def take(state: str) -> None:
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{prefix}-{state}.png")

    page.locator(".welcome [data-example]").first.wait_for()
    take("welcome")
    for state, question in questions.items():
        ask(page, question)
        take(state)
        if state == "answered":
            page.locator("#current .card").first.click()
            page.locator(".source").wait_for()
            if page.locator(".source .views").count():
                page.locator(".source [data-show=text]").click()
            take("text")
            page.keyboard.press("Escape")
    paged = page.locator("#current .card", has=page.locator(".page"))
    if paged.count():
        paged.first.click()
        page.locator(".source [data-show=page]").click()
        page.wait_for_timeout(1000)  # the picture of the page
        take("page")
        page.keyboard.press("Escape")
    page.locator("#current [data-edit]").click()
    page.locator(".notice").wait_for()
    take("changing")
    page.keyboard.press("Escape")
    page.locator("#current .thumbs .down").click()
    page.locator(".correction").scroll_into_view_if_needed()
    take("rating")
    for number, (tab, shown) in enumerate(TABS.items(), 1):
        page.get_by_role("tab").nth(number).click()
        page.locator(shown).first.wait_for()
        take(tab)


def main() -> None:
    """Both themes and languages, on a laptop and on a phone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the PNG files go")
    parser.add_argument("--documents", type=Path, default=ROOT / "documents")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with (
        open_app(arguments.documents) as url,
        sync_playwright() as playwright,
        open_browser(playwright) as browser,
    ):
        for theme, language, (size, (width, height)) in itertools.product(THEMES, QUESTIONS, SIZES.items()):
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme, locale=language)
            page.goto(url)
            take_pictures(page, arguments.folder, f"{size}-{theme}-{language}", QUESTIONS[language])
            page.close()


if __name__ == "__main__":
    main()
