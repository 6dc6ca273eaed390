"""A session of 10,000 facts is opened: from a request for its page, to the page."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.client import open_session, phones
from bench.figures import figure, heading, percentile
from bench.growth import ROOM
from bench.thousand import cpu_seconds
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator

FACTS, PHONES, ROUNDS = 10_000, 50, 7


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds that a page took: on the wall, and of the server's processor."""

    wall: float
    cpu: float


def main() -> None:
    """Print how long its first page takes, by surface, each on a server that has not opened it."""
    heading(f"A session of {FACTS:,} facts opened, {ROUNDS} rounds a page")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with running_server(data, env=ROOM) as server:
            large, small = open_session(server), open_session(server)
            asyncio.run(_fill(server, large.code))
            cookies = dict[str, str]()
            for workshop in (large, small):
                with facilitator(server, workshop) as client:
                    cookies |= dict(client.cookies)
        for surface, name in (("j", "phone"), ("p", "projector"), ("c", "console")):
            took = [_open(data, surface, large, small, cookies) for _ in range(ROUNDS)]
            for what in ("wall", "cpu"):
                seconds = [getattr(one, what) for one in took]
                half, most = (f"{1000 * percentile(seconds, share):.0f} ms" for share in (0.5, 1))
                figure(f"{name}, {what}: median, most", f"{half}, {most}", "at most 500 ms")


async def _fill(server: Server, code: str) -> None:
    """So many ideas that the session comes to the facts it is to have, with those who joined."""
    async with phones(server, code, PHONES) as room:
        for first in range(0, FACTS - PHONES, PHONES):
            ideas = (phone.send(f"idea {first + n}") for n, phone in enumerate(room))
            assert set(await asyncio.gather(*ideas)) == {201}


def _open(
    data: Path, surface: str, large: Workshop, small: Workshop, cookies: dict[str, str]
) -> Took:
    """What the page took; that of another session was drawn before, as in a day's work."""
    with (
        running_server(data) as server,
        httpx.Client(base_url=server.url, timeout=60, cookies=cookies) as client,
    ):
        client.get(f"/{surface}/{small.code}").raise_for_status()
        began, spent = time.perf_counter(), cpu_seconds(server.process.pid)
        client.get(f"/{surface}/{large.code}").raise_for_status()
        return Took(time.perf_counter() - began, cpu_seconds(server.process.pid) - spent)
