"""The HTTP API: one question in, one checked answer out, as JSON."""

from concurrent.futures import Future
from contextlib import aclosing
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from index.errors import BelegError, GenerationError, QuestionError
from index.reasons import Cause
from qa.line import WAITING
from qa.serialise import answer_json
from qa.types import LONGEST_QUESTION, Answer, Turn
from web.crowd import Crowd
from web.pieces import pieces_of

if TYPE_CHECKING:
    from qa import Assistant

Text = Annotated[str, Field(min_length=1, max_length=20_000)]


class EarlierTurn(BaseModel):
    """An earlier question and the text of its answer."""

    model_config = ConfigDict(extra="forbid")
    question: Text
    answer: Text


class AskRequest(BaseModel):
    """What `POST /api/ask` takes."""

    model_config = ConfigDict(extra="forbid")
    question: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
    history: Annotated[list[EarlierTurn], Field(max_length=50)] = []
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None


GONE = 499
"""The status for a caller that has hung up, as web servers log it."""


def api_routes(opening: "Future[Assistant]", crowd: Crowd) -> APIRouter:
    """`POST /api/ask`, which waits for the models and its turn, and `GET /api/health`, which doesn't."""
    routes = APIRouter(prefix="/api")

    @routes.post("/ask")
    async def ask(body: AskRequest, request: Request) -> dict[str, Any]:
        try:
            answer = await _answer(opening, crowd, body, request)
        except QuestionError as exc:
            raise HTTPException(422, str(exc)) from exc
        except BelegError as exc:
            raise HTTPException(503, str(exc)) from exc
        if answer is None:
            raise HTTPException(GONE, "The caller has hung up.")
        return answer_json(answer)

    @routes.get("/health")
    def health() -> dict[str, bool]:
        return {"ready": opening.done() and opening.exception() is None}

    return routes


async def _answer(opening: "Future[Assistant]", crowd: Crowd, body: AskRequest, request: Request) -> Answer | None:
    """The answer, None if the caller hangs up before. Raises BelegError."""
    history = [Turn(turn.question, turn.answer) for turn in body.history]
    cancelled = crowd.join()
    pieces = pieces_of(
        opening, body.question, history, cancelled, lambda: crowd.ahead(cancelled), threshold=body.threshold
    )
    try:
        if crowd.ahead(cancelled) > WAITING:
            raise GenerationError(Cause.QUEUE_FULL, WAITING)
        async with aclosing(pieces):
            async for piece in pieces:
                if isinstance(piece, Answer):
                    return piece
                if await request.is_disconnected():
                    return None
        return None
    finally:
        crowd.leave(cancelled)
        cancelled.set()
