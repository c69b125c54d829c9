"""A browser, and the page served over a fake assistant."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from qa.settings import Settings
from scripts.screenshots import ROOT, open_app, open_browser
from web.opening import open_in_background
from web.server import create_app

expect.set_options(timeout=20_000)

_GRADIO_S_OWN = ("Method not implemented.", "AbortError: signal is aborted without reason")
"""How lines begin in which Gradio's client warns of every upload, and of a page that is left while it is drawn."""

ServePage = Callable[..., str]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, open_browser(playwright) as opened:
        yield opened


@pytest.fixture
def sink() -> Iterator[tuple[str, list[str]]]:
    """A listener that must hear nothing; gives its address and what it heard."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", heard
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real application over a copy of the shipped documents, which may be changed; gives its address."""
    folder = tmp_path_factory.mktemp("app") / "documents"
    shutil.copytree(ROOT / "documents", folder)
    with open_app(folder) as url:
        yield url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small document."""
    path = tmp_path / "docs"
    path.mkdir()
    (path / "alt.txt").write_text("Ein alter Satz.", "utf-8")
    return path


@pytest.fixture
def serve_page(tmp_path: Path) -> Iterator[ServePage]:
    """Serves the page over what `open_assistant()` returns; gives its address. `runs` and `evaluate` are those of
    `create_app`, other names are settings."""
    servers = []

    def serve(
        open_assistant: Callable[[], object],
        *,
        shipped: bool = True,
        folder: Path | None = None,
        runs: Path | None = None,
        evaluate: tuple[str, ...] = (),
        **set_to: object,
    ) -> str:
        settings = Settings(documents=folder or tmp_path, **set_to)
        app = create_app(
            open_in_background(open_assistant),
            settings,
            shipped=shipped,
            runs=runs or tmp_path / "runs",
            evaluate=evaluate,
        )
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        listener = socket.create_server(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield serve
    for server, thread in servers:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens an address in a browser of its own. Fails the test if the page asked another host for
    anything, opened a dialog, or complained in the console."""
    contexts, complaints = [], []

    def watch(page: Page, host: str) -> None:
        def on_request(url: str) -> None:
            if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).netloc != host:
                complaints.append(f"request to {url}")

        def on_line(kind: str, text: str) -> None:
            if kind in ("error", "warning") and not text.startswith(_GRADIO_S_OWN):
                complaints.append(text)

        page.on("request", lambda request: on_request(request.url))
        page.on("pageerror", lambda error: complaints.append(f"error {error}"))
        page.on("dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda line: on_line(line.type, line.text))

    def opened(url: str, *, locale: str = "de-DE", width: int = 1280, height: int = 800) -> Page:
        context = browser.new_context(locale=locale, viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch(page, urlsplit(url).netloc)
        page.goto(url)
        page.wait_for_selector("#brand .name", timeout=60_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
