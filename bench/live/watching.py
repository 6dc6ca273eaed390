"""Phones and projectors on raw sockets: WebSocket (RFC 6455) as far as a room needs it."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable

import msgspec

_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_DONE = (1000).to_bytes(2, "big")

_MARK = re.compile(r"mark-(\d{6})")


def mark(number: int) -> str:
    """The words of an idea by which it is known again; none begins another."""
    return f"mark-{number:06}"


class Phone(asyncio.Protocol):
    """Counts what it is sent, answers pings, hands payloads to its `looks`.

    It is `ready` once the socket is open and, where the server greets, the first message is there.
    """

    def __init__(self, request: bytes, *, greeted: bool) -> None:
        loop = asyncio.get_running_loop()
        self.ready: asyncio.Future[None] = loop.create_future()
        self.gone: asyncio.Future[None] = loop.create_future()
        self.frames = self.received = 0
        self.closed = ""
        self.looks: dict[str, Callable[[bytes], None]] = {}
        self._rest, self._request, self._greeted = b"", request, greeted
        self._open = False
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Ask for a WebSocket."""
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Keep that it is gone, and why."""
        self.closed = self.closed or f"cut off, {exc or 'without a word'}"
        self.gone.set_result(None)
        if not self.ready.done():
            self.ready.set_exception(ConnectionError(self.closed))

    def data_received(self, data: bytes) -> None:
        """Take the whole frames off what has come."""
        self.received += len(data)
        if self._rest:
            data = self._rest + data
        if self._open:
            self._frames(data, 0)
            return
        head = data.find(b"\r\n\r\n")
        if head < 0:
            self._rest = data
        elif data.startswith(b"HTTP/1.1 101"):
            self._open = True
            if not self._greeted:
                self.ready.set_result(None)
            self._frames(data, head + 4)
        else:
            self.closed = data[:400].decode("latin-1")
            self._transport.close()

    def send(self, text: bytes) -> None:
        """Send a short message, as only the floor's phones do."""
        self._transport.write(_frame(_TEXT, text))

    async def leave(self) -> None:
        """Close the socket, and return once it is."""
        self.closed = self.closed or "left"
        if not self.gone.done():
            self._transport.write(_frame(_CLOSE, _DONE))
            self._transport.close()
            await self.gone

    def _frames(self, data: bytes, at: int) -> None:
        end = len(data)
        while end - at >= 2:
            size, begin = data[at + 1], at + 2
            if size >= 126:
                begin = at + (4 if size == 126 else 10)
                size = int.from_bytes(data[at + 2 : begin], "big")
            if begin + size > end:
                break
            if data[at] & 15 == _TEXT:
                self._message(data, begin, begin + size)
            else:
                self._control(data[at] & 15, data[begin : begin + size])
            at = begin + size
        self._rest = data[at:]

    def _message(self, data: bytes, begin: int, end: int) -> None:
        self.frames += 1
        if self.looks:
            for look in tuple(self.looks.values()):
                look(data[begin:end])
        if not self.ready.done():
            self.ready.set_result(None)

    def _control(self, kind: int, payload: bytes) -> None:
        if kind == _PING:
            self._transport.write(_frame(_PONG, payload))
        elif kind == _CLOSE:
            self.closed = f"closed by the server, {int.from_bytes(payload[:2], 'big')}"
            self._transport.close()


class Screen(Phone):
    """A projector, which reads every message whole: when each mark came, and whether once."""

    def __init__(self, request: bytes, *, greeted: bool) -> None:
        super().__init__(request, greeted=greeted)
        self.arrived: dict[int, float] = {}
        self.twice = 0
        self.looks["marks"] = self._read
        self._news = asyncio.Event()

    async def shows(self, count: int, seconds: float) -> bool:
        """Whether so many marks are there, before this time is over."""
        try:
            async with asyncio.timeout(seconds):
                while len(self.arrived) < count:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return False
        return True

    def _read(self, payload: bytes) -> None:
        at = time.perf_counter()
        message = msgspec.json.decode(payload)
        whole = message.get("whole", ())  # lists that are given anew, with all that they had
        for name, lines in message.get("lists", {"": {"": message.get("text", "")}}).items():
            for line in filter(None, lines.values()):
                for number in map(int, _MARK.findall(line)[:1]):
                    self.twice += number in self.arrived and name not in whole
                    self.arrived.setdefault(number, at)
        self._news.set()


def _frame(kind: int, payload: bytes) -> bytes:
    """A frame as a client sends it: masked with zeros, so that it is as it was; to 125 bytes."""
    return bytes((0x80 | kind, 0x80 | len(payload), 0, 0, 0, 0)) + payload
