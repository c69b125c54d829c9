"""The HTTP API: one question in, one checked answer out, as JSON."""

from concurrent.futures import Future
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from index.errors import BelegError, QuestionError
from qa.serialise import answer_json
from qa.types import LONGEST_QUESTION, Turn

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


def api_routes(opening: "Future[Assistant]") -> APIRouter:
    """`POST /api/ask`, which waits for the models, and `GET /api/health`, which doesn't."""
    routes = APIRouter(prefix="/api")

    @routes.post("/ask")
    def ask(request: AskRequest) -> dict[str, Any]:
        history = [Turn(turn.question, turn.answer) for turn in request.history]
        try:
            answer = opening.result().ask(request.question, history=history, threshold=request.threshold)
        except QuestionError as exc:
            raise HTTPException(422, str(exc)) from exc
        except BelegError as exc:
            raise HTTPException(503, str(exc)) from exc
        return answer_json(answer)

    @routes.get("/health")
    def health() -> dict[str, bool]:
        return {"ready": opening.done() and opening.exception() is None}

    return routes
