"""Response headers that keep the page to itself, whatever a document may contain."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio's own page needs inline scripts and compiles its templates at run time; nothing else is allowed in.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers to every response that has none of its own, without holding back a streamed one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class SameOrigin:
    """Turns away what another web site makes a visitor's browser send, except for links that are followed here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers that it is refused."""
        if scope["type"] == "http" and _from_elsewhere(Request(scope)):
            await PlainTextResponse("This page does not take requests from other sites.", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _from_elsewhere(request: Request) -> bool:
    """Browsers say where a request comes from (Fetch Metadata); programs don't, and are no danger to a visitor."""
    elsewhere = request.headers.get("sec-fetch-site", "none") in ("cross-site", "same-site")
    return elsewhere and not (request.method == "GET" and request.headers.get("sec-fetch-mode") == "navigate")
