"""Where the time of one idea goes in a room at rest: doors and decision, commit, drawing."""

from __future__ import annotations

import asyncio
import random
import re
import tempfile
from pathlib import Path

import httpx

from bench.client import console, open_session, phones, projector
from bench.figures import figure, heading
from tests.server import Server, running_server

PHONES, IDEAS, PAUSE = 60, 200, 0.2
TOKEN = "0123456789abcdef0123456789abcdef"
TOTAL = r"^flipchart_{}_seconds_(sum|count) (\S+)$"


def main() -> None:
    """Print the means, as `/metrics` has them."""
    heading(f"{PHONES} phones, an idea each {PAUSE} s, {IDEAS} of them: means on the server")
    env = {"FLIPCHART_METRICS_TOKEN": TOKEN}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", env=env) as server,
    ):
        asyncio.run(_measure(server))


async def _measure(server: Server) -> None:
    workshop = open_session(server)
    async with (
        console(server, workshop),
        phones(server, workshop.code, PHONES) as room,
        projector(server, workshop.code) as screen,
    ):
        before = _figures(server)
        dice = random.Random(5)
        for number in range(IDEAS):
            assert await room[number % PHONES].send(f"mark-{number}") == 201
            await asyncio.sleep(dice.uniform(0.5, 1.5) * PAUSE)
        await screen.wait_for(IDEAS, 10)
        after = _figures(server)
    means = {
        name: (after[name][0] - before[name][0]) / (after[name][1] - before[name][1])
        for name in after
    }
    rest = means["answer"] - means["commit"] - means["frame"]
    for name, seconds in (
        ("from the request’s head to its answer", means["answer"]),
        ("of it the commit", means["commit"]),
        ("of it drawing and sending to the projector", means["frame"]),
        ("the rest: doors, decision, answer", rest),
    ):
        figure(name, f"{1000 * seconds:.2f} ms", "–")


def _figures(server: Server) -> dict[str, tuple[float, float]]:
    shown = {"Authorization": f"Bearer {TOKEN}"}
    text = httpx.get(f"{server.url}/metrics", headers=shown).raise_for_status().text
    return {name: _total(name, text) for name in ("answer", "commit", "frame")}


def _total(name: str, text: str) -> tuple[float, float]:
    found = dict(re.findall(TOTAL.format(name), text, re.MULTILINE))
    return float(found["sum"]), float(found["count"])
