"""A room of phones that sends through a bad network while its server dies again and again.

It begins with a commit that takes longer than phones wait. Every other death falls inside a commit
that is held up until whatever would be told too early had time to arrive; the others come at full
speed.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.faults.burst import (
    PATIENCE,
    SHEETS,
    TOLD_WITHIN,
    Burst,
    Outcome,
    at_rest,
    entered,
    seen_by_a_newcomer,
    send,
    watched,
)
from tests.faults.laptop import Laptop
from tests.faults.proxy import Proxy, bad_network
from tests.faults.room import Phone
from tests.faults.screen import Screen
from tests.faults.verdict import after_a_death
from tests.workshop import facilitator, open_workshop, press

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


@dataclass(slots=True, kw_only=True)
class Storm(Burst):
    """A running one."""

    laptop: Laptop
    proxy: Proxy


async def storm(
    folder: Path, seed: int, size: Size, mutant: str = "", env: Mapping[str, str] | None = None
) -> Outcome:
    """Let all phones send all ideas; what was wrong. With a `mutant`, a slowed server breaks it.

    `env` has the settings of the server, such as another engine of the log.
    """
    began = time.perf_counter()
    with _workshop(folder, mutant, env or {}) as (laptop, code, console):
        async with (
            bad_network(laptop.server.port, seed) as proxy,
            entered(proxy.url, code, size.phones) as phones,
        ):
            screens = list(_screens(laptop.server.port, proxy, code, console))
            running = Storm(
                laptop=laptop,
                console=console,
                proxy=proxy,
                room=phones[0].room,
                screens=screens,
            )
            async with watched(screens):
                wrong = await _send_and_die(running, phones, random.Random(seed), size)
    ideas, again = size.phones * size.each, running.room.again
    seconds = time.perf_counter() - began
    return Outcome(wrong, proxy.struck, proxy.connections, ideas, again, seconds)


@contextmanager
def _workshop(
    folder: Path, mutant: str, env: Mapping[str, str]
) -> Iterator[tuple[Laptop, str, httpx.Client]]:
    """A session with two open sheets, its code, and who holds its key."""
    with ExitStack() as ending:
        laptop = Laptop(folder, mutant, ending, env)
        opened = open_workshop(laptop.server)
        console = ending.enter_context(facilitator(laptop.server, opened))
        for sheet in SHEETS:
            press(console, f"/c/{opened.code}/sheets/{sheet}/open")
        yield laptop, opened.code, console


def _screens(port: int, proxy: Proxy, code: str, console: httpx.Client) -> Iterator[Screen]:
    """A projector and a console on the laptop itself, and as many beyond the bad network."""
    cookie = "; ".join(f"{name}={value}" for name, value in console.cookies.items())
    for through in (port, proxy.port):
        yield Screen(f"ws://localhost:{through}/p/{code}/live")
        yield Screen(f"ws://localhost:{through}/c/{code}/live", cookie)


async def _send_and_die(
    running: Storm, phones: list[Phone], dice: random.Random, size: Size
) -> set[str]:
    """What is wrong, at the first death after which anything is, or at the end."""
    sending = asyncio.gather(*(_send_all(one, n, size.each) for n, one in enumerate(phones)))
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
        sent = await sending
    return await _look(running, [text for some in sent for text in some])


async def _send_all(phone: Phone, number: int, each: int) -> list[str]:
    return [await send(phone, number, idea) for idea in range(each)]


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
        running.newcomers |= await seen_by_a_newcomer(laptop.server.url, room.code)
    room.up.clear()
    await asyncio.to_thread(laptop.kill)
    stored = await asyncio.to_thread(laptop.stored, room.code)
    return after_a_death(stored, room.answered.values(), running.screens, running.newcomers)


async def _look(running: Storm, sent: list[str]) -> set[str]:
    """What is wrong at the end; then the server is killed for the last time."""
    laptop = running.laptop
    stored = await asyncio.to_thread(laptop.stored, running.room.code)
    wrong = await at_rest(running, stored, sent)
    await asyncio.to_thread(laptop.kill)
    return wrong | ({"a traceback"} if "Traceback" in laptop.complaints else set())
