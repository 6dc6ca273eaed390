"""A room of phones that sends through a bad network while its server dies again and again.

It begins with a commit that takes longer than phones wait. Every other death falls inside a commit
that is held up until whatever would be told too early had time to arrive; the others come at full
speed.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.faults.laptop import Laptop
from tests.faults.proxy import Proxy, bad_network
from tests.faults.room import Phone, Room, ideas, join
from tests.faults.screen import Screen
from tests.faults.verdict import after_a_death, at_the_end, orders
from tests.workshop import facilitator, open_workshop, press

SHEETS = ("external", "internal")
PATIENCE = 1.0
"""Seconds that a phone waits for an answer before it sends again."""

TOLD_WITHIN = 1.0
"""Seconds in which an answer or a frame would have come that was sent too early."""

LINE = re.compile(r'data-key="(\d+)".*?(Phone \d+ idea \d+)')


MUTANTS = {
    "no dedupe": "stored twice",
    "answer before commit": "answered and gone",
    "fold before commit": "shown to who came and gone",
    "wake before commit": "shown to who watched and gone",
}
"""What `mutant.py` can break, and what has to be found then."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many phones send how many ideas each, while the server dies how often."""

    phones: int
    each: int
    kills: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was wrong, what the network did, and how many ideas were answered only the next time."""

    wrong: set[str]
    struck: Counter[str]
    connections: int
    again: int
    seconds: float


@dataclass(slots=True)
class Storm:
    """A running one. `newcomers` is what pages showed that were opened inside a commit."""

    laptop: Laptop
    console: httpx.Client
    proxy: Proxy
    room: Room
    screens: list[Screen]
    newcomers: dict[int, str] = field(default_factory=dict)


async def storm(
    folder: Path, seed: int, size: Size, mutant: str = "", database: str = ""
) -> Outcome:
    """Let all phones send all ideas; what was wrong. With a `mutant`, a slowed server breaks it.

    The log is a file, or where there is the address of one in a database.
    """
    began = time.perf_counter()
    with _workshop(folder, mutant, database) as (laptop, code, console):
        async with bad_network(laptop.server.port, seed) as proxy, _room(proxy, code, size) as room:
            screens = list(_screens(laptop.server.port, proxy, code, console))
            running = Storm(laptop, console, proxy, room[0].room, screens)
            async with _watched(screens):
                wrong = await _send_and_die(running, room, random.Random(seed), size)
    again, seconds = running.room.again, time.perf_counter() - began
    return Outcome(wrong, proxy.struck, proxy.connections, again, seconds)


@contextmanager
def _workshop(
    folder: Path, mutant: str, database: str
) -> Iterator[tuple[Laptop, str, httpx.Client]]:
    """A session with two open sheets, its code, and who holds its key."""
    with ExitStack() as ending:
        laptop = Laptop(folder, mutant, ending, database)
        opened = open_workshop(laptop.server)
        console = ending.enter_context(facilitator(laptop.server, opened))
        for sheet in SHEETS:
            press(console, f"/c/{opened.code}/sheets/{sheet}/open")
        yield laptop, opened.code, console


@asynccontextmanager
async def _room(proxy: Proxy, code: str, size: Size) -> AsyncIterator[list[Phone]]:
    room = Room(code)
    room.up.set()
    async with AsyncExitStack() as ending:
        joining = (join(proxy.url, room, PATIENCE) for _ in range(size.phones))
        phones = await asyncio.gather(*joining)
        for one in phones:
            ending.push_async_callback(one.client.aclose)
        yield phones


def _screens(port: int, proxy: Proxy, code: str, console: httpx.Client) -> Iterator[Screen]:
    """A projector and a console on the laptop itself, and as many beyond the bad network."""
    cookie = "; ".join(f"{name}={value}" for name, value in console.cookies.items())
    for through in (port, proxy.port):
        yield Screen(f"ws://localhost:{through}/p/{code}/live")
        yield Screen(f"ws://localhost:{through}/c/{code}/live", cookie)


@asynccontextmanager
async def _watched(screens: list[Screen]) -> AsyncIterator[None]:
    watching = [asyncio.create_task(one.watch()) for one in screens]
    try:
        yield
    finally:
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)


async def _send_and_die(
    running: Storm, phones: list[Phone], dice: random.Random, size: Size
) -> set[str]:
    """What is wrong, at the first death after which anything is, or at the end."""
    texts = [[f"Phone {n} idea {idea}" for idea in range(size.each)] for n in range(size.phones)]
    sending = asyncio.gather(*map(_send_all, phones, texts))
    await _stall(running)
    stretch = size.phones * size.each // (size.kills + 1)
    for kill in range(size.kills):
        await running.room.reached(stretch * kill + dice.randint(stretch // 2, stretch))
        assert not sending.done()
        inside = kill % 2 == 0
        if wrong := await _die(running, inside):
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            return wrong
        await asyncio.to_thread(running.laptop.start, not inside and kill + 1 < size.kills)
        running.room.up.set()
    async with asyncio.timeout(120):
        await sending
    return await _look(running, [text for some in texts for text in some])


async def _send_all(phone: Phone, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        await phone.send(text, SHEETS[number % 2])


async def _stall(running: Storm) -> None:
    """Take longer to commit than phones wait, so that all that is on its way comes again."""
    await asyncio.to_thread(running.laptop.hold_up)
    await asyncio.sleep(1.5 * PATIENCE)
    running.laptop.let_go()
    await running.room.reached(len(running.room.answered) + 1)


async def _die(running: Storm, inside: bool) -> set[str]:
    """Kill the server, be it inside a commit: what the log then lacks of all that was told."""
    laptop, room = running.laptop, running.room
    if inside:
        await asyncio.to_thread(laptop.hold_up)
        await asyncio.sleep(TOLD_WITHIN)
        async with httpx.AsyncClient(timeout=20) as newcomer:
            page = await newcomer.get(f"{laptop.server.url}/p/{room.code}")
        running.newcomers |= {int(number): text for number, text in LINE.findall(page.text)}
    room.up.clear()
    await asyncio.to_thread(laptop.kill)
    stored = await asyncio.to_thread(ideas, laptop.data, room.code, laptop.env)
    return after_a_death(stored, room.answered.values(), running.screens, running.newcomers)


async def _look(running: Storm, sent: list[str]) -> set[str]:
    """What is wrong once everything is sent and every screen had time to catch up."""
    laptop, room, screens = running.laptop, running.room, running.screens
    stored = await asyncio.to_thread(ideas, laptop.data, room.code, laptop.env)
    caught_up = (one.stands_as(orders(stored)) for one in screens)
    late = [one for one in await asyncio.gather(*caught_up, return_exceptions=True) if one]
    facts = await asyncio.to_thread(running.console.get, f"/h/{room.code}/facts.jsonl")
    await asyncio.to_thread(laptop.kill)
    return (
        after_a_death(stored, room.answered.values(), screens, running.newcomers)
        | at_the_end(stored, facts.content, sent, screens)
        | ({"a screen never caught up"} if late else set())
        | ({"a traceback"} if "Traceback" in laptop.complaints else set())
    )
