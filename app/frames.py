"""Connections that outlive whoever opened them; news is written to them as frames made once.

With uvicorn's internals, in the versions that are known; with any other, or where a connection is
compressed, news goes the plain way (docs/decisions/0014-uvicorns-internals.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, cast

import uvicorn
from starlette.websockets import WebSocket
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode

from app.gate import SAYS_TOO_MUCH, few_words
from app.now import now

if TYPE_CHECKING:
    from websockets.http11 import Request

    from app.limits import Bucket
    from app.outlets import News

KNOWN: tuple[str, ...] = ("0.52.", "0.53.", "0.54.")
"""The versions of uvicorn that are known to work as this module takes it."""

NAME = "flipchart.connection"


class LiveSocket(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket. Once it is taken over, nobody has to wait for it to end.

    The tasks, frames and scope that a request needs are freed then: three quarters of what a phone
    that only listens would cost in memory, and of what the garbage collector would go through.
    """

    _gone: Callable[[], None] | None = None
    _words: Bucket | None = None
    _closing: asyncio.Task[None] | None = None

    def handle_connect(self, event: Request) -> None:
        """Begin to serve it, where whoever does can find it, unless the handshake is refused."""
        super().handle_connect(event)
        if not self.handshake_complete:
            self.scope["state"][NAME] = self

    async def run_asgi(self) -> None:
        """Serve it as uvicorn does, but leave it open where it was taken over.

        One that was answered with a status, such as 404, is no fault that the screen has to show.
        """
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except BaseException:
            self.logger.exception("A socket could not be served.")
        if not self.handshake_complete:
            self.send_500_response()
        if self._gone is None and self.close_timer is None:
            self.transport.close()
        del self.scope, self.request, self.response

    def send_receive_event_to_app(self) -> None:
        """Pass on what the other side says; nobody hears it any more once it was taken over."""
        if self._gone is None:
            super().send_receive_event_to_app()
            return
        self.frames = []
        self._words = self._words or few_words()
        if self._words.take(now()):
            self.close(SAYS_TOO_MUCH)

    def connection_lost(self, exc: Exception | None) -> None:
        """Say so, and let go of what holds on to this in rings."""
        super().connection_lost(exc)
        self.conn.parser.close()
        gone, self._gone = self._gone, None
        if gone is not None:
            gone()

    def take_over(self, gone: Callable[[], None]) -> None:
        """Let whoever serves it return; `gone` is called when the connection has ended."""
        if self.disconnected:
            gone()
            return
        self._gone = gone
        if self.read_paused:  # for something was said that nobody will hear
            self.read_paused = False
            self.transport.resume_reading()

    @property
    def takes(self) -> bool:
        """Whether less waits to be written than the transport puts up with."""
        return self.writable.is_set()

    def give(self, news: News) -> None:
        """Write a frame, unless the connection is closed or about to be."""
        if not (self.close_sent or self.transport.is_closing()):
            self.transport.write(news.framed(_text_frame))

    def close(self, code: int, reason: str = "") -> None:
        """Close it."""
        if self._closing is None and not self.disconnected:
            self._closing = asyncio.create_task(self._close(code, reason))

    async def _close(self, code: int, reason: str) -> None:
        if not self.close_sent:
            with suppress(ClientDisconnected, RuntimeError):  # it may have been closed meanwhile
                await self.send({"type": "websocket.close", "code": code, "reason": reason})


def protocol() -> type[LiveSocket] | Literal["auto"]:
    """What uvicorn is to serve sockets with: this, or its own where that version is not known."""
    return LiveSocket if uvicorn.__version__.startswith(KNOWN) else "auto"


def live_socket(socket: WebSocket) -> LiveSocket | None:
    """What a socket goes over; None where there is only the plain way."""
    found = cast("LiveSocket | None", socket.scope.get("state", {}).get(NAME))
    return None if found is None or found.conn.extensions else found


def _text_frame(text: bytes) -> bytes:
    """A whole message as a frame of a server, which is not masked (RFC 6455, 5.2)."""
    return Frame(Opcode.TEXT, text).serialize(mask=False)
