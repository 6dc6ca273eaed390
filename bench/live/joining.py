"""Phones that come in as people do: the page, its cookie, then the socket and the first news."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.live.alarm import Alarm
from bench.live.cores import Used, used
from bench.live.room import watch
from bench.live.sides import Place
from bench.live.watching import Phone

_COOKIE = re.compile(rb"\r\nset-cookie: ([^;\r]+)", re.IGNORECASE)


@dataclass(slots=True)
class Came:
    """Seconds from when each was due until its page and its first news were there."""

    page: list[float] = field(default_factory=list)
    socket: list[float] = field(default_factory=list)
    page_bytes: list[int] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    used: Used = field(default_factory=lambda: Used(0, 0, 0, 0))


async def come_in(place: Place, offsets: Sequence[float]) -> Came:
    """Have a phone come in at each of these instants, in seconds from now."""
    came, coming = Came(), list[asyncio.Task[None]]()
    begin = time.perf_counter() + 0.05
    due = [begin + offset for offset in offsets]
    before = used(place.pids)

    def ring(n: int) -> None:
        coming.append(asyncio.create_task(_one(place, due[n], n, came)))

    await Alarm(due, ring, came.late).run()
    await asyncio.gather(*coming)
    came.used = used(place.pids) - before
    return came


async def _one(place: Place, due: float, turn: int, came: Came) -> None:
    try:
        page = await _page(place, place.phones[turn % len(place.phones)])
        came.page.append(time.perf_counter() - due)
        came.page_bytes.append(len(page))
        cookie = _COOKIE.search(page)
        phone = await watch(place, cookie[1].decode() if cookie else "", turn)
        came.socket.append(time.perf_counter() - due)
        came.phones.append(phone)
    except OSError as error:
        came.refused.append(str(error))


async def _page(place: Place, port: int) -> bytes:
    """The answer with the phone's page, whole; the connection is closed after it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    path = place.phone_path.removesuffix("/live")
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n"
        "Accept: text/html\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    )
    answer = await reader.read(-1)
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200"):
        raise ConnectionError(answer[:200].decode("latin-1"))
    return answer
