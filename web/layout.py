"""The parts of the page and where they stand, as Gradio's components."""

import hashlib
from pathlib import Path

import gradio as gr
from fastapi import FastAPI

from qa.types import LONGEST_QUESTION

STATIC = Path(__file__).parent / "static"
STATIC_ROUTE = "/beleg"

NO_CHANGE = '<div class="change" role="status" tabindex="-1"></div>'
"""What `change.html` gives without a line: a screen reader reads what comes into a region that is there already."""


class Parts:
    """The components of the page. They are made within a `gr.Blocks`, empty; `page` fills them."""

    def __init__(self) -> None:
        self.language = gr.BrowserState("", storage_key="beleg-language", secret="beleg")
        self.kept = gr.BrowserState(None, storage_key="beleg-conversation", secret="beleg")
        self.threshold = gr.BrowserState(None, storage_key="beleg-threshold", secret="beleg")
        self.conversation = gr.State(())
        self.changing = gr.State(False)
        self.awaited = gr.State(False)
        with gr.Row(elem_id="bar"):
            self.brand = _html("brand", "page.js")
            self.new = gr.Button("", elem_id="new", size="sm", interactive=False)
            self.theme = gr.Button("", elem_id="theme", size="sm")
            self.switch = gr.Button("", elem_id="language", size="sm")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("", id="ask") as self.ask_tab, gr.Column(elem_id="column"):
                self.welcome = _html("welcome", "clicks.js")
                self.earlier = _html("earlier", "clicks.js")
                self.current = _html("current", "clicks.js")
                with gr.Column(elem_id="foot"):
                    self.notice = _html("notice", "clicks.js")
                    self.question = _question_box()
            with gr.Tab("", id="documents") as self.documents_tab, gr.Column(elem_id="shelf"):
                self.upload = gr.File(elem_id="upload", file_count="multiple", height=96, visible=False)
                self.change = _html("change", "clicks.js", "change.js", value=NO_CHANGE)
                self.documents = _html("documents", "clicks.js", "documents.js")
                self.editor = _html("editor", "editor.js")
                self.reading = gr.State(())
                self.watching = gr.Timer(1, active=False)
            with gr.Tab("", id="trust") as self.trust_tab, gr.Column(elem_id="trusted"):
                self.trust = _html("trust")
                self.strictness = _html("strictness", "strictness.js")
                self.check = _html("check")
                self.receipt = gr.File(elem_id="receipt", height=96)
                self.rechecked = _html("rechecked")
                self.rated = _html("rated", "clicks.js")
            with gr.Tab("", id="report") as self.report_tab, gr.Column(elem_id="reported"):
                self.running = _html("running", "run.js")
                self.report = _html("report")
                self.timer = gr.Timer(1, active=False)
        self.source = _html("source", "source.js")
        self.file = _html("file", "file.js")

    def filled_by_language(self) -> list[gr.components.Component]:
        """Everything that shows a text, and what keeps it up to date."""
        return [
            self.brand, self.new, self.theme, self.switch, self.ask_tab, self.documents_tab, self.trust_tab,
            self.report_tab, self.running, self.report, self.timer, self.reading, self.watching,
            self.welcome, self.earlier, self.current, self.notice, self.question, self.upload, self.documents,
            self.trust, self.strictness, self.check, self.receipt, self.rechecked, self.rated, self.source, self.editor,
            self.change,
        ]  # fmt: skip


def script(name: str) -> str:
    """The text of one of the page's own scripts."""
    return (STATIC / name).read_text("utf-8")


def mount(app: FastAPI, blocks: gr.Blocks, *, max_bytes: int) -> FastAPI:
    """`app` with the page at its root: Gradio's own extras off, fonts from files that come with it.

    Files that a visitor sends may have `max_bytes` each.
    """
    style = STATIC / "page.css"
    version = hashlib.sha256(style.read_bytes()).hexdigest()[:12]
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        footer_links=[],
        max_file_size=max_bytes,
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        theme=gr.themes.Base(
            font=[gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700)), "system-ui", "sans-serif"],
            font_mono=["ui-monospace", "monospace"],
        ),
        head=f'<link rel="stylesheet" href="{STATIC_ROUTE}/{style.name}?{version}">',
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    return mounted


def _html(name: str, *scripts: str, value: str = "") -> gr.HTML:
    """Shows its value as it is. The scripts are the body of a function with `element`, `trigger`, `props`
    and `watch`, which Gradio gives it."""
    behaviour = "\n".join(script(one) for one in scripts) or None
    return gr.HTML(value, elem_id=name, js_on_load=behaviour, apply_default_css=False)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question-box",
        lines=1,
        max_lines=6,
        max_length=LONGEST_QUESTION,
        autofocus=True,
        show_label=False,
        container=False,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
    )
