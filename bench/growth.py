"""The n-th idea of a session, n being 10 to 10,000: time in the server, and bytes on the wire."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from websockets.asyncio.client import connect

from bench.client import Phone, phones
from bench.figures import figure, heading
from bench.thousand import cpu_seconds
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

ROUNDS, PHONES, AROUND = 5, 20, 60
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
    """A sheet that ideas come on, what comes up on the projector, and whether phones send all."""

    name: str
    sheet: str
    shows: tuple[str, dict[str, str]] | None
    by_phones: bool = False


KINDS = (
    Kind("ideas", "external", ("projector/show", {"sheet": "external"}), by_phones=True),
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
    with facilitator(server, workshop) as console:
        base = f"/c/{workshop.code}"
        press(console, f"{base}/sheets/{kind.sheet}/open")
        if kind.shows:
            press(console, f"{base}/{kind.shows[0]}", **kind.shows[1])
        cookie = "; ".join(f"{name}={value}" for name, value in console.cookies.items())
        texts = _words(seed) if kind.sheet == "great" else (f"idea {n}" for n in range(10**6))

        async def fill(room: list[Phone], count: int) -> None:
            if kind.by_phones:
                for first in range(0, count, len(room)):
                    some = room[: count - first]
                    await asyncio.gather(*(one.send(next(texts), kind.sheet) for one in some))
                return
            for first in range(0, count, PASTED):
                lines = "\n".join(next(texts) for _ in range(min(PASTED, count - first)))
                once = f"pasted-{seed}-{next(texts)}-{first:010}"
                path = f"{base}/sheets/{kind.sheet}/ideas"
                await asyncio.to_thread(press, console, path, text=lines, id=once)

        return await _grow(server, workshop, cookie, fill, texts, kind)


async def _grow(  # noqa: PLR0913, PLR0917 - one session with all that it has
    server: Server,
    workshop: Workshop,
    cookie: str,
    fill: Callable[[list[Phone], int], object],
    texts: Iterator[str],
    kind: Kind,
) -> list[tuple[float, float]]:
    costs, stored = [], 0
    async with phones(server, workshop.code, PHONES) as room, AsyncExitStack() as stack:
        watch = stack.enter_async_context
        screens = [
            await watch(_watching(server, f"p/{workshop.code}", "")),
            await watch(_watching(server, f"c/{workshop.code}", cookie)),
            await watch(_watching(server, f"j/{workshop.code}", room[0].cookie)),
        ]
        for size in AT:
            around = min(AROUND, size)
            await fill(room, size - around // 2 - stored)  # type: ignore[misc]
            await asyncio.sleep(QUIET)
            costs.append(await _cost(server, room, screens, texts, kind, around))
            stored = size + around - around // 2
    return costs


async def _cost(  # noqa: PLR0913, PLR0917 - as above
    server: Server,
    room: list[Phone],
    screens: list[Screen],
    texts: Iterator[str],
    kind: Kind,
    count: int,
) -> tuple[float, float]:
    sizes, spent = sum(one.size for one in screens), cpu_seconds(server.process.pid)
    for number in range(count):
        seen = screens[1].frames
        assert await room[number % len(room)].send(next(texts), kind.sheet) == 201
        await screens[1].after(seen)
    await asyncio.sleep(QUIET)
    spent = cpu_seconds(server.process.pid) - spent
    return 1e6 * spent / count, (sum(one.size for one in screens) - sizes) / count


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
