"""300 phones that come back in the same second: when all are right, and how late ideas are."""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
import time
from pathlib import Path

from websockets.asyncio.client import connect

from bench.client import Phone, Screen, console, join, open_session, projector
from bench.engines import engines
from bench.figures import figure, heading, times
from tests.server import Server, running_server

FAST = {"FLIPCHART_PERSON_BURST": "1000", "FLIPCHART_PERSON_RATE": "1000"}
PHONES, ROUNDS, A_SECOND, SECONDS = 300, 5, 10, 6


def main() -> None:
    """Print how long it took until every phone showed what it should, and each idea's way."""
    for name, engine in engines():
        heading(
            f"{name}: {PHONES} phones reconnect in the same second, {A_SECOND} ideas/s, "
            f"{ROUNDS} rounds"
        )
        with (
            tempfile.TemporaryDirectory() as folder,
            running_server(Path(folder) / "data", env={**FAST, **engine()}) as server,
        ):
            asyncio.run(_rounds(server))


async def _rounds(server: Server) -> None:
    workshop = open_session(server)
    code = workshop.code
    dice = random.Random(300)
    back: list[float] = []
    late: list[float] = []
    async with console(server, workshop), projector(server, code) as screen:
        room = [await join(server, code) for _ in range(PHONES)]
        sender = room[0]
        for turn in range(ROUNDS):
            sending = asyncio.create_task(_send(sender, screen, turn))
            for phone in room[1:]:
                await phone.socket.close()
            began = time.perf_counter()
            back += await asyncio.gather(
                *(_come_back(server, one, began, dice.random()) for one in room[1:])
            )
            late += await sending
        for phone in room:
            phone.writer.close()
            await phone.socket.close()
    times("a phone is right", back)
    figure("last phone", f"{1000 * max(back):.0f} ms", "within 5,000 ms")
    times("from POST to projector frame meanwhile", late)
    figure("latest idea", f"{1000 * max(late):.0f} ms", "within 1,000 ms")


async def _come_back(server: Server, phone: Phone, began: float, within: float) -> float:
    """Open the socket again some time within the second; when it showed everything."""
    await asyncio.sleep(within)
    address = f"ws://localhost:{server.port}/j/{phone.code}/live"
    headers = {"Cookie": phone.cookie}
    phone.socket = await connect(address, additional_headers=headers, compression=None)
    first = json.loads(await phone.socket.recv())
    assert "question" in first["html"]
    return time.perf_counter() - began


async def _send(phone: Phone, screen: Screen, turn: int) -> list[float]:
    """Ideas at an even pace; how long each took to the projector, from when it was due."""
    start, count = time.perf_counter(), A_SECOND * SECONDS
    due = {f"mark-{turn * count + n}": start + n / A_SECOND for n in range(count)}
    for mark, at in due.items():
        await asyncio.sleep(max(0, at - time.perf_counter()))
        assert await phone.send(mark) == 201
    await screen.wait_for((turn + 1) * count, 20)
    return [screen.arrived[mark] - at for mark, at in due.items()]
