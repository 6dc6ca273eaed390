"""The live path while guides of some 60 pages are printed, beside the same room at rest."""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import httpx
from pypdf import PdfReader

from bench.client import Phone, Screen, console, open_session, phones, projector
from bench.figures import figure, heading, percentile
from sessions.library import Library
from tests.server import Server, running_server
from tests.workshop import JSON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PHONES, RATE, PAIRS, SECONDS = 60, 15, 8, 10
UNCOUNTED = 1
"""Seconds at the start of a round that are not counted."""

COPIES = 8
"""How often the topics of the built-in workshop stand in the plan: its guide has about 60 pages."""

PLAN = "a-long-day"
WAIT = 120.0
"""Seconds after which a print or an idea that does not arrive ends the run."""


@dataclass(slots=True)
class Printing:
    """Someone who wants guides: each with another start, so that none was printed before."""

    client: httpx.AsyncClient
    asked: int = 0
    took: list[float] = field(default_factory=list)

    async def one(self) -> bytes:
        """Have a guide printed."""
        self.asked += 1
        start, asked = f"{self.asked // 60:02d}:{self.asked % 60:02d}", time.perf_counter()
        answer = await self.client.get(f"/plans/{PLAN}/guide.pdf", params={"start": start})
        self.took.append(time.perf_counter() - asked)
        return answer.raise_for_status().content

    @asynccontextmanager
    async def on(self) -> AsyncIterator[None]:
        """One guide after the other during the block; the last is waited for after it."""
        enough = asyncio.Event()

        async def go() -> None:
            while not enough.is_set():
                await self.one()

        going = asyncio.create_task(go())
        try:
            yield
        finally:
            enough.set()
            await going


@dataclass(frozen=True, slots=True)
class Pair:
    """The seconds from POST to projector frame, at rest and while guides are printed."""

    rest: list[float]
    printing: list[float]

    def ratio(self, share: float) -> float:
        """How many times as long it takes while guides are printed."""
        return percentile(self.printing, share) / percentile(self.rest, share)


def main() -> None:
    """Print both sides and their ratios."""
    heading(
        f"{PHONES} phones, {RATE} ideas a second, at rest and while guides are printed, "
        f"{PAIRS} pairs of rounds of {SECONDS} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        (data / "plans").mkdir(parents=True)
        (data / "plans" / f"{PLAN}.md").write_text(_long_plan(), encoding="utf-8")
        with running_server(data) as server:
            asyncio.run(_compare(server))


async def _compare(server: Server) -> None:
    async with httpx.AsyncClient(base_url=server.url, headers=JSON, timeout=WAIT) as client:
        (await client.post("/c/key", data={"key": server.host_key})).raise_for_status()
        printing = Printing(client)
        pages = len(PdfReader(BytesIO(await printing.one())).pages)
        printing.took.clear()  # the first one started the worker
        pairs = [await _pair(server, printing, number) for number in range(PAIRS)]
    guides = f"{len(printing.took)} guides of {pages} pages, {median(printing.took):.1f} s each"
    _tell("at rest", [one for pair in pairs for one in pair.rest])
    _tell(f"while printing ({guides})", [one for pair in pairs for one in pair.printing])
    for name, share, most in (("median", 0.5, 1.2), ("p95", 0.95, 1.5)):
        ratios = [pair.ratio(share) for pair in pairs]
        print(f"  {name} of each pair:", ", ".join(f"{ratio:.2f}" for ratio in ratios))
        figure(f"{name}, median of the ratios", f"{median(ratios):.2f}", f"at most {most}")


async def _pair(server: Server, printing: Printing, number: int) -> Pair:
    """Both rounds in a session of their own, taking turns at being first: the sheet grows."""
    workshop = open_session(server)
    async with (
        console(server, workshop),
        phones(server, workshop.code, PHONES) as room,
        projector(server, workshop.code) as screen,
    ):
        if number % 2:
            async with printing.on():
                first = await _round(room, screen)
            return Pair(rest=await _round(room, screen), printing=first)
        rest = await _round(room, screen)
        async with printing.on():
            return Pair(rest, await _round(room, screen))


async def _round(room: list[Phone], screen: Screen) -> list[float]:
    """Send ideas at their times, whatever became of those before: a late one counts as late."""
    before, start = len(screen.arrived), time.perf_counter() + 0.1
    due = {
        f"mark-{before + number}": start + number / RATE
        for number in range((UNCOUNTED + SECONDS) * RATE)
    }
    marks = list(due)
    plans = [marks[number :: len(room)] for number in range(len(room))]
    async with asyncio.timeout(WAIT):
        await asyncio.gather(
            *(_send(phone, plan, due) for phone, plan in zip(room, plans, strict=True))
        )
        await screen.wait_for(before + len(due), WAIT)
    return [screen.arrived[mark] - due[mark] for mark in marks[UNCOUNTED * RATE :]]


async def _send(phone: Phone, plan: list[str], due: dict[str, float]) -> None:
    for mark in plan:
        await asyncio.sleep(max(0, due[mark] - time.perf_counter()))
        assert await phone.send(mark) == 201


def _tell(name: str, seconds: list[float]) -> None:
    p50, p95 = (1000 * percentile(seconds, share) for share in (0.5, 0.95))
    print(f"  {name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, {len(seconds):,} samples")


def _long_plan() -> str:
    """The built-in workshop with its topics several times over, each time with other sheets."""
    plan = Library(Path()).read("who-we-are").decode()
    begin, end = (plan.index(f"## {name}") for name in ("Who are", "Practical illustration"))
    sheet = re.compile(r"(?m)^(- `|- CHART )([a-z]+)")
    copies = (sheet.sub(rf"\1\2-{number}", plan[begin:end]) for number in range(2, COPIES + 1))
    return plan[:end] + "".join(copies) + plan[end:]
