"""10,000 phones that only listen, on one process: memory for each, and what they cost."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import uvloop

from bench.figures import figure, heading
from bench.live.cores import driving, used
from bench.live.room import filled
from bench.live.sides import Place, floor, ours, plain
from bench.memory import memory

PHONES, SECONDS = 10_000, 45.0
"""So many stay for so long: more than two of the server's pings and four of its signs of life."""

LONGEST = 240.0
"""Seconds in which all have to be in."""

BESIDE = 5.0
"""The same at the other servers, which are there to compare the memory with."""


def main() -> None:
    """Print memory and CPU of a server with all of them."""
    heading(f"{PHONES} idle phones on one process, {SECONDS:.0f} s")
    with driving():
        for name, side, seconds in (
            ("plain", plain, BESIDE),
            ("floor", floor, BESIDE),
            ("ours", ours, SECONDS),
        ):
            with side() as place:
                uvloop.run(_idle(name, place, seconds))


async def _idle(name: str, place: Place, seconds: float) -> None:
    """Let them in, wait, and look whether all are there still."""
    bare, before = memory(place.pids[0]).now, used(place.pids)
    async with AsyncExitStack() as stack:
        try:
            async with asyncio.timeout(LONGEST):
                room = await stack.enter_async_context(filled(place, PHONES, lines=1))
        except TimeoutError:
            figure(f"{name}: in after {LONGEST:.0f} s", "not all", f"{PHONES}")
            return
        joining = used(place.pids) - before
        each = (memory(place.pids[0]).now - bare) / PHONES / 1024
        before = used(place.pids)
        await asyncio.sleep(seconds)
        idle = used(place.pids) - before
        later = (memory(place.pids[0]).now - bare) / PHONES / 1024
        lost = room.lost
    print(
        f"  {name:5}: {bare / 2**20:.0f} MiB before; {PHONES / joining.seconds:.0f} sockets/s, "
        f"{1000 * joining.server / PHONES:.2f} ms CPU each; idle: {idle.line()}"
    )
    aims = ("at most 35 KiB", f"{PHONES}") if name == "ours" else ("–", "–")
    figure(f"{name}: each phone", f"{each:.1f} KiB, {later:.1f} after {seconds:.0f} s", aims[0])
    figure(f"{name}: still there", f"{PHONES - len(lost)} {lost[:1]}", aims[1])
