"""One question with the assistant: what comes of it, without holding a thread while it waits."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from qa.line import WAITING
from qa.types import Piece, Turn

if TYPE_CHECKING:
    from qa import Assistant

AT_ONCE = WAITING // 2
"""Questions that are with the assistant at the same time, half of what the language model lets wait; the others
wait here, where that costs no thread."""

_GLANCE = 0.2
"""Seconds without a piece, after which whoever asks can look around."""


async def pieces_of(
    opening: "Future[Assistant]",
    question: str,
    history: Sequence[Turn],
    cancelled: threading.Event,
    ahead: Callable[[], int],
    *,
    threshold: float | None = None,
) -> AsyncGenerator[Piece | None, None]:
    """The pieces as they come, and None whenever none came for a while; ends early when cancelled.

    Waits for the models, and with many questions `ahead()` for those, before it searches. Raises BelegError.
    """
    while not opening.done() or ahead() >= AT_ONCE:
        if cancelled.is_set():
            return
        yield None
        await asyncio.sleep(_GLANCE)
    pieces = opening.result().stream(question, history=history, cancelled=cancelled, threshold=threshold)
    arrived = _read_beside(pieces)
    while not cancelled.is_set():
        try:
            item = await asyncio.wait_for(arrived.get(), _GLANCE)
        except TimeoutError:
            yield None
            continue
        if item is None:
            return
        if isinstance(item, Exception):
            raise item
        yield item


def _read_beside(pieces: Iterator[Piece]) -> asyncio.Queue[Piece | Exception | None]:
    """Where the pieces arrive that a thread of their own reads; None after the last."""
    arrived: asyncio.Queue[Piece | Exception | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def put(item: Piece | Exception | None) -> None:
        with contextlib.suppress(RuntimeError):  # the server has ended meanwhile
            loop.call_soon_threadsafe(arrived.put_nowait, item)

    def read() -> None:
        try:
            for piece in pieces:
                put(piece)
            put(None)
        except Exception as exc:  # raised again where the pieces are taken
            put(exc)

    threading.Thread(target=read, name="answer", daemon=True).start()
    return arrived
