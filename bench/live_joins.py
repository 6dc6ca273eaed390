"""1,000 phones that come in within 3 s: page and socket."""

from __future__ import annotations

import asyncio

import uvloop

from bench.figures import figure, heading, percentile, times
from bench.live.cores import driving
from bench.live.joining import Came, come_in
from bench.live.load import by_chance
from bench.live.room import filled
from bench.live.sides import Place, ours

PHONES, SECONDS, ROUNDS = 1000, 3.0, 5


def main() -> None:
    """Print each round, and all of them."""
    heading(f"{PHONES} phones join in {SECONDS:.0f} s, {ROUNDS} rounds, a fresh server each")
    rounds: list[Came] = []
    with driving():
        for turn in range(ROUNDS):
            with ours() as place:
                came = uvloop.run(_round(place, turn))
            rounds.append(came)
            each = 1000 * came.used.server / PHONES
            late = 1000 * percentile(came.late, 0.99)
            times(f"{turn + 1}: from due to the first news", came.socket)
            print(
                f"     {len(came.refused)} refused {came.refused[:1]}; {came.used.line()}; "
                f"{each:.2f} ms CPU a join, so {1000 / each:.0f} joins/s at most; "
                f"driver late p99 {late:.2f} ms",
                flush=True,
            )
    times("page", [one for came in rounds for one in came.page])
    both = [one for came in rounds for one in came.socket]
    times("page and socket", both)
    figure("p99 over all rounds", f"{1000 * percentile(both, 0.99):.0f} ms", "at most 250 ms")
    figure("joined", f"{len(both)} of {ROUNDS * PHONES}", "all")


async def _round(place: Place, turn: int) -> Came:
    async with filled(place, 0):
        came = await come_in(place, by_chance(PHONES / SECONDS, SECONDS, turn))
        await asyncio.gather(*(phone.leave() for phone in came.phones))
    return came
