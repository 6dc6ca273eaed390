"""One room at the plain server, at ours and at the floor, in turn, and the ratios between them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import uvloop

from bench.figures import figure, heading
from bench.live.cores import driving
from bench.live.load import Sent, by_chance, send_ideas
from bench.live.results import keep, shown_at
from bench.live.room import LINES, filled
from bench.live.sides import Place, Side, floor, ours, plain

ROUNDS = 5
METHOD = (
    "Latency counts from the scheduled time of a Poisson process, the same one for all sides of a "
    "round.\n  A fresh server each time on core 0, the driver on core 1; ideas over HTTP "
    "connections that are kept open (the floor's\n  over the phones' sockets); p50/p99."
)


@dataclass(frozen=True, slots=True)
class Size:
    """A room: phones, ideas a second in all, seconds of a round, and of one of the floor's."""

    phones: int
    rate: float
    seconds: float
    floor: float = 0


def beside(name: str, size: Size, p50: float | None, p99: float) -> None:
    """Measure a room on all sides and print the ratios beside the most that they may be."""
    heading(f"{size.phones} phones, {size.rate:.0f} ideas a second, {ROUNDS} rounds")
    print(f"  {METHOD}")
    sides: dict[str, tuple[Side, float]] = {
        "plain": (plain, size.seconds),
        "ours": (ours, size.seconds),
        "floor": (floor, size.floor),
    }
    rounds: dict[str, list[Sent]] = {side: [] for side in sides}
    with driving():
        for turn in range(ROUNDS):
            for side in list(sides) if turn % 2 == 0 else reversed(sides):
                server, seconds = sides[side]
                with server() as place:
                    sent = once(place, size, seconds, turn)
                rounds[side].append(sent)
                print(f"  {turn + 1} {side:5}: {sent.line()}", flush=True)
    _ratios(rounds, p50, p99)
    keep(name, size.phones, size.rate, rounds)


def once(place: Place, size: Size, seconds: float, seed: int) -> Sent:
    """One round: a room that is filled, and ideas for so many seconds."""

    async def run() -> Sent:
        lines = min(LINES, max(4, round(size.rate)))
        async with filled(place, size.phones, lines) as room:
            return await send_ideas(room, by_chance(size.rate, seconds, seed))

    return uvloop.run(run())


def _ratios(rounds: dict[str, list[Sent]], p50: float | None, p99: float) -> None:
    samples = (f"{sum(len(one.shown) for one in sent)} {side}" for side, sent in rounds.items())
    print(f"  samples on the projector: {', '.join(samples)}")
    for share, aim in ((0.5, p50), (0.99, p99)):
        each = {side: [shown_at(one, share) for one in sent] for side, sent in rounds.items()}
        for other in ("plain", "floor"):
            ratios = [a / b for a, b in zip(each["ours"], each[other], strict=True)]
            said = ", ".join(f"{ratio:.2f}" for ratio in ratios)
            to_reach = f"at most {aim}" if aim and other == "plain" else "–"
            name = f"projector p{100 * share:.0f}, ours to the {other}'s"
            figure(name, f"{median(ratios):.2f} ({said})", to_reach)
    whole = sum(one.whole for one in rounds["ours"])
    figure("rounds of ours with all delivered", f"{whole} of {ROUNDS}", f"{ROUNDS}")
