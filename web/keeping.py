"""The tab with the documents: adding, removing, bringing back, refreshing."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import BelegError
from web import render
from web.layout import Parts
from web.library import Library, Outcome
from web.listing import listing
from web.localised import localised_number
from web.shelf import Shelf
from web.texts import Texts, texts_of

Updates = dict[Any, Any]
"""New values of parts of the page."""

_RECENT = 10
"""How many removed files are offered to be brought back; all are kept."""


class Keeping:
    """What is done to the documents. Without a library they can only be looked at."""

    def __init__(self, shelf: Shelf, parts: Parts, library: Library | None) -> None:
        self._shelf = shelf
        self._parts = parts
        self._library = library

    def shown(self, texts: Texts) -> Updates:
        """The tab in the visitor's language."""
        return {
            **self._listed(texts),
            self._parts.upload: gr.File(label=texts.add_documents, visible=self._open_for_change),
        }

    def look_again(self, chosen: str, request: gr.Request) -> Updates:
        """The list as it is now: somebody else may have changed the documents."""
        return self._listed(texts_of(chosen, request))

    @property
    def _open_for_change(self) -> bool:
        return self._library is not None and self._shelf.assistant is not None

    def _listed(self, texts: Texts, reading: Collection[str] = ()) -> Updates:
        """The list, looked at again every second while files are read; `reading` are about to be."""
        under_way = self._library.reading if self._library else ()
        return {
            self._parts.documents: render.documents_html(
                listing(self._shelf, {*reading, *under_way}),
                texts,
                self._library.removed()[:_RECENT] if self._library else (),
                ready=not self._shelf.loading,
                changeable=self._open_for_change,
            ),
            self._parts.reading: under_way,
            self._parts.watching: gr.Timer(active=bool(under_way)),
        }

    def announce(self, files: list[str] | None, chosen: str, request: gr.Request) -> Updates:
        """Says at once that files are being read."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return self._unchanged()
        names = [Path(file).name for file in files or ()]
        line = texts.files_reading.format(localised_number(len(names), texts.language))
        reading = self._reading(texts, line, self._library.waiting(names))
        return {**reading, self._parts.watching: gr.Timer(active=True)}

    def watch(self, reading: Collection[str], chosen: str, request: gr.Request) -> Updates:
        """The list, whenever another of the files that are being added is done."""
        now = self._library.reading if self._library else ()
        return self._unchanged() if now == reading else self._listed(texts_of(chosen, request))

    def announce_refresh(self, chosen: str, request: gr.Request) -> Updates:
        """Says at once that the folder is being read."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return self._unchanged()
        return self._reading(texts, texts.folder_reading, self._library.waiting())

    def _unchanged(self) -> Updates:
        """An empty dictionary would be no answer to Gradio."""
        return {self._parts.change: gr.skip()}

    def _reading(self, texts: Texts, line: str, names: Collection[str]) -> Updates:
        documents = self._listed(texts, names)[self._parts.documents]
        return {self._parts.documents: documents, self._parts.change: render.change_html(texts, [line])}

    def add(self, files: list[str] | None, chosen: str, request: gr.Request) -> Updates:
        """Adds the files that were dropped, and says what became of each; what the browser sent is not kept."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return self._unchanged()
        try:
            outcomes = self._library.add([(Path(file).name, Path(file)) for file in files or ()])
            lines = [_line(one, texts) for one in outcomes]
        except (BelegError, OSError) as exc:
            lines = [f"{texts.change_failed} {exc}"]
        finally:
            for file in files or ():
                Path(file).unlink(missing_ok=True)
        return {**self.changed(texts, lines), self._parts.upload: gr.File(None)}

    def remove(self, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Takes a document out, with the offer to bring it back."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return self._unchanged()
        try:
            removed = self._library.remove(str(getattr(event, "document", "")))
        except (BelegError, OSError) as exc:
            return self.changed(texts, [f"{texts.change_failed} {exc}"])
        if removed is None:
            return self._unchanged()
        return self.changed(texts, [texts.file_removed.format(removed.path, removed.kept)], removed.token)

    def undo(self, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Brings back what was removed."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return self._unchanged()
        try:
            path = self._library.undo(str(getattr(event, "token", "")))
        except (BelegError, OSError) as exc:
            return self.changed(texts, [f"{texts.change_failed} {exc}"])
        return self.changed(texts, [texts.file_back.format(path)] if path else [])

    def refresh(self, chosen: str, request: gr.Request) -> Updates:
        """Reads what has changed in the folder."""
        texts = texts_of(chosen, request)
        if self._library is None:
            return self._unchanged()
        try:
            self._library.refresh()
        except (BelegError, OSError) as exc:
            return self.changed(texts, [f"{texts.change_failed} {exc}"])
        return self.changed(texts, [texts.refreshed])

    def changed(self, texts: Texts, lines: list[str], token: str = "") -> Updates:
        """The list, and what was done; with a token it can be undone."""
        return {**self.shown(texts), self._parts.change: render.change_html(texts, lines, token)}


def _line(outcome: Outcome, texts: Texts) -> str:
    detail = outcome.reason.text(texts.language) if outcome.reason else outcome.path
    return str(getattr(texts, f"file_{outcome.state}")).format(outcome.name, detail)
