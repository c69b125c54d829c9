"""What happens on the page: the events between its parts."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

import gradio as gr

from index.types import Document
from web import render
from web.exchange import Exchange, cited_keys, follow
from web.layout import LONGEST_QUESTION, Parts
from web.opening import failure_of
from web.source import view_source
from web.texts import Texts, texts_for

if TYPE_CHECKING:
    from qa import Assistant

AT_ONCE = 16
"""Questions that are followed at the same time; the language model takes them one after the other."""

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_DIRECT: dict[str, Any] = {**_QUIET, "queue": False}
"""For what is answered at once. Only questions go through the queue: a browser that is just closing its
stream of queued events could miss the next one."""

Updates = dict[Any, Any]
"""New values of parts of the page."""

Conversation = tuple[Exchange, ...]


class Page:
    """The page as Gradio serves it. What belongs to one visitor lives in Gradio's session state."""

    def __init__(self, opening: "Future[Assistant]", *, examples: bool) -> None:
        self._opening = opening
        self._examples = examples
        self._running: dict[str, threading.Event] = {}
        with gr.Blocks(title="Beleg", analytics_enabled=False) as self.blocks:
            self.parts = Parts()
            self._connect()
        self.blocks.queue(api_open=False, default_concurrency_limit=None)

    def _connect(self) -> None:
        parts = self.parts
        everything = parts.filled_by_language()
        shown = [parts.language, parts.conversation]
        self.blocks.load(self.show, shown, everything, **_DIRECT).then(
            self.show_opened, parts.language, [parts.brand, parts.documents], **_DIRECT
        )
        parts.switch.click(self.switch_language, parts.language, parts.language, **_DIRECT).then(
            self.show, shown, everything, **_DIRECT
        )
        asking: dict[str, Any] = {
            "fn": self.ask,
            "inputs": [parts.question, *shown],
            "outputs": [parts.question, parts.welcome, parts.earlier, parts.current, parts.conversation],
            "concurrency_limit": AT_ONCE,
            "trigger_mode": "multiple",  # while an answer is running, `ask` itself turns questions away
            **_QUIET,
        }
        example = parts.welcome.select(self.take_example, None, parts.question, **_DIRECT)
        for asked in (parts.question.submit(**asking), example.then(**asking)):
            asked.then(self.ready_again, parts.language, parts.question, **_DIRECT)
        parts.question.stop(self.stop, None, None, **_DIRECT)
        self.blocks.unload(self.stop)
        for part in (parts.earlier, parts.current, parts.documents):
            part.click(self.open_source, shown, parts.source, **_DIRECT)

    def show(self, chosen: str, conversation: Conversation, request: gr.Request) -> Updates:
        """The whole page in the visitor's language."""
        texts = _texts(chosen, request)
        return {
            self.parts.switch: gr.Button(texts.other_language_name),
            self.parts.ask_tab: gr.Tab(texts.ask_tab),
            self.parts.documents_tab: gr.Tab(texts.documents_tab),
            self.parts.welcome: "" if conversation else self._welcome(texts),
            self.parts.earlier: render.exchanges_html(conversation[:-1], texts, self._look),
            self.parts.current: render.exchanges_html(conversation[-1:], texts, self._look),
            self.parts.question: gr.Textbox(
                label=texts.question, placeholder=texts.question_hint, submit_btn=texts.send
            ),
            self.parts.source: "",
            **self._opened(texts),
        }

    async def show_opened(self, chosen: str, request: gr.Request) -> Updates:
        """The same once the models are there, without holding a thread until then."""
        await asyncio.gather(asyncio.wrap_future(self._opening), return_exceptions=True)
        return self._opened(_texts(chosen, request))

    def switch_language(self, chosen: str, request: gr.Request) -> str:
        """The other language, which the browser keeps."""
        return _texts(chosen, request).other_language

    def take_example(self, event: gr.EventData) -> str:
        """The example that was clicked, as the question."""
        return str(getattr(event, "example", ""))[:LONGEST_QUESTION]

    def ask(self, question: str, chosen: str, conversation: Conversation, request: gr.Request) -> Iterator[Updates]:
        """Follows a question from the first sentences to the checked answer."""
        question = question.strip()[:LONGEST_QUESTION]
        session = request.session_hash or ""
        if not question or session in self._running:
            yield {}
            return
        texts = _texts(chosen, request)
        cancelled = self._running[session] = threading.Event()
        try:
            for exchange in follow(self._opening, question, conversation, cancelled):
                if exchange.finished:  # from here on the visitor may ask again
                    self._running.pop(session, None)
                yield self._step(exchange, conversation, texts)
        finally:
            cancelled.set()
            if self._running.get(session) is cancelled:
                del self._running[session]

    def _step(self, exchange: Exchange, earlier: Conversation, texts: Texts) -> Updates:
        """What changes with a new stage of an exchange."""
        updates: Updates = {self.parts.current: render.exchange_html(exchange, texts, self._look)}
        if exchange.finished:
            updates[self.parts.conversation] = (*earlier, exchange)
        elif exchange.stage in ("waiting", "searching"):
            updates |= {
                self.parts.question: gr.Textbox("", submit_btn=False, stop_btn=texts.stop),
                self.parts.welcome: "",
                self.parts.earlier: render.exchanges_html(earlier, texts, self._look),
            }
        return updates

    def ready_again(self, chosen: str, request: gr.Request) -> Any:
        """The question box after an answer, however that ended."""
        if (request.session_hash or "") in self._running:
            return gr.skip()
        return gr.Textbox(submit_btn=_texts(chosen, request).send, stop_btn=False)

    def stop(self, request: gr.Request) -> None:
        """Stops the answer that this visitor is waiting for, if there is one."""
        running = self._running.get(request.session_hash or "")
        if running is not None:
            running.set()

    def open_source(self, chosen: str, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Any:
        """The panel with the document that was clicked, at the sentence that was clicked."""
        path, start, end, opened = _clicked(event)
        document = self._look(path)
        if document is None:
            return gr.skip()
        view = view_source(document, (start, end), cited_keys(conversation, path, (start, end)))
        return render.source_html(view, _texts(chosen, request), opened)

    def _welcome(self, texts: Texts) -> str:
        return render.welcome_html(texts, texts.shipped_examples if self._examples else ())

    def _opened(self, texts: Texts) -> Updates:
        """The parts that change when the assistant is there."""
        failure = failure_of(self._opening)
        ready = self._opening.done()
        status = "" if ready else texts.models_loading
        if failure is not None:
            status = f"{texts.models_failed} {failure}"
        documents: Sequence[Document] = ()
        failures: list[tuple[str, str]] = []
        if ready and failure is None:
            assistant = self._opening.result()
            documents = assistant.documents()
            failures = [(one.path, one.reason) for one in assistant.failures()]
        return {
            self.parts.brand: render.brand_html(texts, status, failed=failure is not None),
            self.parts.documents: render.documents_html(documents, failures, texts, ready=ready),
        }

    def _look(self, path: str) -> Document | None:
        if not self._opening.done() or failure_of(self._opening) is not None:
            return None
        try:
            return self._opening.result().document(path)
        except KeyError:
            return None


def _texts(chosen: str, request: gr.Request) -> Texts:
    return texts_for(chosen, request.headers.get("accept-language"))


def _clicked(event: gr.EventData) -> tuple[str, int, int, int]:
    """What the browser sent with a click: path, start, end and when. It may send anything."""
    try:
        return str(event.document), int(event.start), int(event.end), int(event.opened)
    except (AttributeError, TypeError, ValueError):
        return "", 0, 0, 0
