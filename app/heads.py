"""How a request begins: its lines and headers, of which uvicorn by itself takes any number.

Counted here, in uvicorn's own protocol, because nothing else sees a request before all of its
headers are there.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST = 64 * 1024
"""Bytes that a request may send before its headers are complete, and what came with the last."""

PATIENCE = 20.0
"""Seconds within which a connection has to bring its first headers, and each next request its own
from its first byte on."""


class Heads(HttpToolsProtocol):
    """uvicorn's HTTP, for requests that begin within bounds; others are cut off."""

    _began = 0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless the headers are too long by now."""
        self._began += len(data)
        super().data_received(data)
        if self._waiting is not None and self._began > MOST:
            self.send_400_response("This request's headers are too long.")

    def on_message_begin(self) -> None:
        """A request's first byte has come."""
        super().on_message_begin()
        self._began = 0
        self._wait()

    def on_headers_complete(self) -> None:
        """The headers are there; what follows is a body, and read by whoever asks for it."""
        self._wait_no_more()
        super().on_headers_complete()

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to another protocol; the parser and this hold on to each other."""
        super().handle_websocket_upgrade()
        del self.parser

    def _wait(self) -> None:
        self._wait_no_more()
        self._waiting = self.loop.call_later(PATIENCE, self._give_up)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        self.transport.close()
