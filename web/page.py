"""What happens on the page: the events between its parts."""

import asyncio
from dataclasses import dataclass
from typing import Any

import gradio as gr

from qa.settings import Settings
from web import render
from web.asking import Asking, Updates
from web.background_run import BackgroundRun
from web.correcting import Correcting
from web.crowd import Crowd
from web.exchange import cited_keys
from web.keeping import Keeping
from web.layout import NO_CHANGE, Parts, script
from web.library import Library
from web.marks import Range
from web.opening import told
from web.originals import Originals
from web.rating import RatingAnswers
from web.ratings import Ratings
from web.reporting import Reporting
from web.reports import Reports
from web.shelf import Shelf
from web.source import view_source
from web.strictness import Strictness
from web.texts import Texts, texts_of
from web.trusting import Trusting
from web.visitors import Conversation

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_DIRECT: dict[str, Any] = {**_QUIET, "queue": False}
"""For what is answered at once. Only questions go through the queue: a browser that is just closing its
stream of queued events could miss the next one."""


class Page:
    """The page as Gradio serves it. What belongs to one visitor lives in Gradio's session state."""

    def __init__(
        self,
        shelf: Shelf,
        originals: Originals,
        reports: Reports,
        settings: Settings,
        crowd: Crowd,
        *,
        library: Library | None,
        ratings: Ratings | None,
        run: BackgroundRun | None,
        shipped: bool,
    ) -> None:
        """Without a `library` the documents can only be looked at, without `ratings` no answer is rated, and
        without a `run` no evaluation is started."""
        self._shelf = shelf
        self._originals = originals
        with gr.Blocks(title="Beleg", analytics_enabled=False) as self.blocks:
            self.parts = Parts()
            self._asking = Asking(
                shelf, self.parts, Strictness(settings.threshold), crowd, shipped=shipped, rateable=ratings is not None
            )
            self._rating = RatingAnswers(self._asking, self.parts, ratings)
            self._reporting = Reporting(self.parts, reports, run, ratings, shipped=shipped)
            self._trusting = Trusting(shelf, self.parts, settings)
            self._keeping = Keeping(shelf, self.parts, library)
            self._correcting = Correcting(shelf, self.parts, self._keeping, allowed=library is not None)
            self._connect()
            self._connect_asking()
            self._connect_keeping()
            self._connect_trusting()
            self._connect_rating()
            self._connect_reporting()
        self.blocks.queue(api_open=False, default_concurrency_limit=None)

    def _connect(self) -> None:
        parts = self.parts
        everything = parts.filled_by_language()
        shown = [parts.language, parts.conversation]
        page = [*shown, parts.changing, parts.threshold]
        own = [parts.conversation, parts.kept, parts.awaited]
        waited = [*shown, parts.awaited]
        self.blocks.load(self._asking.restore, parts.kept, own, js=script("restore.js"), **_DIRECT).then(
            self.show, page, everything, **_DIRECT
        ).then(self.wait_until_open, None, None, **_DIRECT).then(self.show_awaited, waited, everything, **_DIRECT)
        parts.switch.click(self.switch_language, parts.language, parts.language, **_DIRECT).then(
            self.show, page, everything, **_DIRECT
        )
        parts.kept.change(None, parts.kept, js=script("keep.js"), **_QUIET)
        parts.theme.click(None, js=script("theme.js"), **_QUIET)
        for part in (parts.earlier, parts.current, parts.documents, parts.source):
            part.click(self.open_source, shown, parts.source, **_DIRECT)

    def _connect_asking(self) -> None:
        parts, asking = self.parts, self._asking
        shown = [parts.language, parts.conversation]
        box = [parts.question, parts.changing, parts.notice]
        follow: dict[str, Any] = {
            "fn": asking.ask,
            "inputs": [parts.question, *shown, parts.changing, parts.threshold],
            "outputs": [*box, parts.welcome, parts.earlier, parts.current, parts.conversation, parts.kept, parts.new],
            "trigger_mode": "multiple",  # while an answer is running, `ask` itself turns questions away
            **_QUIET,
        }
        offered = [
            part.select(asking.take_example, None, parts.question, **_DIRECT).then(**follow)
            for part in (parts.welcome, parts.earlier, parts.current)
        ]
        for asked in (parts.question.submit(**follow), *offered):
            asked.then(asking.ready_again, parts.language, [parts.question, parts.new], **_DIRECT)
        parts.question.stop(asking.stop, None, None, **_DIRECT)
        self.blocks.unload(asking.leave)
        anew = [*box, parts.conversation, parts.kept, parts.welcome, parts.earlier, parts.current, parts.new]
        parts.new.click(asking.begin_anew, parts.language, anew, **_DIRECT)
        parts.current.edit(asking.change, parts.language, box, **_DIRECT)
        parts.earlier.edit(asking.reuse, None, parts.question, **_DIRECT)
        parts.notice.clear(asking.keep, None, box, **_DIRECT)
        for part in (parts.earlier, parts.current):
            part.download(asking.receipt, parts.conversation, parts.file, **_DIRECT)

    def _connect_keeping(self) -> None:
        parts, keeping, correcting = self.parts, self._keeping, self._correcting
        listed = [parts.documents, parts.reading, parts.watching]
        changed = [*listed, parts.upload, parts.change]
        shown = [parts.language, parts.conversation]
        dropped = [parts.upload, parts.language]
        each: dict[str, Any] = {**_DIRECT, "trigger_mode": "multiple"}  # another file may be next before one is done
        again: dict[str, Any] = {
            "fn": self.show_opened,
            "inputs": shown,
            "outputs": parts.filled_by_language(),
            **each,
        }
        announced = [parts.documents, parts.change]
        parts.upload.upload(keeping.announce, dropped, [*announced, parts.watching], **_DIRECT).then(
            keeping.add, dropped, changed, **_DIRECT
        ).then(**again)
        parts.watching.tick(keeping.watch, [parts.reading, parts.language], [*listed, parts.change], **_DIRECT)
        parts.documents_tab.select(keeping.look_again, parts.language, listed, **_DIRECT)
        parts.documents.delete(keeping.remove, parts.language, changed, **each).then(**again)
        for part in (parts.change, parts.documents):
            part.undo(keeping.undo, parts.language, changed, **each).then(**again)
        parts.documents.retry(keeping.announce_refresh, parts.language, announced, **_DIRECT).then(
            keeping.refresh, parts.language, changed, **_DIRECT
        ).then(**again)
        parts.documents.edit(correcting.open, parts.language, parts.editor, **_DIRECT)
        for event, done in ((parts.editor.submit, correcting.save), (parts.editor.undo, correcting.undo)):
            event(done, parts.language, [parts.editor, *changed], **_DIRECT).then(**again)

    def _connect_trusting(self) -> None:
        parts, trusting = self.parts, self._trusting
        kept = [parts.language, parts.threshold]
        parts.trust_tab.select(trusting.refresh, kept, [parts.trust, parts.strictness], **_DIRECT).then(
            trusting.hashed, parts.language, parts.trust, **_DIRECT
        )
        parts.strictness.input(trusting.choose, None, parts.threshold, **_DIRECT)
        parts.receipt.upload(
            trusting.recheck, [parts.receipt, parts.language], [parts.receipt, parts.rechecked], **_DIRECT
        )

    def _connect_rating(self) -> None:
        parts, rating = self.parts, self._rating
        said = [parts.conversation, parts.language]
        changed = [parts.conversation, parts.kept, parts.earlier, parts.current, parts.rated]
        for part in (parts.earlier, parts.current):
            part.like(rating.rate, said, changed, **_DIRECT)
            part.submit(rating.correct, said, changed, **_DIRECT)
        parts.rated.download(rating.export, None, parts.file, **_DIRECT)

    def _connect_reporting(self) -> None:
        parts, reporting = self.parts, self._reporting
        going = [parts.running, parts.timer]
        parts.report_tab.select(reporting.refresh, parts.language, [*going, parts.report], **_DIRECT)
        parts.running.submit(reporting.start, parts.language, going, **_DIRECT)
        parts.running.stop(reporting.stop, parts.language, going, **_DIRECT)
        parts.timer.tick(reporting.tick, parts.language, [*going, parts.report], **_DIRECT)

    def show(
        self, chosen: str, conversation: Conversation, changing: bool, threshold: object, request: gr.Request
    ) -> Updates:
        """The whole page in the visitor's language."""
        texts = texts_of(chosen, request)
        return {
            self.parts.theme: gr.Button(texts.theme),
            self.parts.switch: gr.Button(texts.other_language_name),
            self.parts.ask_tab: gr.Tab(texts.ask_tab),
            self.parts.documents_tab: gr.Tab(texts.documents_tab),
            self.parts.trust_tab: gr.Tab(texts.trust_tab),
            self.parts.report_tab: gr.Tab(texts.report_tab),
            self.parts.notice: render.notice_html(texts) if changing else "",
            self.parts.change: NO_CHANGE,
            self.parts.source: "",
            self.parts.editor: "",
            **self._trusting.shown(texts, threshold),
            **self._rating.shown(texts),
            **self._reporting.shown(texts),
            **self._opened(texts),
            **self._asking.shown(conversation, texts, request),
        }

    async def wait_until_open(self) -> None:
        """Until the models are there, without holding a thread."""
        await asyncio.gather(asyncio.wrap_future(self._shelf.opening), return_exceptions=True)

    def show_awaited(self, chosen: str, conversation: Conversation, awaited: bool, request: gr.Request) -> Updates:
        """What was not yet known when the page was drawn."""
        return self.show_opened(chosen, conversation, request) if awaited else {self.parts.notice: gr.skip()}

    def show_opened(self, chosen: str, conversation: Conversation, request: gr.Request) -> Updates:
        """What is known only once the documents are there."""
        texts = texts_of(chosen, request)
        return {**self._opened(texts), **self._asking.shown(conversation, texts, request)}

    def switch_language(self, chosen: str, request: gr.Request) -> str:
        """The other language, which the browser keeps."""
        return texts_of(chosen, request).other_language

    def open_source(self, chosen: str, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Any:
        """The panel with the document that was clicked, at the sentence that was clicked."""
        click = _click(event)
        document = self._shelf.document(click.path)
        if document is None:
            return gr.skip()
        keys = cited_keys(conversation, click.path, click.cited)
        view = view_source(document, click.cited, keys)
        pages = self._originals.pages(document, click.cited, keys, click.page)
        texts = texts_of(chosen, request)
        return render.source_html(view, pages, texts, click.opened, original=self._originals.file(document) is not None)

    def _opened(self, texts: Texts) -> Updates:
        """The parts that change when the assistant is there."""
        failure = self._shelf.failure
        status = texts.models_loading if self._shelf.loading else ""
        if failure is not None:
            status = f"{texts.models_failed} {told(failure, texts.language)}"
        return {
            self.parts.brand: render.brand_html(texts, status, failed=failure is not None),
            **self._keeping.shown(texts),
        }


@dataclass(frozen=True, slots=True)
class _Click:
    """A place in a document, and when it was clicked; `page` is one to be shown instead of that of the place."""

    path: str = ""
    cited: Range = (0, 0)
    opened: int = 0
    page: int | None = None


def _click(event: gr.EventData) -> _Click:
    """What the browser sent with a click. It may send anything."""
    try:
        page = getattr(event, "page", None)
        cited = int(event.start), int(event.end)
        return _Click(str(event.document), cited, int(event.opened), None if page is None else int(page))
    except (AttributeError, TypeError, ValueError):
        return _Click()
