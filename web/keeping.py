"""The tab with the documents: adding, removing, bringing back, refreshing."""

from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import BelegError
from web import render
from web.layout import Parts
from web.library import Library, Outcome
from web.shelf import Shelf
from web.texts import Texts, texts_of

Updates = dict[Any, Any]
"""New values of parts of the page."""


class Keeping:
    """What is done to the documents. Without a library they can only be looked at."""

    def __init__(self, shelf: Shelf, parts: Parts, library: Library | None) -> None:
        self._shelf = shelf
        self._parts = parts
        self._library = library

    def shown(self, texts: Texts) -> Updates:
        """The list in the visitor's language."""
        open_for_change = self._library is not None and self._shelf.assistant is not None
        return {
            self._parts.documents: render.documents_html(
                self._shelf.documents(),
                self._shelf.failures(),
                texts,
                ready=not self._shelf.loading,
                changeable=open_for_change,
            ),
            self._parts.upload: gr.File(label=texts.add_documents, visible=open_for_change),
        }

    def announce(self, files: list[str] | None, chosen: str, request: gr.Request) -> str:
        """Says at once that files are being read."""
        texts = texts_of(chosen, request)
        return render.change_html(texts, [texts.files_reading.format(len(files or ()))])

    def add(self, files: list[str] | None, chosen: str, request: gr.Request) -> Updates:
        """Adds the files that were dropped, and says what became of each."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return {}
        try:
            outcomes = self._library.add([(Path(file).name, Path(file)) for file in files or ()])
        except (BelegError, OSError) as exc:
            return {**self._changed(texts, [f"{texts.change_failed} {exc}"]), self._parts.upload: gr.File(None)}
        lines = [_line(one, texts) for one in outcomes]
        return {**self._changed(texts, lines), self._parts.upload: gr.File(None)}

    def remove(self, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Takes a document out, with the offer to bring it back."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return {}
        try:
            removed = self._library.remove(str(getattr(event, "document", "")))
        except (BelegError, OSError) as exc:
            return self._changed(texts, [f"{texts.change_failed} {exc}"])
        if removed is None:
            return {}
        return self._changed(texts, [texts.file_removed.format(removed.path, removed.kept)], removed.token)

    def undo(self, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Brings back what was removed."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return {}
        try:
            path = self._library.undo(str(getattr(event, "token", "")))
        except (BelegError, OSError) as exc:
            return self._changed(texts, [f"{texts.change_failed} {exc}"])
        return self._changed(texts, [texts.file_back.format(path)] if path else [])

    def refresh(self, chosen: str, request: gr.Request) -> Updates:
        """Reads what has changed in the folder."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return {}
        try:
            self._library.refresh()
        except (BelegError, OSError) as exc:
            return self._changed(texts, [f"{texts.change_failed} {exc}"])
        return self._changed(texts, [texts.refreshed])

    def _changed(self, texts: Texts, lines: list[str], token: str = "") -> Updates:
        return {**self.shown(texts), self._parts.change: render.change_html(texts, lines, token)}


def _line(outcome: Outcome, texts: Texts) -> str:
    detail = outcome.reason.text(texts.language) if outcome.reason else outcome.path
    return str(getattr(texts, f"file_{outcome.state}")).format(outcome.name, detail)
