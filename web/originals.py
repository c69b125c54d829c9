"""The files themselves: to download, and PDF as pictures of their pages."""

import logging
from collections.abc import Sequence
from pathlib import Path

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from index.types import Document
from web.marks import Range
from web.pdf_page import DamagedPageError, Pages, page_picture, page_views
from web.shelf import Shelf

_log = logging.getLogger(__name__)

_AROUND = 10
"""Pages before and after the cited one, or the one that was asked for, that can be scrolled to."""


class Originals:
    """Finds the file of a document. Only what the index has read is ever given out."""

    def __init__(self, shelf: Shelf, folder: Path | None) -> None:
        self._shelf = shelf
        self._folder = folder

    def file(self, document: Document | None) -> Path | None:
        """The file that a document was read from, if it is still there."""
        if self._folder is None or document is None:
            return None
        file = self._folder / document.path
        try:
            return file if file.is_file() else None
        except OSError:
            return None

    def pages(self, document: Document, cited: Range, keys: Sequence[Range], at: int | None = None) -> Pages:
        """The pages of a PDF around page `at`, else around a sentence; none for other documents, or where the file
        can't be shown."""
        file = self.file(document)
        if file is None or not document.pages:
            return Pages()
        try:
            return page_views(file, document, cited, keys, around=_AROUND, at=at)
        except (OSError, DamagedPageError):
            _log.warning("The pages of %s cannot be shown", document.path, exc_info=True)
            return Pages()

    def routes(self) -> APIRouter:
        """`/files/original` and `/files/page`, for the page that Beleg serves."""
        routes = APIRouter(prefix="/files")

        @routes.get("/original")
        def original(document: str) -> FileResponse:
            """The file, never to be shown by the browser itself: it may be hostile."""
            file = self._found(document)
            return FileResponse(file, media_type="application/octet-stream", filename=file.name)

        @routes.get("/page")
        def page(document: str, number: int) -> Response:
            try:
                return Response(page_picture(self._found(document), number), media_type="image/png")
            except (OSError, IndexError, DamagedPageError) as exc:
                raise HTTPException(404, "There is no such page.") from exc

        return routes

    def _found(self, path: str) -> Path:
        file = self.file(self._shelf.document(path))
        if file is None:
            raise HTTPException(404, "There is no such document.")
        return file
