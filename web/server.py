"""The page and the HTTP API as one application for a web server."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from index.paths import data_folder, index_folder
from qa.settings import Settings
from web.api import api_routes
from web.headers import SameOrigin, SecurityHeaders
from web.layout import STATIC, STATIC_ROUTE, mount
from web.library import Library
from web.originals import Originals
from web.page import Page
from web.shelf import Shelf
from web.trust import LOOPBACK

if TYPE_CHECKING:
    from qa import Assistant


def create_app(opening: "Future[Assistant]", settings: Settings, *, shipped: bool = False) -> FastAPI:
    """The application; `shipped` says that the documents are those that come with Beleg.

    On a loopback address only requests that name it are answered, so that a web site which points a name
    of its own at this machine cannot read the documents. Only there the documents can be changed: elsewhere
    anybody could.
    """
    app = FastAPI(title="Beleg", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(SameOrigin)
    local = settings.host in LOOPBACK
    if local:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    shelf = Shelf(opening)
    originals = Originals(shelf, settings.documents)
    app.include_router(api_routes(opening))
    app.include_router(originals.routes())
    app.mount(STATIC_ROUTE, StaticFiles(directory=STATIC))
    page = Page(shelf, originals, _library(shelf, settings) if local else None, settings, shipped=shipped)
    return mount(app, page.blocks, max_bytes=settings.max_bytes)


def _library(shelf: Shelf, settings: Settings) -> Library:
    removed = index_folder(settings.documents, data_folder()) / "removed"
    return Library(shelf, settings.documents, removed, max_bytes=settings.max_bytes)
