"""A room of 60 phones: every idea on the projector once, in one order, and how soon."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from pathlib import Path

from bench.client import Phone, Screen, console, open_session, phones, projector
from bench.figures import figure, heading, times
from tests.server import Server, running_server

PHONES, IDEAS, SECONDS, ROUNDS = 60, 5, 20.0, 5


def main() -> None:
    """Print both runs: spread over 20 s, and all at the same instant."""
    heading(f"{PHONES} phones, {IDEAS} ideas each within {SECONDS:.0f} s, stored (FULL) and shown")
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        asyncio.run(_spread(server))
    heading(f"{PHONES} phones, one idea each, all at the same instant, {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        asyncio.run(_at_once(server))


async def _spread(server: Server) -> None:
    workshop = open_session(server)
    code = workshop.code
    async with (
        console(server, workshop),
        phones(server, code, PHONES) as room,
        projector(server, code) as screen,
        projector(server, code) as second,
    ):
        start = time.perf_counter()
        marks = [f"mark-{n}" for n in range(PHONES * IDEAS)]
        dice = random.Random(60)
        due = {mark: start + dice.uniform(0, SECONDS) for mark in marks}
        plans = [sorted(marks[n::PHONES], key=due.__getitem__) for n in range(PHONES)]
        await asyncio.gather(
            *(_send(phone, plan, due) for phone, plan in zip(room, plans, strict=True))
        )
        await screen.wait_for(len(marks), 10)
        await second.wait_for(len(marks), 10)
    times("from POST to projector frame", [screen.arrived[mark] - due[mark] for mark in marks])
    figure("p50, p99", "above", "under 15 ms, under 100 ms")
    _same(screen, second)


async def _at_once(server: Server) -> None:
    workshop = open_session(server)
    code = workshop.code
    last: list[float] = []
    async with (
        console(server, workshop),
        phones(server, code, PHONES) as room,
        projector(server, code) as screen,
        projector(server, code) as second,
    ):
        for turn in range(ROUNDS):
            start = time.perf_counter()
            marks = [f"mark-{turn * PHONES + n}" for n in range(PHONES)]
            sending = (phone.send(mark) for phone, mark in zip(room, marks, strict=True))
            answers = await asyncio.gather(*sending)
            await screen.wait_for((turn + 1) * PHONES, 10)
            assert set(answers) == {201}
            last.append(max(screen.arrived[mark] for mark in marks) - start)
        await second.wait_for(ROUNDS * PHONES, 10)
    times("until the last idea is on the projector", last)
    figure("last", "above", "within 250 ms")
    _same(screen, second)


async def _send(phone: Phone, plan: list[str], due: dict[str, float]) -> None:
    for mark in plan:
        await asyncio.sleep(max(0, due[mark] - time.perf_counter()))
        assert await phone.send(mark) == 201


def _same(one: Screen, other: Screen) -> None:
    assert one.twice == other.twice == 0, "an idea came twice"
    assert list(one.arrived) == list(other.arrived), "two screens disagree on the order"
    figure("ideas", f"{len(one.arrived)}, each once, in one order on both screens", "all")
