"""The thousandth idea beside the tenth: bytes to the projector, and time in the server."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from statistics import median

from bench.client import Phone, Screen, open_session, phones, projector
from bench.figures import figure, heading
from tests.server import Server, running_server

ROUNDS, AROUND = 9, 10

ROOM = {"FLIPCHART_PERSON_BURST": "5000", "FLIPCHART_PERSON_RATE": "5000"}


def main() -> None:
    """Print the ratios, the median of nine sessions."""
    heading(f"The 1,000th idea on a sheet beside the 10th, {ROUNDS} rounds of {2 * AROUND} each")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", env=ROOM) as server,
    ):
        rounds = [asyncio.run(_round(server)) for _ in range(ROUNDS)]
    print("  bytes ", ", ".join(f"{size:.2f}" for size, _ in rounds))
    print("  time  ", ", ".join(f"{spent:.2f}" for _, spent in rounds))
    figure("bytes, median ratio", f"{median(size for size, _ in rounds):.2f}", "at most 2")
    figure("server CPU, median ratio", f"{median(spent for _, spent in rounds):.2f}", "at most 2")


async def _round(server: Server) -> tuple[float, float]:
    code = open_session(server).code
    async with (
        phones(server, code, 10) as room,
        projector(server, code) as screen,
    ):
        early = await _one_by_one(server, room, screen, 0)
        for first in range(2 * AROUND, 1000 - AROUND, len(room)):
            ideas = (phone.send(f"idea-{first + n}") for n, phone in enumerate(room))
            await asyncio.gather(*ideas)
            await screen.wait_for(first + len(room), 10)
        late = await _one_by_one(server, room, screen, 1000 - AROUND)
    return screen.sizes["idea-999"] / screen.sizes["idea-9"], late / early


async def _one_by_one(server: Server, room: list[Phone], screen: Screen, first: int) -> float:
    """CPU seconds of the server for twenty ideas, one after the other."""
    before = cpu_seconds(server.process.pid)
    for number in range(first, first + 2 * AROUND):
        assert await room[number % len(room)].send(f"idea-{number}") == 201
        await screen.wait_for(number + 1, 10)
    return cpu_seconds(server.process.pid) - before


def cpu_seconds(pid: int | str) -> float:
    """CPU time of a process, all threads, in seconds (Linux, /proc/PID/task/TID/schedstat)."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
