"""One question and what becomes of it, step by step."""

import logging
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from index.errors import BelegError
from qa.types import Answer, Evidence, Found, Piece, Turn
from web.marks import Range, key_ranges
from web.opening import wait_for

if TYPE_CHECKING:
    from qa import Assistant

_log = logging.getLogger(__name__)

Stage = Literal["waiting", "searching", "writing", "checked", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with as much of its answer as there is; `reason` says why it failed."""

    question: str
    stage: Stage
    evidence: tuple[Evidence, ...] = ()
    written: str = ""
    answer: Answer | None = None
    reason: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in ("checked", "stopped", "failed")


def follow(
    opening: "Future[Assistant]",
    question: str,
    earlier: Sequence[Exchange],
    cancelled: threading.Event,
) -> Iterator[Exchange]:
    """The exchange after every step, from the question alone to the checked answer, the stop or the failure.

    An error that nobody foresaw is logged and shown as a failure.
    """
    exchange = Exchange(question, "searching" if opening.done() else "waiting")
    yield exchange
    try:
        assistant = wait_for(opening, cancelled)
        if assistant is not None:
            for piece in assistant.stream(question, history=turns(earlier), cancelled=cancelled):
                exchange = _after(exchange, piece)
                yield exchange
    except BelegError as exc:
        if not cancelled.is_set():
            yield replace(exchange, stage="failed", reason=str(exc))
            return
    except Exception:
        _log.exception("A question could not be answered")
        yield replace(exchange, stage="failed")
        return
    if exchange.answer is None:
        yield replace(exchange, stage="stopped", written="")


def turns(earlier: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The answered questions, for the follow-up to be understood."""
    return tuple(Turn(one.question, one.answer.text) for one in earlier if one.answer is not None)


def cited_keys(earlier: Sequence[Exchange], path: str, cited: Range) -> tuple[Range, ...]:
    """What the answers so far mark in the sentence that they cite at this place of a document."""
    return tuple(
        key
        for exchange in earlier
        if exchange.answer is not None
        for claim in exchange.answer.claims
        for citation in claim.citations
        if (citation.document, citation.start, citation.end) == (path, *cited)
        for key in key_ranges(exchange.answer, citation)
    )


def _after(exchange: Exchange, piece: Piece) -> Exchange:
    match piece:
        case Found():
            return replace(exchange, stage="writing", evidence=piece.evidence)
        case Answer():
            return replace(exchange, stage="checked", answer=piece, written="")
        case _:
            return replace(exchange, stage="writing", written=exchange.written + piece.text)
