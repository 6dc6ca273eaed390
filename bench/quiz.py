"""A quiz question for 1,000 phones: every answer counted once, and how soon all see the result."""

from __future__ import annotations

import asyncio
import json
import random
import re
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from bench.client import Phone, join
from bench.figures import figure, heading, times
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

PHONES, SECONDS, ROUNDS = 1000, 2.0, 5
COUNTED = re.compile(r'id="quiz-count">(\d+) ')
"""What the console says of answers."""


@dataclass(slots=True)
class Listener:
    """Somebody who hears: when what it waits for stood in a frame, in seconds."""

    socket: ClientConnection
    sign: re.Pattern[str]
    at: float = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def expect(self, sign: re.Pattern[str]) -> None:
        """Wait for this from now on."""
        self.sign, self.at = sign, 0
        self.news.clear()

    async def read(self) -> None:
        """Read frames until the socket is closed."""
        async for frame in self.socket:
            if not self.at and self.sign.search(str(frame)):
                self.at = time.perf_counter()
                self.news.set()


def main() -> None:
    """Print the figures of five rounds in one session."""
    heading(f"{PHONES} phones answer a quiz question within {SECONDS:.0f} s, {ROUNDS} rounds")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data") as server,
    ):
        asyncio.run(_rounds(server, open_workshop(server)))


async def _rounds(server: Server, workshop: Workshop) -> None:
    counted: list[float] = []
    results: list[float] = []
    dice = random.Random(1000)
    with facilitator(server, workshop) as pressing:
        path = f"/c/{workshop.code}/quiz"
        cookies = "; ".join(f"{name}={value}" for name, value in pressing.cookies.items())
        async with (
            _room(server, workshop.code) as (phones, listeners),
            _console(server, workshop.code, cookies) as console,
        ):
            for turn in range(ROUNDS):
                press(pressing, f"{path}/start", source="lesson")
                facts = pressing.get(f"/h/{workshop.code}/facts.jsonl").text.splitlines()
                quiz = max(
                    n["number"] for n in map(json.loads, facts) if n["kind"] == "QuizStarted"
                )
                console.expect(re.compile(rf"quiz-count..>{PHONES} "))
                sent = await _answer(phones, quiz, dice)
                await asyncio.wait_for(console.news.wait(), 10)
                counted.append(console.at - max(sent))
                for one in listeners:
                    one.expect(re.compile(r"data-right=."))
                pressed = time.perf_counter()
                await asyncio.to_thread(press, pressing, f"{path}/reveal")
                await asyncio.wait_for(asyncio.gather(*(o.news.wait() for o in listeners)), 10)
                results.append(max(one.at for one in listeners) - pressed)
                totals = pressing.get(f"/h/{workshop.code}/session.json").json()["quiz"]
                got = sum(row["count"] for row in totals if row["round"] == turn + 1)
                assert got == PHONES, f"{got} answers were counted"
    figure("answers", f"{PHONES} counted once in each of {ROUNDS} rounds", "all")
    times("from the last answer's acknowledgement to the console's count", counted)
    figure("console right", "above", "within 300 ms")
    times("from pressing “Show the result” to the last phone's own result", results)
    each = ", ".join(f"{1000 * seconds:.0f}" for seconds in results)
    figure("result on all phones, ms by round", each, "within 500 ms")


async def _answer(phones: list[Phone], quiz: int, dice: random.Random) -> list[float]:
    """Everybody answers once, some twice; when each answer was acknowledged."""
    for phone in phones:  # the server closes what says nothing for long
        phone.writer.close()
        phone.reader, phone.writer = await asyncio.open_connection("localhost", phone.port)
    start = time.perf_counter()

    async def one(phone: Phone, due: float, counter: int) -> float:
        await asyncio.sleep(max(0, start + due - time.perf_counter()))
        body = f"counter={counter}&choice={dice.randrange(4)}"
        for _ in range(1 + (counter % 10 == 0)):  # every tenth one is sent again
            status = await phone.post(f"quiz/{quiz}/1", body)
            assert status == 200, status
        return time.perf_counter()

    sending = (one(phone, dice.uniform(0, SECONDS), n) for n, phone in enumerate(phones, 1))
    return await asyncio.gather(*sending)


@asynccontextmanager
async def _room(server: Server, code: str) -> AsyncIterator[tuple[list[Phone], list[Listener]]]:
    phones: list[Phone] = []
    for first in range(0, PHONES, 20):
        coming = (join(server, code) for _ in range(min(20, PHONES - first)))
        phones += await asyncio.gather(*coming)
    listeners = [Listener(phone.socket, COUNTED) for phone in phones]
    reading = [asyncio.create_task(one.read()) for one in listeners]
    try:
        yield phones, listeners
    finally:
        for phone, task in zip(phones, reading, strict=True):
            task.cancel()
            phone.writer.close()
            await phone.socket.close()


@asynccontextmanager
async def _console(server: Server, code: str, cookies: str) -> AsyncIterator[Listener]:
    address = f"ws://localhost:{server.port}/c/{code}/live"
    async with connect(
        address, additional_headers={"Cookie": cookies}, compression=None, max_size=None
    ) as socket:
        listener = Listener(socket, COUNTED)
        reading = asyncio.create_task(listener.read())
        try:
            yield listener
        finally:
            reading.cancel()
