"""199 phones that send in the same instant: when the last idea is on the projector."""

from __future__ import annotations

import uvloop

from bench.figures import figure, heading, times
from bench.live.cores import driving
from bench.live.load import Sent, send_ideas
from bench.live.room import filled
from bench.live.sides import Place, ours, plain

PHONES, ROUNDS = 199, 10


def main() -> None:
    """Print each round of ours, and the plain server's beside it."""
    heading(f"{PHONES} phones, one idea each in the same instant, {ROUNDS} rounds")
    last: dict[str, list[float]] = {"plain": [], "ours": []}
    with driving(), plain() as other, ours() as place:
        for turn in range(ROUNDS):
            for side, where in (("plain", other), ("ours", place)):
                sent = uvloop.run(_at_once(where, turn))
                last[side].append(max(sent.shown))
                print(f"  {turn + 1} {side:5}: {sent.line()}", flush=True)
    times("plain, until the last is on the projector", last["plain"])
    times("ours, until the last is on the projector", last["ours"])
    figure("last of all rounds", f"{1000 * max(last['ours']):.0f} ms", "within 250 ms")


async def _at_once(place: Place, turn: int) -> Sent:
    async with filled(place, PHONES, lines=PHONES) as room:
        return await send_ideas(room, [0.0] * PHONES, turn * PHONES)
