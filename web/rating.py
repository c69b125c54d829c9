"""Rating answers, and taking what was rated along as a question set."""

from dataclasses import replace
from typing import Any

import gradio as gr

from eval.types import Rating
from web import render
from web.asking import Asking, Updates
from web.exchange import Exchange, turns
from web.layout import Parts
from web.ratings import Ratings
from web.texts import Texts, texts_of
from web.visitors import Conversation

LONGEST_CORRECTION = 1000


class RatingAnswers:
    """What a visitor says of the answers of the conversation. Without ratings there is nothing to click."""

    def __init__(self, asking: Asking, parts: Parts, ratings: Ratings | None) -> None:
        self._asking = asking
        self._parts = parts
        self._ratings = ratings

    def shown(self, texts: Texts) -> Updates:
        """How many answers were rated, with the offer to take them along."""
        rated = self._ratings is not None and bool(self._ratings.all())
        return {self._parts.rated: render.rated_html(texts) if rated else ""}

    def rate(self, conversation: Conversation, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Thumbs up or down; the same thumb again takes it back."""
        position = _number(event, "position")
        right = getattr(event, "right", None) is True
        exchange = _answered(conversation, position)
        if exchange is None:
            return self._unchanged()
        said = None if exchange.right is right else right
        return self._keep(
            conversation, position, replace(exchange, right=said, correction="", nowhere=False), chosen, request
        )

    def correct(self, conversation: Conversation, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """What would have been right."""
        position = _number(event, "position")
        exchange = _answered(conversation, position)
        if exchange is None:
            return self._unchanged()
        said = str(getattr(event, "correction", "")).strip()[:LONGEST_CORRECTION]
        correction = said.encode(errors="replace").decode()  # a browser may send halves of characters
        nowhere = getattr(event, "nowhere", None) is True
        corrected = replace(exchange, right=False, correction=correction, nowhere=nowhere)
        return self._keep(conversation, position, corrected, chosen, request)

    def export(self, event: gr.EventData) -> Any:
        """What was rated, as a file for the browser to save."""
        if self._ratings is None:
            return gr.skip()
        return render.file_html("beleg-rated.jsonl", self._ratings.question_set(), str(getattr(event, "at", "")))

    def _keep(
        self, conversation: Conversation, position: int, exchange: Exchange, chosen: str, request: gr.Request
    ) -> Updates:
        """Write the rating down, and show it."""
        if self._ratings is None or exchange.answer is None:
            return self._unchanged()
        history = turns(conversation[:position])
        self._ratings.add(
            Rating(exchange.question, history, exchange.answer, exchange.right, exchange.correction, exchange.nowhere)
        )
        texts = texts_of(chosen, request)
        return {**self._asking.said(conversation, position, exchange, texts, request), **self.shown(texts)}

    def _unchanged(self) -> Updates:
        """Nothing new; Gradio takes an empty mapping for an error."""
        return {self._parts.rated: gr.skip()}


def _number(event: gr.EventData, name: str) -> int:
    """A place that the browser sent, -1 for anything else."""
    try:
        return int(getattr(event, name, -1))
    except (TypeError, ValueError):
        return -1


def _answered(conversation: Conversation, position: int) -> Exchange | None:
    if not 0 <= position < len(conversation) or conversation[position].answer is None:
        return None
    return conversation[position]
