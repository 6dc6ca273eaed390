"""Two days in one process: eight hours, 10,000 ideas and 200 joins and leaves each; the memory."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.leaving import PAUSE
from app.live import MISSED
from bench.figures import figure, heading
from bench.hurried import FASTER
from bench.memory import memory
from bench.workday import COMING, IDEAS, Day
from tests.faults.room import Room
from tests.server import Server, running_server
from tests.workshop import JSON, open_workshop

HOURS, DAYS = 8, 2
HOUR = 3600 / FASTER
"""Seconds outside that an hour takes."""

RESTS = 2 * PAUSE / FASTER
"""Seconds outside that an hour ends with: what is free goes back to the system now and then."""

LEAVES = MISSED + 3 * PAUSE / FASTER
"""Seconds outside after which a session has left memory that nobody watches, nor asks for news."""


@dataclass(frozen=True, slots=True)
class Took:
    """The bytes of a day: after its first hour, at its end, and the most so far."""

    first: int
    last: int
    most: int


def main() -> None:
    """Print the memory after the first hour, at the end, and at its most, of each day."""
    heading(
        f"{DAYS} days of {HOURS} hours, {HOURS * IDEAS:,} ideas, {HOURS * COMING} joins and leaves "
        f"each, everything done every hour, {FASTER} times as fast"
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", program="bench.hurried") as server,
    ):
        first, second = asyncio.run(_days(server))
    since = (HOURS - 1) * IDEAS
    for name, day in (("first", first), ("second", second)):
        at = ", ".join(f"{size / 1e6:.1f}" for size in (day.first, day.last, day.most))
        print(f"  {name} day, after an hour, at the end, at most: {at} MB")
    grown, most = first.last - first.first, 3000 * since + 5e6
    figure("first day grew", f"{grown / 1e6:.1f} MB", f"at most {most / 1e6:.1f} MB")
    figure("an idea since the first hour", f"{grown / since:.0f} bytes", "at most 3,000 and 5 MB")
    more = (second.most - first.most) / 1e6
    figure("second day’s most over the first’s", f"{more:.1f} MB", "at most 5 MB")


async def _days(server: Server) -> list[Took]:
    took, kept = [], list[tuple[Day, bytes]]()
    for number in range(DAYS):
        workshop = open_workshop(server)
        trainer = httpx.AsyncClient(base_url=server.url, headers=JSON, timeout=60)
        day = Day(server, workshop, trainer, Room(workshop.code))
        took.append(await _day(day, number))
        kept.append((day, await day.file("ideas.csv")))
        await asyncio.sleep(LEAVES)
    for day, ideas in kept:
        assert await day.file("ideas.csv") == ideas, "A session came back other than it was."
        await day.trainer.aclose()
    return took


async def _day(day: Day, number: int) -> Took:
    await day.begin()
    after = []
    for hour in range(HOURS):
        began = time.monotonic()
        await day.hour(hour)
        took = time.monotonic() - began
        await asyncio.sleep(max(RESTS, HOUR - took))
        after.append(memory(day.server.process.pid).now)
        size = f"{after[-1] / 1e6:.1f} MB"
        print(f"    day {number + 1}, hour {hour + 1}: {size}, {took:.1f} s of {HOUR:.0f}")
    await day.end()
    return Took(after[0], after[-1], memory(day.server.process.pid).most)
