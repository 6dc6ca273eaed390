"""A room that sends through nginx to two servers while each of them, nginx and PostgreSQL die.

In the first rounds a server or the database dies inside a commit, held up until whatever would be
told too early had time to arrive; nginx, and everything in later rounds, dies at full speed.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.faults.burst import (
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
from tests.faults.room import Phone, TurnedAwayError
from tests.faults.screen import Screen
from tests.faults.site import MORTALS, Site
from tests.postgres import Postgres
from tests.workshop import facilitator, open_workshop, press

MUTANTS = {
    "no dedupe": "stored twice",
    "answer before commit": "answered and gone",
    "fold before commit": "an idea was refused",
    "wake before commit": "shown to who watched and gone",
    "answer before the disk": "answered and gone",
}
"""What `mutant.py` can break, and what has to be found then."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many phones; in how many rounds each of the mortals dies, the first so many held up."""

    phones: int
    rounds: int
    held: int = 1
    mortals: tuple[str, ...] = MORTALS


@dataclass(slots=True, kw_only=True)
class Storm(Burst):
    """A running one."""

    site: Site
    dice: random.Random
    struck: Counter[str] = field(default_factory=Counter)


async def storm_many(
    folder: Path, postgres: Postgres, seed: int, size: Size, mutant: str = ""
) -> Outcome:
    """Let all phones send until everything has died once a round; what was wrong then.

    With a `mutant`, both servers break that promise.
    """
    began, sent, wrong = time.perf_counter(), list[str](), set[str]()
    with _opened(folder, postgres, mutant) as (site, code, console):
        screens = list(_screens(site, code))
        async with entered(site.nginx.url, code, size.phones, site.nginx.trust) as phones:
            room = phones[0].room
            running = Storm(
                site=site, room=room, dice=random.Random(seed), screens=screens, console=console
            )
            if mutant == "answer before the disk":
                await asyncio.to_thread(postgres.write_late)
            async with watched(screens):
                try:
                    sent = await _send_and_strike(running, phones, size)
                except* TurnedAwayError:
                    wrong = {"an idea was refused"}
                stored = await asyncio.to_thread(site.other.stored, code)
                wrong |= await at_rest(running, stored, sent)
        for laptop in site.laptops:
            await asyncio.to_thread(laptop.kill)
        wrong |= {"a traceback" for one in site.laptops if "Traceback" in one.complaints}
    connections, seconds = sum(one.connections for one in screens), time.perf_counter() - began
    return Outcome(wrong, running.struck, connections, len(sent), room.again, seconds)


@contextmanager
def _opened(
    folder: Path, postgres: Postgres, mutant: str
) -> Iterator[tuple[Site, str, httpx.Client]]:
    """A session with two open sheets, its code, and who holds its key."""
    with ExitStack() as ending:
        site = Site(folder, postgres, mutant, ending)
        opened = open_workshop(site.other.server)
        console = ending.enter_context(facilitator(site.other.server, opened))
        for sheet in SHEETS:
            press(console, f"/c/{opened.code}/sheets/{sheet}/open")
        yield site, opened.code, console


def _screens(site: Site, code: str) -> Iterator[Screen]:
    """A projector at each of the servers, and one that comes in as everybody does."""
    for laptop in site.laptops:
        yield Screen(f"ws://localhost:{laptop.server.port}/p/{code}/live")
    yield Screen(f"wss://localhost:{site.nginx.port}/p/{code}/live", trust=site.nginx.trust)


async def _send_and_strike(running: Storm, phones: list[Phone], size: Size) -> list[str]:
    """All that was sent, and so acknowledged, when everything had died and worked again."""
    over = asyncio.Event()
    async with asyncio.timeout(90 * (size.rounds + 1)), asyncio.TaskGroup() as sending:
        sent = [sending.create_task(_send_on(one, n, over)) for n, one in enumerate(phones)]
        for turn in range(size.rounds):
            for mortal in running.dice.sample(size.mortals, len(size.mortals)):
                await _some_more(running)
                await _strike(running, mortal, inside=turn < size.held and mortal != "nginx")
        await _some_more(running)
        over.set()
    return [text for one in sent for text in one.result()]


async def _send_on(phone: Phone, number: int, over: asyncio.Event) -> list[str]:
    sent: list[str] = []
    while not over.is_set():
        sent.append(await send(phone, number, len(sent)))
    return sent


async def _some_more(running: Storm) -> None:
    """Return in the middle of it, so that what was struck last works again."""
    await running.room.reached(len(running.room.answered) + running.dice.randint(30, 90))


async def _strike(running: Storm, mortal: str, *, inside: bool) -> None:
    """Let it die, be it inside a commit, and start it again."""
    site = running.site
    laptop: Laptop = site.one if inside else running.dice.choice(site.laptops)
    if inside:
        await asyncio.to_thread(laptop.hold_up)
        await asyncio.sleep(TOLD_WITHIN)
        running.newcomers |= await seen_by_a_newcomer(laptop.server.url, running.room.code)
    await asyncio.to_thread(site.kill, mortal, laptop)
    laptop.let_go()
    await asyncio.to_thread(site.start, mortal, laptop)
    running.struck[mortal] += 1
