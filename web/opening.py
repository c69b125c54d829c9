"""The assistant is opened beside the page, which is there at once."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from index.errors import BelegError, ReasonedError
from index.reasons import Language

Opened = TypeVar("Opened")

_log = logging.getLogger(__name__)


def open_in_background(open_assistant: Callable[[], Opened]) -> Future[Opened]:
    """Starts to open it in a thread of its own; the result is for all who ask."""
    opening: Future[Opened] = Future()
    opening.set_running_or_notify_cancel()

    def run() -> None:
        try:
            opening.set_result(open_assistant())
        except BaseException as exc:
            opening.set_exception(exc)
            if not isinstance(exc, BelegError):
                _log.exception("The assistant could not be opened")

    threading.Thread(target=run, name="opening", daemon=True).start()
    return opening


def failure_of(opening: Future[Opened]) -> BaseException | None:
    """Why opening failed; None while it goes on and when it went well."""
    return opening.exception() if opening.done() else None


def told(error: BaseException, language: Language) -> str:
    """What went wrong, in the language if the error knows it; else in the error's own words."""
    if not isinstance(error, ReasonedError):
        return str(error)
    text = error.reason.text(language)
    return f"{text[:1].upper()}{text[1:]}."
