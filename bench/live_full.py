"""1,000 and 3,000 phones, 200 ideas a second for a minute, while sheets close, reopen and swap."""

from __future__ import annotations

import asyncio

import uvloop

from bench.figures import figure, heading, percentile, times
from bench.live.beside import METHOD, Size, once
from bench.live.cores import driving
from bench.live.load import Sent, by_chance, send_ideas
from bench.live.results import keep
from bench.live.room import filled
from bench.live.sheets import Sheets
from bench.live.sides import Place, ours, plain

ROOMS = (1000, 3000)
RATE, SECONDS, BESIDE = 200, 60, 10
CHANGES, EVERY = 24, 2.4


def main() -> None:
    """Print the figures of both rooms, and the plain server's for a while."""
    with driving():
        for phones in ROOMS:
            heading(f"{phones} phones, {RATE} ideas a second, {SECONDS} s, {CHANGES} changes")
            print(f"  {METHOD}")
            with ours() as place:
                sent = uvloop.run(_busy(place, phones))
            with plain() as place:
                other = once(place, Size(phones, RATE, BESIDE), BESIDE, 1)
            print(f"  plain, {BESIDE} s: {other.line()}")
            keep(f"live_full_{phones}", phones, RATE, {"ours": [sent], "plain": [other]})


async def _busy(place: Place, phones: int) -> Sent:
    async with filled(place, phones) as room:
        sheets = Sheets.of(room)
        sent, _ = await asyncio.gather(
            send_ideas(room, by_chance(RATE, SECONDS, 1)), sheets.change(CHANGES, EVERY)
        )
    print(f"  ours: {sent.line()}")
    figure("delivered", f"{len(sent.shown)} of {sent.ideas}", "all")
    _most("projector p99", sent.shown, 50)
    _most("answer to the sender p99", sent.answered, 250)
    figure("server", f"{100 * sent.used.server / sent.used.seconds:.0f} %", "at most 100 % of one")
    for kind in ("closed", "reopened", "swapped"):
        took = [one for what, took in sheets.took for one in took if what == kind]
        times(f"a sheet {kind}, until on each phone", took)
    whole = sum(len(took) == phones for _, took in sheets.took)
    figure("changes on every phone", f"{whole} of {CHANGES}", "all")
    _most("over phones and changes p99", [one for _, took in sheets.took for one in took], 250)
    each = [1000 * percentile(took, 0.99) for _, took in sheets.took if took]
    print(f"  p99 over phones of each change, ms: {', '.join(f'{one:.0f}' for one in each)}")
    if sheets.refused:
        print(f"  controls refused: {sheets.refused}")
    return sent


def _most(name: str, seconds: list[float], aim: int) -> None:
    figure(name, f"{1000 * percentile(seconds, 0.99):.1f} ms", f"at most {aim} ms")
