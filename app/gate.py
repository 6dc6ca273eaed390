"""What every request passes: its Host and Origin, its size; and what every answer carries."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.answers import TOO_LARGE, answer
from app.limits import Bucket
from app.now import now
from sessions.refused import marked
from templates.style import phone_style_hash

HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?", re.IGNORECASE)
"""A Host header that is nothing but a name or address and a port."""

LENGTH = re.compile(r"[0-9]{1,15}")

PROBES = ("/healthz", "/readyz", "/metrics")
"""What machines ask for under whatever name they know: nothing that a name could give away."""

SCANNED = "/J/"
"""How the phone's address begins in a QR code, which is smaller when all of it is in capitals."""

QUESTIONS = re.compile(r"/c/[^/]+/quiz/questions")
"""Where files with questions are taken, which may be as large as plans."""

WORDS_AT_ONCE, WORDS_A_SECOND = 20.0, 1.0
"""Frames that a browser may send over a socket, though none has anything to say there."""

SAYS_TOO_MUCH = 1008
"""The code that such a socket is closed with: policy violation (RFC 6455)."""

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
        """Let a request in, or answer it here: 403 for a foreign Host or site, 413 for size."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope = dict(scope)  # uvicorn keeps its own, which is not to keep what is put in here
        if scope["path"].startswith(SCANNED):
            scope["path"] = scope["path"].replace(SCANNED, "/j/", 1)
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        asked = headers.get("host", "") if refusal is None and scope["path"] not in PROBES else ""
        dressed = _dressed(send, scope, asked)
        if refusal is not None:
            # The connection stays open: one closed with bytes unread is reset, the answer with it.
            await answer(HTTPConnection(scope), *refusal)(scope, receive, dressed)
            return
        if scope["type"] == "websocket":
            await self.app(scope, _Hushed(receive, send), dressed)
            return
        try:
            await self.app(scope, _Limited(receive, self._most(scope)), dressed)
        except _TooLargeError:
            await answer(HTTPConnection(scope), 413, TOO_LARGE)(scope, receive, dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        hosts = headers.getlist("host")
        named = len(hosts) == 1 and self.known(_name(hosts[0]))
        if not named and scope["path"] not in PROBES:
            return 403, FOREIGN_HOST
        writes = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if writes and self._is_foreign(headers):
            return 403, FOREIGN_ORIGIN
        length = headers.get("content-length", "0")
        if not LENGTH.fullmatch(length) or int(length) > self._most(scope):
            return 413, TOO_LARGE
        return None

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a browser says that another site's page sends this. Programs say nothing."""
        host = headers.get("host", "")
        origins = headers.getlist("origin")
        if not all(self.known(_name_of_origin(origin, host)) for origin in origins):
            return True
        return headers.get("sec-fetch-site", "").lower() == "cross-site"

    def _most(self, scope: Scope) -> int:
        """Plans and files with questions may be larger than anything a phone sends."""
        large = scope["path"].startswith("/plans") or QUESTIONS.fullmatch(scope["path"])
        return self.plan_bytes if large else self.body_bytes


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


def few_words() -> Bucket:
    """What a browser may say over a socket."""
    return Bucket(WORDS_AT_ONCE, WORDS_A_SECOND, WORDS_AT_ONCE, now())


@dataclass(slots=True)
class _Hushed:
    """What comes over a socket, until it is too much: then it is closed as if it had gone."""

    receive: Receive
    send: Send
    words: Bucket = field(default_factory=few_words)

    async def __call__(self) -> Message:
        message = await self.receive()
        if message["type"] == "websocket.receive" and self.words.take(now()):
            await self.send({"type": "websocket.close", "code": SAYS_TOO_MUCH})
            return {"type": "websocket.disconnect", "code": SAYS_TOO_MUCH}
        return message


def _dressed(send: Send, scope: Scope, host: str) -> Send:
    """Send with the headers that every answer carries; a file that is there needs fewer."""
    is_file = scope["path"].startswith("/static/")

    async def dressed(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            headers = MutableHeaders(scope=message)
            found = message["status"] < 400  # noqa: PLR2004 - below are what was found or moved
            for name, value in (FILE_HEADERS if is_file and found else _page_headers(host)).items():
                headers.setdefault(name, value)
        await send(message)

    return dressed


FILE_HEADERS = {"x-content-type-options": "nosniff"}


def _page_headers(host: str) -> dict[str, str]:
    sockets = f" ws://{host} wss://{host}" if host else ""
    policy = (
        "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"style-src 'self' '{phone_style_hash()}'; connect-src 'self'{sockets}; "
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


@lru_cache(maxsize=1000)
def _name_of_origin(origin: str, host: str) -> str:
    """The name in an Origin, empty where it is not on the port that was asked."""
    try:
        parts, asked = urlsplit(origin), urlsplit(f"{urlsplit(origin).scheme}://{host}")
        default = {"http": 80, "https": 443}.get(parts.scheme)
        same_port = (parts.port or default) == (asked.port or default)
    except ValueError:
        return ""
    return _name(parts.netloc) if default is not None and same_port else ""


@lru_cache(maxsize=1000)
def _name(host: str) -> str:
    """The name in a Host header, without port and last dot; empty where it has more in it."""
    found = HOST.fullmatch(host)
    return found[1].strip("[]").removesuffix(".").lower() if found else ""
