"""Two servers on one PostgreSQL: ideas across processes, facts a second, and 200 small sessions."""

from __future__ import annotations

import uvloop

from app.process import allow_many_connections
from bench.appending import measure
from bench.figures import figure, heading, percentile, times
from bench.live.load import by_chance
from bench.live.several import Spread, send_to_all, sessions, two_servers

ROUNDS = 5
BUSY, RATE, SECONDS = 10, 500, 12.0
"""Sessions of 30 phones, ideas a second in all of them, seconds of a round."""

HOST, QUIET, MINUTE = 200, 100, 60.0
"""The same of a host with many small ones, in which each person has an idea a minute."""

PHONES = 30


def main() -> None:
    """Print all three."""
    allow_many_connections()
    uvloop.run(_across())
    measure()
    uvloop.run(_small())


async def _across() -> None:
    heading(
        f"{BUSY} sessions of {PHONES} phones, a projector and a console each; {RATE} ideas a "
        f"second over HTTP, {ROUNDS} rounds of {SECONDS:.0f} s"
    )
    print(
        "  Half the phones watch and half the ideas are posted at the other process than the\n"
        "  projector. Latency counts from the scheduled time of a Poisson process. All share the\n"
        "  cores of this machine."
    )
    rounds: list[Spread] = []
    with two_servers() as hosts:
        async with sessions(hosts, BUSY, PHONES) as those:
            for turn in range(ROUNDS):
                first = sum(one.ideas for one in rounds) // BUSY
                offsets = by_chance(RATE, SECONDS, turn)
                rounds.append(await send_to_all(hosts, those, offsets, first))
                _say(turn + 1, rounds[-1])
    across = [sample for one in rounds for sample in one.across]
    times("post at one process to projector at the other", across)
    times("post and projector at one process", [s for one in rounds for s in one.here])
    each = ", ".join(f"{1000 * percentile(one.across, 0.99):.0f}" for one in rounds)
    p99 = 1000 * percentile(across, 0.99)
    figure("post to projector across processes, p99", f"{p99:.0f} ms ({each})", "at most 100 ms")
    whole = sum(one.delivered == 1 and set(one.statuses) == {201} for one in rounds)
    figure("rounds with all delivered", f"{whole}", f"{ROUNDS}")


async def _small() -> None:
    heading(
        f"{HOST} sessions of {PHONES} phones, a projector and a console each; {QUIET} ideas a "
        f"second in all, {MINUTE:.0f} s"
    )
    with two_servers() as hosts:
        async with sessions(hosts, HOST, PHONES) as those:
            spread = await send_to_all(hosts, those, by_chance(QUIET, MINUTE, 1), 0)
    _say(1, spread)
    assert spread.shares is not None
    figure("servers and PostgreSQL", f"{spread.shares.cores:.2f} cores", "at most 1")
    figure("delivered", f"{100 * spread.delivered:.2f} %", "100 %")


def _say(turn: int, spread: Spread) -> None:
    """Print what happened, in a line."""
    parts = (("across", spread.across), ("here", spread.here), ("answer", spread.answered))
    said = ", ".join(
        f"{name} {1000 * percentile(some, 0.5):.1f}/{1000 * percentile(some, 0.99):.1f}"
        for name, some in parts
        if some
    )
    assert spread.shares is not None
    print(
        f"  {turn}: {said} ms (p50/p99); {100 * spread.delivered:.2f} % of {spread.ideas} "
        f"delivered, {dict(spread.statuses)}; {spread.shares.line()}; driver late p99 "
        f"{1000 * percentile(spread.late, 0.99):.1f} ms"
        + (f"; {len(spread.lost)} gone: {spread.lost[0]}" if spread.lost else ""),
        flush=True,
    )
