"""A projector and 50 phones that stop reading, beside the same room with everybody reading."""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.client import Phone, console, join, open_session, projector
from bench.engines import Engine, engines
from bench.figures import figure, heading, percentile, times
from bench.memory import memory, unsent
from tests.faults.watching import Screen
from tests.server import running_server

FAST = {"FLIPCHART_PERSON_BURST": "5000", "FLIPCHART_PERSON_RATE": "5000"}
READERS, STOPPED, IDEAS, A_SECOND, ROUNDS = 10, 50, 5000, 250, 5
PHONES = READERS + STOPPED


@dataclass(frozen=True, slots=True)
class Side:
    """A run: seconds from POST to frame, and bytes. `made` is messages until all were right."""

    late: list[float]
    grown: int
    unsent: int
    made: int


def main() -> None:
    """Print both sides and how they differ, with each engine of the log."""
    for name, engine in engines():
        _both(name, engine)


def _both(name: str, engine: Engine) -> None:
    heading(
        f"{name}: a projector and {STOPPED} of {PHONES} phones stop reading, {IDEAS:,} ideas, "
        f"{A_SECOND}/s, {ROUNDS} pairs"
    )
    pairs = []
    for number in range(ROUNDS):
        first = _side(engine, stop=bool(number % 2))
        second = _side(engine, stop=not number % 2)
        pairs.append((second, first) if number % 2 else (first, second))
    reading, stopped = ([one for pair in pairs for one in pair[n].late] for n in (0, 1))
    times("from POST to the other projector, everybody reading", reading)
    times("the same while they do not read", stopped)
    for share in (0.5, 0.95):
        ratios = [percentile(b.late, share) / percentile(a.late, share) for a, b in pairs]
        print(f"  p{100 * share:.0f}, ratio of each pair:", ", ".join(f"{r:.2f}" for r in ratios))
        figure(f"p{100 * share:.0f}, median of the ratios", f"{median(ratios):.2f}", "at most 1.2")
    for side, n in (("everybody reading", 0), ("while they do not read", 1)):
        grown = ", ".join(f"{pair[n].grown / 1e6:.1f}" for pair in pairs)
        print(f"  memory grew, {side}: {grown} MB")
    more = max(b.grown + b.unsent - a.grown - a.unsent for a, b in pairs) / 1e6
    figure("more than beside it, at most, with what waits in the system", f"{more:.1f} MB", "8 MB")
    made = max(side.made for pair in pairs for side in pair)
    figure("messages until one who comes back is right, at most", str(made), "1")


def _side(engine: Engine, *, stop: bool) -> Side:
    return asyncio.run(_run(engine, stop=stop))


async def _run(engine: Engine, *, stop: bool) -> Side:
    """One room on a server of its own, so that memory starts alike."""
    async with AsyncExitStack() as there:
        place = there.enter_context(ExitStack())
        folder = place.enter_context(tempfile.TemporaryDirectory())
        server = place.enter_context(
            running_server(Path(folder) / "data", env={**FAST, **engine()})
        )
        workshop = open_session(server)
        code = workshop.code
        await there.enter_async_context(console(server, workshop))
        screen = await there.enter_async_context(projector(server, code))
        room = [await join(server, code) for _ in range(PHONES)]
        watching = [await there.enter_async_context(Screen(server, f"/p/{code}"))]
        for phone in room:
            await phone.socket.close()
            one = Screen(server, f"/j/{code}", phone.cookie)
            watching.append(await there.enter_async_context(one))
        slow = watching[: STOPPED + 1]
        following = [asyncio.create_task(one.read_on()) for one in watching if one not in slow]
        if stop:
            for one in slow:
                one.stop()
        else:
            following += [asyncio.create_task(one.read_on()) for one in slow]
        before, late = memory(server.process.pid).now, await _send_all(room)
        await screen.wait_for(IDEAS, 60)
        grown, waits = memory(server.process.pid).most - before, unsent(server.port)
        for task in following:
            task.cancel()
        made = [(await one.come_back())[1] for one in slow]
        for phone in room:
            phone.writer.close()
        return Side(
            [screen.arrived[mark] - at for mark, at in late.items()], grown, waits, max(made)
        )


async def _send_all(room: list[Phone]) -> dict[str, float]:
    """Send at an even pace, whatever became of those before; when each was due."""
    start = time.perf_counter() + 0.1
    due = {f"mark-{n}": start + n / A_SECOND for n in range(IDEAS)}
    marks = list(due)

    async def send(phone: Phone, plan: list[str]) -> None:
        for mark in plan:
            await asyncio.sleep(max(0, due[mark] - time.perf_counter()))
            assert await phone.send(mark) == 201

    await asyncio.gather(*(send(phone, marks[n :: len(room)]) for n, phone in enumerate(room)))
    return due
