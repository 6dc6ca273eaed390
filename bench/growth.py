"""The n-th idea of a session, n being 10 to 10,000: time in the server, and bytes on the wire."""

from __future__ import annotations

import asyncio
import random
import secrets
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from statistics import median

import httpx
from websockets.asyncio.client import connect

from bench.client import Phone, phones
from bench.figures import figure, heading
from bench.thousand import cpu_seconds
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

ROUNDS, PHONES, AROUND = 5, 20, 16
AT = (10, 100, 1_000, 10_000)
ROOM = {
    "FLIPCHART_PERSON_BURST": "100000",
    "FLIPCHART_PERSON_RATE": "100000",
    "FLIPCHART_SESSION_RATE": "100000",
}
PASTED = 500
QUIET = 0.4
"""Seconds after which every screen has what it is sent: phones are given a change 150 ms later."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A sheet that ideas come on, and what comes up on the projector."""

    name: str
    sheet: str
    shows: tuple[str, dict[str, str]]


KINDS = (
    Kind("ideas", "external", ("projector/show", {"sheet": "external"})),
    Kind("counted words", "great", ("projector/show", {"sheet": "great"})),
    Kind("a cloud of words", "great", ("cloud/show", {"sheet": "great", "form": "cloud"})),
)


@dataclass(slots=True)
class Screen:
    """Someone who watches: frames and bytes so far, without what only says that all is well."""

    frames: int = 0
    size: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def after(self, frames: int) -> None:
        """Return once there are more frames than these."""
        async with asyncio.timeout(20):
            while self.frames <= frames:
                self.news.clear()
                await self.news.wait()


def main() -> None:
    """Print what the n-th idea costs, and how much more the last ones do than the 100th."""
    heading(f"The n-th idea, {ROUNDS} rounds of {AROUND} ideas each, {PHONES} phones watching")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", env=ROOM) as server,
    ):
        rounds = [
            {kind.name: asyncio.run(_round(server, kind, seed)) for kind in KINDS}
            for seed in range(ROUNDS)
        ]
    for kind in KINDS:
        _print(kind.name, [one[kind.name] for one in rounds])


def _print(name: str, rounds: list[list[tuple[float, float]]]) -> None:
    for what, unit, place in (("CPU", "µs", 0), ("bytes", "", 1)):
        by_size = [median(one[n][place] for one in rounds) for n in range(len(AT))]
        said = ", ".join(f"{n:,}: {cost:.0f}{unit}" for n, cost in zip(AT, by_size, strict=True))
        ratios = [one[-1][place] / one[1][place] for one in rounds]
        print(f"  {name}, {what} an idea at {said}")
        spread = f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        figure(f"{name}, {what}, 10,000th over 100th", spread, "at most 1.5")


async def _round(server: Server, kind: Kind, seed: int) -> list[tuple[float, float]]:
    """Microseconds and bytes of an idea at each size."""
    workshop = open_workshop(server)
    texts = _words(seed) if kind.sheet == "great" else (f"idea {n}" for n in count())
    costs, stored = [], 0
    with facilitator(server, workshop) as console:
        base = f"/c/{workshop.code}"
        press(console, f"{base}/sheets/{kind.sheet}/open")
        press(console, f"{base}/{kind.shows[0]}", **kind.shows[1])
        async with _watched(server, workshop, console) as (room, screens):
            for size in AT:
                around = min(AROUND, size)
                path, more = f"{base}/sheets/{kind.sheet}/ideas", size - around // 2 - stored
                await asyncio.to_thread(_fill, console, path, texts, more)
                await asyncio.sleep(QUIET)
                costs.append(await _cost(server, room, screens, texts, kind, around))
                stored = size + around - around // 2
    return costs


def _fill(console: httpx.Client, path: str, texts: Iterator[str], ideas: int) -> None:
    """So many more ideas, which the facilitator pastes."""
    for first in range(0, ideas, PASTED):
        lines = "\n".join(islice(texts, min(PASTED, ideas - first)))
        press(console, path, text=lines, id=secrets.token_urlsafe(16))


@asynccontextmanager
async def _watched(
    server: Server, workshop: Workshop, console: httpx.Client
) -> AsyncIterator[tuple[list[Phone], list[Screen]]]:
    """The room, and a projector, a console and a phone of it."""
    cookie = "; ".join(f"{name}={value}" for name, value in console.cookies.items())
    async with phones(server, workshop.code, PHONES) as room, AsyncExitStack() as stack:
        watchers = (("p", ""), ("c", cookie), ("j", room[0].cookie))
        screens = [
            await stack.enter_async_context(_watching(server, f"{one}/{workshop.code}", who))
            for one, who in watchers
        ]
        yield room, screens


async def _cost(  # noqa: PLR0913, PLR0917 - one session with all that it has
    server: Server,
    room: list[Phone],
    screens: list[Screen],
    texts: Iterator[str],
    kind: Kind,
    ideas: int,
) -> tuple[float, float]:
    sizes, spent = sum(one.size for one in screens), cpu_seconds(server.process.pid)
    for number in range(ideas):
        seen = screens[1].frames
        assert await room[number % len(room)].send(next(texts), kind.sheet) == 201
        await screens[1].after(seen)
    await asyncio.sleep(QUIET)
    spent = cpu_seconds(server.process.pid) - spent
    return 1e6 * spent / ideas, (sum(one.size for one in screens) - sizes) / ideas


def _words(seed: int) -> Iterator[str]:
    """Words as a room says them: some again and again, new ones ever more seldom."""
    dice = random.Random(seed)
    while True:
        rank = int(dice.paretovariate(0.7))
        letters = random.Random(rank)
        length = letters.randint(4, 10)
        yield "".join(letters.choice("abdegiklmnoprstu") for _ in range(length))


@asynccontextmanager
async def _watching(server: Server, path: str, cookie: str) -> AsyncIterator[Screen]:
    address = f"ws://localhost:{server.port}/{path}/live"
    cookies = {"Cookie": cookie} if cookie else {}
    async with connect(
        address, additional_headers=cookies, compression=None, max_size=None
    ) as socket:
        await socket.recv()
        screen = Screen()

        async def read() -> None:
            async for frame in socket:
                screen.frames += 1
                screen.size += len(frame)
                screen.news.set()

        reading = asyncio.create_task(read())
        try:
            yield screen
        finally:
            reading.cancel()
