"""The tab that says what can be relied on, and what a visitor does there."""

from pathlib import Path
from typing import Any

import gradio as gr

from qa.saved import documents_in
from qa.settings import Settings
from web import render
from web.layout import Parts
from web.receipts import NoReceiptError, check_receipts, read_receipts
from web.shelf import Shelf
from web.strictness import Strictness, measured_on
from web.texts import Texts, texts_of
from web.trust import LanguageModel, facts

Updates = dict[Any, Any]
"""New values of parts of the page."""


class Trusting:
    """What belongs to one visitor, the threshold, lives in the visitor's browser."""

    def __init__(self, shelf: Shelf, parts: Parts, settings: Settings) -> None:
        self._shelf = shelf
        self._parts = parts
        self._settings = settings
        self._strictness = Strictness(settings.threshold)
        self._language_model = LanguageModel(settings.model)

    def shown(self, texts: Texts, threshold: object) -> Updates:
        """The tab in the visitor's language; `threshold` is what the browser kept."""
        strictness = self._strictness
        return {
            self._parts.trust: self._facts(texts),
            self._parts.strictness: render.strictness_html(
                strictness.choices(), strictness.chosen(threshold), strictness.default, measured_on(), texts
            ),
            self._parts.check: render.check_html(texts),
            self._parts.receipt: gr.File(label=texts.check_drop),
            self._parts.rechecked: "",
        }

    def refresh(self, chosen: str, threshold: object, request: gr.Request) -> Updates:
        """What may have changed since the tab was last open."""
        shown = self.shown(texts_of(chosen, request), threshold)
        return {part: shown[part] for part in (self._parts.trust, self._parts.strictness)}

    def hashed(self, chosen: str, request: gr.Request) -> Any:
        """The tab with the hash of the language model; the first time it takes a while for a large file."""
        if not self._language_model.facts.pending:
            return gr.skip()
        self._language_model.hashed()
        return self._facts(texts_of(chosen, request))

    def _facts(self, texts: Texts) -> str:
        documents, changed = len(self._shelf.documents()), self._shelf.changed()
        return render.trust_html(facts(self._settings, self._language_model.facts, documents, changed), texts)

    def choose(self, event: gr.EventData) -> float:
        """The threshold that was chosen, for the browser to keep."""
        return self._strictness.chosen(getattr(event, "threshold", None))

    def recheck(self, file: str | None, chosen: str, request: gr.Request) -> Updates:
        """What holds of the saved answers in a file that was dropped; the file itself is not kept."""
        if file is None:
            return {self._parts.rechecked: gr.skip()}
        texts = texts_of(chosen, request)
        try:
            shapes = read_receipts(Path(file))
        except NoReceiptError as exc:
            result = render.receipts_html((), texts, getattr(texts, exc.fault))
        else:
            document_of = documents_in(self._settings.documents, self._settings.max_bytes)
            result = render.receipts_html(check_receipts(shapes, document_of, texts.language), texts)
        finally:
            Path(file).unlink(missing_ok=True)
        return {self._parts.receipt: gr.File(None), self._parts.rechecked: result}
