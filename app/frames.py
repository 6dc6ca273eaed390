"""Frames that are built once and written straight to the connections of all who get them.

With uvicorn's internals, in the versions that are known; with any other, or where a connection is
compressed, news goes the plain way (docs/decisions/0014-uvicorns-internals.md).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

import uvicorn
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Request

from app.outlets import News

KNOWN = ("0.52.", "0.53.", "0.54.")
"""The versions of uvicorn that are known to work as this module takes it."""

NAME = "flipchart.connection"


class Connection(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, which whoever serves it can find in the scope."""

    def handle_connect(self, event: Request) -> None:
        """Begin to serve it, unless the handshake is refused."""
        super().handle_connect(event)
        if not self.handshake_complete:
            self.scope["state"][NAME] = self


class Frames:
    """A socket that takes frames as they are."""

    def __init__(self, socket: WebSocket, connection: Connection) -> None:
        self._socket = socket
        self._connection = connection
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def over(cls, socket: WebSocket) -> Frames | None:
        """The way out to a socket that was accepted; None where there is only the plain one."""
        connection = socket.scope.get("state", {}).get(NAME)
        if connection is None or not uvicorn.__version__.startswith(KNOWN):
            return None
        return None if connection.conn.extensions else cls(socket, connection)

    @property
    def takes(self) -> bool:
        """Whether less waits to be written than the transport puts up with."""
        return self._connection.writable.is_set()

    def give(self, news: News) -> None:
        """Write a frame, unless the connection is closed or about to be."""
        one = self._connection
        if not (one.close_sent or one.transport.is_closing()):
            one.transport.write(news.framed(_text_frame))

    def close(self, code: int) -> None:
        """Close the socket."""
        self._closing = asyncio.create_task(self._close(code))

    async def _close(self, code: int) -> None:
        with suppress(RuntimeError, WebSocketDisconnect):  # it may have gone by itself
            await self._socket.close(code)


def _text_frame(text: bytes) -> bytes:
    """A whole message as a frame of a server, which is not masked (RFC 6455, 5.2)."""
    return Frame(Opcode.TEXT, text).serialize(mask=False)
