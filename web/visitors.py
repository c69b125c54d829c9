"""What each visitor's conversation is at this moment, and what is being answered in it."""

import threading
from dataclasses import dataclass

import gradio as gr

from web.exchange import Exchange
from web.texts import Texts

Conversation = tuple[Exchange, ...]


@dataclass(slots=True)
class Running:
    """A question that a visitor waits for; what is chosen or said of the earlier ones meanwhile counts at once."""

    cancelled: threading.Event
    earlier: Conversation
    texts: Texts


class Visitors:
    """By Gradio's session. An event is handed the conversation as it was when the event began: one that took its time
    would show again what has been replaced since."""

    def __init__(self) -> None:
        self._running: dict[str, Running] = {}
        self._conversations: dict[str, Conversation] = {}

    def running(self, request: gr.Request) -> Running | None:
        """What this visitor waits for."""
        return self._running.get(_session(request))

    def begin(self, running: Running, request: gr.Request) -> None:
        """This visitor waits for an answer from now on."""
        self._running[_session(request)] = running

    def end(self, running: Running, request: gr.Request) -> None:
        """This visitor does not wait for it any more, but perhaps for another one."""
        if self._running.get(_session(request)) is running:
            del self._running[_session(request)]

    def conversation(self, request: gr.Request, handed: Conversation) -> Conversation:
        """The conversation as it is now, the one handed over if nothing is known of it."""
        return self._conversations.get(_session(request), handed)

    def keep(self, conversation: Conversation, request: gr.Request) -> None:
        """This is the conversation from now on."""
        self._conversations[_session(request)] = conversation

    def forget(self, request: gr.Request) -> None:
        """The page has been closed."""
        self._conversations.pop(_session(request), None)


def _session(request: gr.Request) -> str:
    return request.session_hash or ""
