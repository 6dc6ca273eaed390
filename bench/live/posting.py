"""Posts over HTTP connections that are kept open, each answer matched with its request."""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable

Answered = Callable[[int, float], None]
"""Is told the status and when it came; status 0: the connection was lost before."""

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


class Line(asyncio.Protocol):
    """One HTTP connection. Requests that come before an answer are sent all the same.

    `carried` are the bytes both ways.
    """

    def __init__(self) -> None:
        self.open = False
        self.carried = 0
        self._waiting: deque[Answered] = deque()
        self._rest = b""
        self._gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Be ready to send."""
        self._transport, self.open = transport, True

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - whatever it was
        """Nobody is answered any more."""
        self.open = False
        self._gone.set_result(None)
        while self._waiting:
            self._waiting.popleft()(0, time.perf_counter())

    def send(self, request: bytes, answered: Answered) -> None:
        """Send it now."""
        self.carried += len(request)
        self._waiting.append(answered)
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Tell who waits for the answers that are whole."""
        at = time.perf_counter()
        self.carried += len(data)
        data = self._rest + data
        while (head := data.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(data, 0, head)
            end = head + 4 + (int(length[1]) if length else 0)
            if len(data) < end:
                break
            self._waiting.popleft()(int(data[9:12]), at)
            data = data[end:]
        self._rest = data

    async def close(self) -> None:
        """Hang up."""
        self._transport.abort()
        await self._gone


class Lines:
    """Some connections to each of these ports, used in turn; one that was closed is made anew."""

    def __init__(self, ports: tuple[int, ...], count: int) -> None:
        self._ports = [ports[n % len(ports)] for n in range(count)]
        self._lines: list[Line] = []
        self._next = 0
        self._again: set[asyncio.Task[None]] = set()

    @property
    def carried(self) -> int:
        """The bytes that went over those that are open now, both ways."""
        return sum(line.carried for line in self._lines)

    async def open(self) -> None:
        """Open them all."""
        self._lines = [await _connected(port) for port in self._ports]

    def send(self, request: Callable[[int], bytes], answered: Answered) -> None:
        """Send over the next connection that is open; the request is made for its port."""
        for _ in self._lines:
            place = self._next
            self._next = (place + 1) % len(self._lines)
            if self._lines[place].open:
                self._lines[place].send(request(self._ports[place]), answered)
                return
            task = asyncio.create_task(self._reopen(place))
            self._again.add(task)
            task.add_done_callback(self._again.discard)
        answered(0, time.perf_counter())

    async def close(self) -> None:
        """Hang up on all."""
        await asyncio.gather(*self._again)
        await asyncio.gather(*(line.close() for line in self._lines))

    async def _reopen(self, place: int) -> None:
        self._lines[place] = await _connected(self._ports[place])


async def _connected(port: int) -> Line:
    loop = asyncio.get_running_loop()
    return (await loop.create_connection(Line, "127.0.0.1", port))[1]
