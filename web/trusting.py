"""The tab that says what can be relied on, and what a visitor does there."""

from typing import Any

import gradio as gr

from qa.settings import Settings
from web import render
from web.layout import Parts
from web.shelf import Shelf
from web.strictness import Strictness, measured_on
from web.texts import Texts, texts_of
from web.trust import facts

Updates = dict[Any, Any]
"""New values of parts of the page."""


class Trusting:
    """What belongs to one visitor, the threshold, lives in the visitor's browser."""

    def __init__(self, shelf: Shelf, parts: Parts, settings: Settings) -> None:
        self._shelf = shelf
        self._parts = parts
        self._settings = settings
        self._strictness = Strictness(settings.threshold)

    def shown(self, texts: Texts, threshold: object) -> Updates:
        """The tab in the visitor's language; `threshold` is what the browser kept."""
        strictness = self._strictness
        return {
            self._parts.trust: render.trust_html(facts(self._settings, len(self._shelf.documents())), texts),
            self._parts.strictness: render.strictness_html(
                strictness.choices(), strictness.chosen(threshold), strictness.default, measured_on(), texts
            ),
        }

    def refresh(self, chosen: str, threshold: object, request: gr.Request) -> Updates:
        """The tab as it is now."""
        return self.shown(texts_of(chosen, request), threshold)

    def choose(self, event: gr.EventData) -> float:
        """The threshold that was chosen, for the browser to keep."""
        return self._strictness.chosen(getattr(event, "threshold", None))
