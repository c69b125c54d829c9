"""One question and what becomes of it, step by step."""

import logging
import threading
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from index.errors import BelegError
from index.reasons import Language
from qa.types import Answer, Evidence, Found, Piece, Turn
from web.marks import Range, key_ranges
from web.opening import told
from web.pieces import pieces_of

if TYPE_CHECKING:
    from qa import Assistant

_log = logging.getLogger(__name__)

Stage = Literal["waiting", "searching", "writing", "checked", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with as much of its answer as there is.

    `ahead` is how many other questions are answered before it; `reasons` say why it failed, in both languages. Of a
    refused one, `missing` are the words that no document has, `meant` is the question as the documents spell them,
    `instead` are other questions. What the visitor said of the answer: `right`, None if nothing; `correction`;
    `nowhere`, that the documents don't answer.
    """

    question: str
    stage: Stage
    evidence: tuple[Evidence, ...] = ()
    written: str = ""
    answer: Answer | None = None
    reasons: Mapping[Language, str] = field(default_factory=dict)
    ahead: int = 0
    missing: tuple[str, ...] = ()
    meant: str = ""
    instead: tuple[str, ...] = ()
    right: bool | None = None
    correction: str = ""
    nowhere: bool = False

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in ("checked", "stopped", "failed")


async def follow(
    opening: "Future[Assistant]",
    question: str,
    earlier: Sequence[Exchange],
    cancelled: threading.Event,
    ahead: Callable[[], int] = lambda: 0,
    *,
    threshold: float | None = None,
) -> AsyncGenerator[Exchange, None]:
    """The exchange after every step, from the question alone to the checked answer, the stop or the failure.

    The same exchange again means that nothing new came for a while. `ahead()` counts the questions before this one,
    see `pieces_of`; `threshold` is the visitor's own. An error that nobody foresaw is logged and shown as a failure.
    """
    exchange = Exchange(question, "searching" if opening.done() else "waiting")
    yield exchange
    try:
        pieces = pieces_of(opening, question, turns(earlier), cancelled, ahead, threshold=threshold)
        async for piece in pieces:
            before = 0 if isinstance(piece, Answer) or exchange.written else ahead()
            if piece is not None or before != exchange.ahead:
                exchange = _after(replace(exchange, ahead=before), piece)
            yield exchange
    except BelegError as exc:
        if not cancelled.is_set():
            yield replace(exchange, stage="failed", reasons={"de": told(exc, "de"), "en": told(exc, "en")}, ahead=0)
            return
    except Exception:
        _log.exception("A question could not be answered")
        yield replace(exchange, stage="failed", ahead=0)
        return
    if exchange.answer is None:
        yield replace(exchange, stage="stopped", written="", ahead=0)


def turns(earlier: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The answered questions as they were understood, for the next one to lean on."""
    return tuple(Turn(one.answer.question, one.answer.text) for one in earlier if one.answer is not None)


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


def _after(exchange: Exchange, piece: Piece | None) -> Exchange:
    match piece:
        case None:
            return exchange
        case Found():
            return replace(exchange, stage="writing", evidence=piece.evidence)
        case Answer():
            return replace(exchange, stage="checked", answer=piece, written="")
        case _:
            return replace(exchange, stage="writing", written=exchange.written + piece.text)
