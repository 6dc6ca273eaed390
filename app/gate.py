"""What every request passes: its Host and Origin, its size; and what every answer carries."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.answers import TOO_LARGE, answer
from sessions.refused import marked
from templates.style import phone_style_hash

FOREIGN_HOST = marked(
    "This address is not one of this server’s. Use the address on the projector, or have the host "
    "add the name to FLIPCHART_NAMES."
)
FOREIGN_ORIGIN = marked("This came from another site, so nothing was done.")


@dataclass(frozen=True, slots=True)
class Gate:
    """Wraps an app. `known(host)` says whether a host name, without port, is one of ours."""

    app: ASGIApp
    known: Callable[[str], bool]
    body_bytes: int
    plan_bytes: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here: 403 for a foreign Host or Origin, 413 for size."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        dressed = _dressed(send, scope, headers.get("host", ""))
        if refusal is not None:
            # The connection stays open: one closed with bytes unread is reset, the answer with it.
            await answer(HTTPConnection(scope), *refusal)(scope, receive, dressed)
            return
        limited = _Limited(receive, self._most(scope))
        try:
            await self.app(scope, limited if scope["type"] == "http" else receive, dressed)
        except _TooLargeError:
            await answer(HTTPConnection(scope), 413, TOO_LARGE)(scope, receive, dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if not self.known(_name(headers.get("host", ""))):
            return 403, FOREIGN_HOST
        origin = headers.get("origin")
        writes = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if origin is not None and writes and not self._ours(origin, headers["host"]):
            return 403, FOREIGN_ORIGIN
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most(scope):
            return 413, TOO_LARGE
        return None

    def _ours(self, origin: str, host: str) -> bool:
        """Whether an Origin is this server: one of its names, on the port that was asked."""
        try:
            parts, asked = urlsplit(origin), urlsplit(f"{urlsplit(origin).scheme}://{host}")
            default = {"http": 80, "https": 443}.get(parts.scheme)
            same_port = (parts.port or default) == (asked.port or default)
        except ValueError:
            return False
        return default is not None and same_port and self.known((parts.hostname or "").lower())

    def _most(self, scope: Scope) -> int:
        """Plans may be larger than anything a phone sends, and only the host sends them."""
        return self.plan_bytes if scope["path"].startswith("/plans") else self.body_bytes


class _TooLargeError(HTTPException):
    """Raised while a body is read, so that it stops whoever reads it."""

    def __init__(self) -> None:
        super().__init__(413, TOO_LARGE)


@dataclass(slots=True)
class _Limited:
    """A request's body, refused as soon as it has grown too large."""

    receive: Receive
    left: int

    async def __call__(self) -> Message:
        message = await self.receive()
        if message["type"] == "http.request":
            self.left -= len(message.get("body", b""))
            if self.left < 0:
                raise _TooLargeError
        return message


def _dressed(send: Send, scope: Scope, host: str) -> Send:
    """Send with the headers that every answer carries; a file needs fewer than a page."""
    added = FILE_HEADERS if scope["path"].startswith("/static/") else _page_headers(host)

    async def dressed(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            headers = MutableHeaders(scope=message)
            for name, value in added.items():
                headers.setdefault(name, value)
        await send(message)

    return dressed


FILE_HEADERS = {"x-content-type-options": "nosniff"}


def _page_headers(host: str) -> dict[str, str]:
    policy = (
        "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"style-src 'self' '{phone_style_hash()}'; connect-src 'self' ws://{host} wss://{host}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types flipchart"
    )
    return FILE_HEADERS | {
        "content-security-policy": policy,
        "referrer-policy": "same-origin",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "cache-control": "no-store",
    }


def _name(host: str) -> str:
    """The host name of a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
