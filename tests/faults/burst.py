"""What all storms have: a room that enters and sends, screens that watch, and a look at the end."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.faults.room import Phone, Room, join
from tests.faults.screen import Screen
from tests.faults.verdict import after_a_death, at_the_end, orders

SHEETS = ("external", "internal")
PATIENCE = 1.0
"""Seconds that a phone waits for an answer before it sends again."""

TOLD_WITHIN = 1.0
"""Seconds in which an answer or a frame would have come that was sent too early."""

LINE = re.compile(r'data-key="(\d+)".*?(Phone \d+ idea \d+)')


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was wrong, what struck, and how many ideas were answered only the next time."""

    wrong: set[str]
    struck: Counter[str]
    connections: int
    ideas: int
    again: int
    seconds: float


@dataclass(slots=True, kw_only=True)
class Burst:
    """A room that sends, who watches it, and the holder of its key.

    `newcomers` is what pages showed that were opened inside a commit, by number.
    """

    room: Room
    screens: Sequence[Screen]
    console: httpx.Client
    newcomers: dict[int, str] = field(default_factory=dict)


@asynccontextmanager
async def entered(
    url: str, code: str, count: int, trust: ssl.SSLContext | None = None
) -> AsyncIterator[list[Phone]]:
    """So many phones in one room, which are let through."""
    room = Room(code)
    room.up.set()
    async with AsyncExitStack() as ending:
        phones = await asyncio.gather(*(join(url, room, PATIENCE, trust) for _ in range(count)))
        for one in phones:
            ending.push_async_callback(one.client.aclose)
        yield phones


@asynccontextmanager
async def watched(screens: Sequence[Screen]) -> AsyncIterator[None]:
    """All screens watch, for as long as the block lasts."""
    watching = [asyncio.create_task(one.watch()) for one in screens]
    try:
        yield
    finally:
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)


async def send(phone: Phone, number: int, idea: int) -> str:
    """Have this phone send its next idea, on each sheet in turn; the text."""
    text = f"Phone {number} idea {idea}"
    await phone.send(text, SHEETS[idea % 2])
    return text


async def seen_by_a_newcomer(url: str, code: str) -> dict[int, str]:
    """What stands on a projector that is opened now, by number."""
    async with httpx.AsyncClient(timeout=20, trust_env=False, verify=False) as newcomer:
        page = await newcomer.get(f"{url}/p/{code}")
    return {int(number): text for number, text in LINE.findall(page.text)}


async def at_rest(
    burst: Burst, stored: Sequence[Mapping[str, Any]], sent: Collection[str]
) -> set[str]:
    """What is wrong once everything is sent and every screen had time to catch up."""
    told = burst.room.answered.values()
    if wrong := after_a_death(stored, told, burst.screens, burst.newcomers):
        return wrong
    caught_up = (one.stands_as(orders(stored)) for one in burst.screens)
    late = [one for one in await asyncio.gather(*caught_up, return_exceptions=True) if one]
    facts = await asyncio.to_thread(burst.console.get, f"/h/{burst.room.code}/facts.jsonl")
    return (
        after_a_death(stored, told, burst.screens, burst.newcomers)
        | at_the_end(stored, facts.content, sent, burst.screens)
        | ({"a screen never caught up"} if late else set())
    )
