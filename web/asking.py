"""The conversation: asking, stopping, changing the last question, beginning anew."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import gradio as gr

from qa.serialise import answer_json
from qa.types import LONGEST_QUESTION
from web import render
from web.crowd import Crowd
from web.examples import example_questions
from web.exchange import Exchange, follow
from web.history import restored, saved
from web.layout import Parts
from web.refused import explained
from web.shelf import Shelf
from web.strictness import Strictness
from web.texts import Texts, texts_of
from web.visitors import Conversation, Running, Visitors

Updates = dict[Any, Any]
"""New values of parts of the page."""


class Asking:
    """What one visitor's conversation does. It lives in Gradio's session state and in the visitor's browser."""

    def __init__(
        self,
        shelf: Shelf,
        parts: Parts,
        strictness: Strictness,
        crowd: Crowd,
        *,
        shipped: bool,
        rateable: bool = False,
    ) -> None:
        self._shelf = shelf
        self._parts = parts
        self._strictness = strictness
        self._crowd = crowd
        self._shipped = shipped
        self._rateable = rateable
        self._visitors = Visitors()

    def restore(self, kept: object, request: gr.Request) -> Updates:
        """The conversation that this tab kept, or else this browser; new tabs begin with it now."""
        return {**self._kept(restored(kept), request), self._parts.awaited: self._shelf.loading}

    def shown(self, conversation: Conversation, texts: Texts, request: gr.Request) -> Updates:
        """The conversation in the visitor's language, which an answer that is being written takes up itself."""
        running = self._visitors.running(request)
        if running:
            running.texts = texts
        conversation = self._visitors.conversation(request, conversation)
        return {
            self._parts.welcome: "" if conversation or running else self._welcome(texts),
            **self._redrawn(conversation, texts, running),
            self._parts.question: gr.Textbox(
                label=texts.question, placeholder=texts.question_hint, **self._buttons(texts, running)
            ),
            self._parts.new: gr.Button(texts.new_conversation, interactive=bool(conversation) and not running),
        }

    def said(
        self, conversation: Conversation, position: int, exchange: Exchange, texts: Texts, request: gr.Request
    ) -> Updates:
        """The conversation with what the visitor said of one exchange, also while the next is being answered."""
        conversation = _with(self._visitors.conversation(request, conversation), position, exchange)
        running = self._visitors.running(request)
        if running:
            running.earlier = _with(running.earlier, position, exchange)
        return {**self._kept(conversation, request), **self._redrawn(conversation, texts, running)}

    def _redrawn(self, conversation: Conversation, texts: Texts, running: Running | None) -> Updates:
        """All exchanges anew, but for one that is being answered."""
        if running:
            return {self._parts.earlier: "".join(self._rendered(running.earlier, texts))}
        earlier, current = self._rendered(conversation, texts)
        return {self._parts.earlier: earlier, self._parts.current: current}

    async def ask(  # noqa: PLR0917 - Gradio hands them over by position
        self,
        question: str,
        chosen: str,
        conversation: Conversation,
        changing: bool,
        threshold: object,
        request: gr.Request,
    ) -> AsyncIterator[Updates]:
        """Follows a question from the first sentences to the checked answer; who waits holds no thread."""
        question = question.strip()[:LONGEST_QUESTION]
        if not question or self.is_running(request):
            yield self._unchanged()
            return
        earlier = conversation[:-1] if changing else conversation
        cancelled = self._crowd.join()
        running = Running(cancelled, earlier, texts_of(chosen, request))
        self._visitors.begin(running, request)
        steps = follow(
            self._shelf.opening,
            question,
            earlier,
            cancelled,
            lambda: self._crowd.ahead(cancelled),
            threshold=self._strictness.chosen(threshold),
        )
        drawn = None
        try:
            updates = await asyncio.to_thread(self._begun, running)
            async with aclosing(steps):
                async for exchange in steps:
                    if exchange.finished:
                        self._crowd.leave(cancelled)
                    while drawn != (exchange, running.earlier, running.texts):  # which change during a long step
                        drawn = exchange, running.earlier, running.texts
                        updates |= await asyncio.to_thread(self._step, *drawn, request)
                    if exchange.finished:  # from here on the visitor may ask again
                        self._visitors.end(running, request)
                    if updates:
                        yield updates
                        updates = {}
        finally:
            cancelled.set()
            self._crowd.leave(cancelled)
            self._visitors.end(running, request)

    def _begun(self, running: Running) -> Updates:
        """What changes when a question is asked."""
        return {
            self._parts.question: gr.Textbox("", **self._buttons(running.texts, running)),
            self._parts.new: gr.Button(interactive=False),
            self._parts.welcome: "",
            **self._redrawn(running.earlier, running.texts, running),
            self._parts.changing: False,
            self._parts.notice: "",
        }

    def _step(self, exchange: Exchange, earlier: Conversation, texts: Texts, request: gr.Request) -> Updates:
        """What changes with a new stage of an exchange."""
        exchange = explained(exchange, self._shelf)
        updates = {self._parts.current: self._exchange(exchange, len(earlier), texts)}
        return updates | self._kept((*earlier, exchange), request) if exchange.finished else updates

    def _buttons(self, texts: Texts, running: Running | None) -> dict[str, Any]:
        """What stands beside the question box."""
        if running:
            return {"submit_btn": False, "stop_btn": texts.stop}
        return {"submit_btn": texts.send, "stop_btn": False}

    def ready_again(self, chosen: str, request: gr.Request) -> Any:
        """The question box after an answer, however that ended."""
        if self.is_running(request):
            return gr.skip(), gr.skip()
        return gr.Textbox(**self._buttons(texts_of(chosen, request), None)), gr.Button(interactive=True)

    def stop(self, request: gr.Request) -> None:
        """Stops the answer that this visitor is waiting for, if there is one."""
        running = self._visitors.running(request)
        if running is not None:
            running.cancelled.set()

    def leave(self, request: gr.Request) -> None:
        """The page was closed: nobody waits any more."""
        self.stop(request)
        self._visitors.forget(request)

    def begin_anew(self, chosen: str, request: gr.Request) -> Updates:
        """An empty conversation, on the page and in the browser."""
        if self.is_running(request):
            return self._unchanged()
        return {
            **self._kept((), request),
            **self.keep(),
            **self.shown((), texts_of(chosen, request), request),
        }

    def take_example(self, event: gr.EventData) -> str:
        """The question that was offered and clicked: an example, or one instead of the last."""
        return str(getattr(event, "example", ""))[:LONGEST_QUESTION]

    def change(self, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """The last question in the question box, to be replaced by what is asked next."""
        if self.is_running(request):
            return self._unchanged()
        return {
            self._parts.question: str(getattr(event, "question", ""))[:LONGEST_QUESTION],
            self._parts.changing: True,
            self._parts.notice: render.notice_html(texts_of(chosen, request)),
        }

    def keep(self) -> Updates:
        """The last question stays after all."""
        return {self._parts.question: "", self._parts.changing: False, self._parts.notice: ""}

    def reuse(self, event: gr.EventData) -> str:
        """An earlier question in the question box, to be asked again."""
        return str(getattr(event, "question", ""))[:LONGEST_QUESTION]

    def receipt(self, conversation: Conversation, event: gr.EventData) -> Any:
        """The answer with its receipt as a file for the browser to save."""
        try:
            exchange = conversation[int(event.position)]
        except (AttributeError, TypeError, ValueError, IndexError):
            return gr.skip()
        if exchange.answer is None:
            return gr.skip()
        name = re.sub(r"\W+", "-", exchange.question.casefold())[:48].strip("-")
        text = json.dumps(answer_json(exchange.answer), ensure_ascii=False, indent=2)
        return render.file_html(f"beleg-{name}.json", text, str(getattr(event, "at", "")))

    def _kept(self, conversation: Conversation, request: gr.Request) -> Updates:
        """This is the conversation from now on, here and in the browser."""
        self._visitors.keep(conversation, request)
        return {self._parts.conversation: conversation, self._parts.kept: saved(conversation)}

    def _rendered(self, conversation: Conversation, texts: Texts) -> tuple[str, str]:
        """The exchanges before the last one, and the last one."""
        shown = [self._exchange(one, position, texts) for position, one in enumerate(conversation)]
        return "".join(shown[:-1]), "".join(shown[-1:])

    def _exchange(self, exchange: Exchange, position: int, texts: Texts) -> str:
        answer = exchange.answer
        strictness = self._strictness.chosen_name(answer.receipt.get("threshold")) if answer else None
        return render.exchange_html(
            exchange, texts, self._shelf.look, position, strictness=strictness, rateable=self._rateable
        )

    def _welcome(self, texts: Texts) -> str:
        examples = example_questions(self._shelf.documents(), texts, shipped=self._shipped)
        return render.welcome_html(texts, examples)

    def _unchanged(self) -> Updates:
        """Nothing new; Gradio takes an empty mapping for an error."""
        return {self._parts.notice: gr.skip()}

    def is_running(self, request: gr.Request) -> bool:
        """Whether this visitor waits for an answer."""
        return self._visitors.running(request) is not None


def _with(conversation: Conversation, position: int, exchange: Exchange) -> Conversation:
    """The conversation with another exchange at a position, if it reaches that far."""
    return tuple(exchange if at == position else one for at, one in enumerate(conversation))
