"""Correcting the title, publisher and date of a document on the page."""

from typing import Any

import gradio as gr

from index.errors import BelegError, CorrectionError
from index.reasons import Cause
from index.types import Document
from web import render
from web.form import Form, shown_form
from web.keeping import Keeping, Updates
from web.layout import Parts
from web.shelf import Shelf
from web.texts import Texts, texts_of

_WRONG = {Cause.NO_TITLE: "title", Cause.NO_DATE: "published"}
"""The field that a refused correction is about, where that is clear."""


class Correcting:
    """What the form does. Where the documents can only be looked at, it is never opened."""

    def __init__(self, shelf: Shelf, parts: Parts, keeping: Keeping, *, allowed: bool) -> None:
        self._shelf = shelf
        self._parts = parts
        self._keeping = keeping
        self._allowed = allowed

    def open(self, chosen: str, event: gr.EventData, request: gr.Request) -> Any:
        """The form over the list, with what is known of the document."""
        texts = texts_of(chosen, request)
        document = self._document(event)
        return self._form(texts, event, document, shown_form(document, texts)) if document else gr.skip()

    def save(self, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Keeps what was written into the form, or shows it again with what is wrong."""
        texts = texts_of(chosen, request)
        document, assistant = self._document(event), self._shelf.assistant
        if document is None or assistant is None:
            return {self._parts.editor: ""}
        typed = Form(*(str(getattr(event, name, "")) for name in ("title", "publisher", "published")))
        # A date that nobody touched stays, even one that no person would write so.
        date = None if typed.published == shown_form(document, texts).published else typed.published
        try:
            now = assistant.correct(document.path, title=typed.title, publisher=typed.publisher, date=date)
        except CorrectionError as exc:
            return {self._parts.editor: self._form(texts, event, document, typed, exc)}
        except (BelegError, KeyError) as exc:
            return self._closed(texts, f"{texts.change_failed} {exc}")
        return self._closed(texts, texts.file_corrected.format(now.title))

    def undo(self, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Goes back to what was found in the document."""
        texts = texts_of(chosen, request)
        document, assistant = self._document(event), self._shelf.assistant
        if document is None or assistant is None:
            return {self._parts.editor: ""}
        try:
            now = assistant.undo_correction(document.path)
        except (BelegError, KeyError) as exc:
            return self._closed(texts, f"{texts.change_failed} {exc}")
        return self._closed(texts, texts.file_restored.format(now.title))

    def _document(self, event: gr.EventData) -> Document | None:
        return self._shelf.document(str(getattr(event, "document", ""))) if self._allowed else None

    def _form(
        self, texts: Texts, event: gr.EventData, document: Document, form: Form, error: CorrectionError | None = None
    ) -> str:
        found = self._shelf.found(document.path) or document
        return render.editor_html(
            texts,
            document.path,
            form,
            shown_form(found, texts) if found != document else None,
            str(getattr(event, "opened", "")),
            error=error.reason.text(texts.language) if error else "",
            wrong=_WRONG.get(error.reason.cause, "") if error else "",
        )

    def _closed(self, texts: Texts, line: str) -> Updates:
        return {**self._keeping.changed(texts, [line]), self._parts.editor: ""}
