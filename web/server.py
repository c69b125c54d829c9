"""The page and the HTTP API as one application for a web server."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from index.paths import data_folder, index_folder
from qa.settings import Settings
from web.address import LOOPBACK, bracketed
from web.api import api_routes
from web.background_run import EVALUATE, BackgroundRun
from web.crowd import Crowd
from web.headers import SameOrigin, SecurityHeaders
from web.layout import STATIC, STATIC_ROUTE, mount
from web.library import Library
from web.originals import Originals
from web.page import Page
from web.ratings import Ratings
from web.reports import RUNS, Reports
from web.shelf import Shelf

if TYPE_CHECKING:
    from qa import Assistant

_LARGER = 20
"""How many times as large as a document may be a file is let in where documents are added: the browser drops
all that came with a larger one, Beleg refuses that one alone and says why."""


def create_app(
    opening: "Future[Assistant]",
    settings: Settings,
    *,
    shipped: bool = False,
    runs: Path = RUNS,
    evaluate: Sequence[str] = EVALUATE,
) -> FastAPI:
    """The application; `shipped` says that the documents are those that come with Beleg.

    `runs` is the folder of evaluations, `evaluate` the command that makes one.

    On a loopback address only requests that name it are answered, so that a web site which points a name
    of its own at this machine cannot read the documents. Only there documents can be changed and answers
    be rated, and evaluations be started: elsewhere anybody could.
    """
    app = FastAPI(title="Beleg", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(SameOrigin)
    local = settings.host in LOOPBACK
    if local:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[bracketed(one) for one in LOOPBACK])
    shelf = Shelf(opening)
    originals = Originals(shelf, settings.documents)
    crowd = Crowd()
    app.include_router(api_routes(opening, crowd))
    app.include_router(originals.routes())
    reports = Reports(runs)
    app.include_router(reports.routes())
    app.mount(STATIC_ROUTE, StaticFiles(directory=STATIC))
    page = Page(
        shelf,
        originals,
        reports,
        settings,
        crowd,
        library=_library(shelf, settings) if local else None,
        ratings=_ratings(shelf, settings) if local else None,
        run=BackgroundRun(settings.documents, evaluate) if local else None,
        shipped=shipped,
    )
    return mount(app, page.blocks, max_bytes=settings.max_bytes * (_LARGER if local else 1))


def _library(shelf: Shelf, settings: Settings) -> Library:
    removed = _folder(settings) / "removed"
    return Library(shelf, settings.documents, removed, max_bytes=settings.max_bytes)


def _ratings(shelf: Shelf, settings: Settings) -> Ratings:
    return Ratings(shelf, _folder(settings) / "ratings.jsonl")


def _folder(settings: Settings) -> Path:
    """Where what belongs to these documents is kept, never among them."""
    return index_folder(settings.documents, data_folder())
