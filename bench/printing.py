"""Printing: what it adds to WeasyPrint alone, the same document again, the last idea on paper."""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import httpx
from pypdf import PdfReader

from bench.client import phones
from bench.figures import figure, heading
from handouts.documents import draw
from handouts.kinds import KINDS
from handouts.options import Options
from handouts.pdf import ORIGIN, _fetcher
from handouts.press import Press
from handouts.source import Source
from sessions.library import Library
from sessions.plan_file import parse
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS, AGAIN, SESSIONS = 11, 21, 5
PHONES, EACH = 60, 75
SHEETS = ("external", "internal", "great", "awful")
"""Each takes `EACH` ideas: 300 in all, from `PHONES` phones."""

SECONDS = 120.0
"""After which whatever hangs is given up."""


def main() -> None:
    """Print the three figures."""
    heading(f"The guide of the built-in workshop beside WeasyPrint alone, {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_beside_bare(Path(folder)))
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        heading(f"The same guide again over HTTP, {AGAIN} times on a connection that is kept")
        _again(server)
        heading(f"From the last of {EACH * len(SHEETS)} ideas to the handout, {SESSIONS} sessions")
        _take_home(server)


async def _beside_bare(folder: Path) -> None:
    """Time both sides, each in a warm process of its own, taking turns at being first.

    Ours is timed from the call to the bytes in this process: the look for a kept file, the way to
    the worker at the lowest priority and back, the progress counted, the file kept. The bare side
    is timed within its process, around the one call, at usual priority.
    """
    plan = parse(Library(folder).read("who-we-are")).plan
    assert plan is not None
    html = draw(KINDS["guide"], Source(plan), Options())
    ours, spawn = Press(folder / "printed"), multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=spawn) as bare:
            await _round(ours, bare, html, ROUNDS)  # so that both are warm
            taken = [await _round(ours, bare, html, turn) for turn in range(ROUNDS)]
    finally:
        await ours.close()
    ratios = [one / other for one, other in taken]
    print("  ratios", ", ".join(f"{ratio:.2f}" for ratio in ratios))
    for name, seconds in zip(("ours", "WeasyPrint alone"), zip(*taken, strict=True), strict=True):
        print(f"  {name}: median {median(seconds):.2f} s, least {min(seconds):.2f} s")
    figure("ratio, median of the rounds", f"{median(ratios):.2f}", "at most 1.15")


async def _round(
    ours: Press, bare: ProcessPoolExecutor, html: str, turn: int
) -> tuple[float, float]:
    """The seconds of both. The comment makes it a document that was never printed before."""
    fresh = f"{html}<!-- {turn} -->"
    if turn % 2:
        one, other = await _ours(ours, fresh), await _bare(bare, fresh)
    else:
        other, one = await _bare(bare, fresh), await _ours(ours, fresh)
    assert _pages(one[1]) == _pages(other[1])
    return one[0], other[0]


async def _ours(ours: Press, html: str) -> tuple[float, bytes]:
    start = time.perf_counter()
    pdf = await ours.print(html, "bench")
    return time.perf_counter() - start, pdf


async def _bare(bare: ProcessPoolExecutor, html: str) -> tuple[float, bytes]:
    return await asyncio.get_running_loop().run_in_executor(bare, _write, html)


def _write(html: str) -> tuple[float, bytes]:
    """WeasyPrint's own call and nothing else, in a process of the pool: its seconds, its PDF."""
    import weasyprint  # noqa: PLC0415 - in the process that prints, never in this one

    fetcher = _fetcher()
    start = time.perf_counter()
    source = weasyprint.HTML(string=html, base_url=ORIGIN, url_fetcher=fetcher)
    pdf = source.write_pdf(pdf_variant="pdf/ua-1")
    return time.perf_counter() - start, pdf


def _again(server: Server) -> None:
    with httpx.Client(base_url=server.url, headers=JSON, timeout=SECONDS) as host:
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        first = host.get("/plans/who-we-are/guide.pdf").raise_for_status().content
        seconds = []
        for _ in range(AGAIN):
            start = time.perf_counter()
            answer = host.get("/plans/who-we-are/guide.pdf")
            seconds.append(time.perf_counter() - start)
            assert answer.status_code == 200
            assert answer.content == first
    print(f"  {len(first):,} bytes, all the same")
    value = f"median {1000 * median(seconds):.1f} ms, most {1000 * max(seconds):.1f} ms"
    figure("unchanged, again", value, "at most 50 ms each")


def _take_home(server: Server) -> None:
    seconds, sizes = zip(*(_session(server, turn) for turn in range(SESSIONS)), strict=True)
    print("  seconds", ", ".join(f"{one:.2f}" for one in seconds), f"for {sizes[-1]} pages")
    value = f"median {median(seconds):.2f} s, most {max(seconds):.2f} s"
    figure("the last idea is on paper", value, "within 10 s")


def _session(server: Server, turn: int) -> tuple[float, int]:
    """A whole session: seconds from the last idea's answer to the PDF that has it; its pages."""
    workshop = open_workshop(server)
    last = f"The night porter {turn}"
    with facilitator(server, workshop) as console:
        asyncio.run(_fill(server, workshop, console))
        _send(server, workshop, last)
        start = time.perf_counter()
        press(console, f"/c/{workshop.code}/end")
        answer = console.get(f"/h/{workshop.code}/takeaway.pdf", timeout=SECONDS)
        taken = time.perf_counter() - start
    pdf = answer.raise_for_status().content
    assert last in " ".join(_words(pdf)), "the last idea is not on the paper"
    return taken, _pages(pdf)


async def _fill(server: Server, workshop: Workshop, console: httpx.Client) -> None:
    """One sheet after the other, every phone an idea at a time."""
    async with asyncio.timeout(SECONDS), phones(server, workshop.code, PHONES) as room:
        for number, sheet in enumerate(SHEETS):
            press(console, f"/c/{workshop.code}/sheets/{sheet}/open")
            texts = [f"People of house {number * EACH + idea}" for idea in range(EACH)]
            for first in range(0, EACH, PHONES):
                pairs = zip(room, texts[first : first + PHONES], strict=False)
                answers = await asyncio.gather(*(phone.send(text, sheet) for phone, text in pairs))
                assert set(answers) == {201}


def _send(server: Server, workshop: Workshop, text: str) -> None:
    with httpx.Client(base_url=server.url, headers=JSON) as phone:
        phone.get(f"/j/{workshop.code}").raise_for_status()
        idea = {"id": "the-last-idea-of-all", "sheet": SHEETS[-1], "text": text}
        assert phone.post(f"/j/{workshop.code}/ideas", data=idea).status_code == 201


def _pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def _words(pdf: bytes) -> Iterator[str]:
    for page in PdfReader(BytesIO(pdf)).pages:
        yield from page.extract_text().split()
