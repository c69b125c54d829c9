"""The page and the HTTP API as one application for a web server."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from web.api import api_routes
from web.headers import SecurityHeaders
from web.layout import STATIC, STATIC_ROUTE, mount
from web.page import Page

if TYPE_CHECKING:
    from qa import Assistant

_LOOPBACK = ("127.0.0.1", "localhost")


def create_app(opening: "Future[Assistant]", *, host: str, examples: bool) -> FastAPI:
    """The application; `examples` says whether the questions about the shipped documents are offered.

    On a loopback address only requests that name it are answered, so that a web site which points a name
    of its own at this machine cannot read the documents.
    """
    app = FastAPI(title="Beleg", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SecurityHeaders)
    if host in _LOOPBACK:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(_LOOPBACK))
    app.include_router(api_routes(opening))
    app.mount(STATIC_ROUTE, StaticFiles(directory=STATIC))
    return mount(app, Page(opening, examples=examples).blocks)
