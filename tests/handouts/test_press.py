"""The press and its workers: real processes, killed, stopped and timed out while they lay out."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from handouts import press as presses
from handouts.press import Press, Progress
from handouts.worker import MEMORY
from handouts.workers import DOCUMENTS
from sessions.refused import Busy
from tests.workers import PATIENCE, has_ended, most_memory, niceness, workers

pytestmark = pytest.mark.anyio

BIG = 400
"""Paragraphs of a document that no worker is through with before a test has done its work."""


def document(name: str, paragraphs: int = 1) -> str:
    text = f"<p>{name} {'word ' * 150}</p>" * paragraphs
    return f"<html lang=en><title>{name}</title>{text}</html>"


UNPRINTABLE = document("Deep").replace("<p>", "<div>" * 3000)


@asynccontextmanager
async def press_in(folder: Path, seconds: float = presses.SECONDS) -> AsyncIterator[Press]:
    press = Press(folder / "printed", seconds=seconds)
    yield press
    await press.close()
    assert workers(os.getpid()) == []


async def until(ask: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not ask():  # noqa: ASYNC110 - a process gives no sign
            await asyncio.sleep(0.005)


async def taken_up(
    press: Press, name: str, paragraphs: int = BIG
) -> tuple[asyncio.Task[bytes], int]:
    """A document whose first page is being laid out, and the worker that does it."""
    coming = asyncio.create_task(press.print(document(name, paragraphs), "plans", job=name))
    await until(lambda: (found := press.progress(name)) and found.page > 0)
    (worker,) = workers(os.getpid())
    return coming, worker


async def test_a_worker_has_the_lowest_priority_and_little_memory(tmp_path: Path) -> None:
    async with press_in(tmp_path) as press:
        assert workers(os.getpid()) == [], "One was started before it was needed."
        coming, worker = await taken_up(press, "Guide", 20)
        assert niceness(worker) == 19
        assert niceness(os.getpid()) < 19
        assert most_memory(worker) == MEMORY
        assert (await coming).startswith(b"%PDF")


async def test_what_was_printed_is_not_laid_out_again(tmp_path: Path) -> None:
    html = document("Guide")
    async with press_in(tmp_path) as press:
        first = await press.print(html, "plans")
        changed = await press.print(html.replace("Guide", "Map"), "plans")
        archived = await press.print(html, "plans", archive=True)
    assert len({first, changed, archived}) == 3
    async with press_in(tmp_path) as press:
        assert await press.print(html, "plans") == first
        assert await press.print(html, "plans", archive=True) == archived
        assert workers(os.getpid()) == []
        assert await press.print(html, "another-session") == first
        assert len(workers(os.getpid())) == 1


async def test_how_far_a_document_is_can_be_asked(tmp_path: Path) -> None:
    async with press_in(tmp_path) as press:
        first, _ = await taken_up(press, "Guide", 40)
        second = asyncio.create_task(press.print(document("Map"), "plans", job="Map"))
        await until(lambda: press.progress("Map"))
        assert press.progress("Map") == Progress(before=1, page=0)
        begun = press.progress("Guide")
        assert begun is not None
        await until(lambda: (now := press.progress("Guide")) is None or now.page > begun.page)
        assert press.progress("Key") is None
        await asyncio.gather(first, second)
        assert press.progress("Guide") is None


async def test_the_same_document_for_many_is_laid_out_once(tmp_path: Path) -> None:
    async with press_in(tmp_path) as press:
        await press.print(document("Guide"), "plans")
        first = workers(os.getpid())
        html = document("Handout")
        asking = [asyncio.create_task(press.print(html, "plans")) for _ in range(DOCUMENTS + 10)]
        assert len(set(await asyncio.gather(*asking))) == 1
        assert workers(os.getpid()) == first, "After so many documents it would be another one."


async def test_who_comes_when_the_queue_is_full_is_asked_to_come_again(tmp_path: Path) -> None:
    async with press_in(tmp_path) as press:
        first, worker = await taken_up(press, "Guide", 20)
        os.kill(worker, signal.SIGSTOP)
        names = [f"Map {number}" for number in range(presses.WAITING - 1)]
        others = [asyncio.create_task(press.print(document(n), "plans", job=n)) for n in names]
        await until(lambda: all(press.progress(name) for name in names))
        with pytest.raises(Busy, match="16 documents are being printed just now") as refused:
            await press.print(document("Key"), "plans")
        assert refused.value.retry_after >= 1
        os.kill(worker, signal.SIGCONT)
        assert len(set(await asyncio.gather(first, *others))) == presses.WAITING
        assert (await press.print(document("Key"), "plans")).startswith(b"%PDF")


async def test_a_worker_killed_at_its_work_costs_nobody_the_document(tmp_path: Path) -> None:
    async with press_in(tmp_path) as press:
        coming, worker = await taken_up(press, "Guide", 40)
        os.kill(worker, signal.SIGKILL)
        assert (await coming).startswith(b"%PDF")
        assert workers(os.getpid()) != [worker]


async def test_a_worker_killed_while_it_is_idle_is_replaced(tmp_path: Path) -> None:
    async with press_in(tmp_path) as press:
        await press.print(document("Guide"), "plans")
        (worker,) = workers(os.getpid())
        os.kill(worker, signal.SIGKILL)
        await until(lambda: has_ended(worker))
        assert (await press.print(document("Map"), "plans")).startswith(b"%PDF")


async def test_a_document_that_killed_two_workers_is_given_up_and_the_next_is_printed(
    tmp_path: Path,
) -> None:
    async with press_in(tmp_path) as press:
        coming, first = await taken_up(press, "Guide")
        os.kill(first, signal.SIGKILL)
        await until(lambda: workers(os.getpid()) not in ([], [first]))
        (second,) = workers(os.getpid())
        os.kill(second, signal.SIGKILL)
        with pytest.raises(Busy, match="Printing stopped before the document was ready") as refused:
            await coming
        assert refused.value.retry_after >= 1
        assert (await press.print(document("Map"), "plans")).startswith(b"%PDF")


async def test_a_document_that_takes_too_long_is_stopped_and_the_next_is_printed(
    tmp_path: Path,
) -> None:
    async with press_in(tmp_path, seconds=2) as press:
        coming = asyncio.create_task(press.print(document("Guide", BIG), "plans"))
        await until(lambda: workers(os.getpid()))
        (worker,) = workers(os.getpid())
        os.kill(worker, signal.SIGSTOP)  # even one that hears nothing any more
        with pytest.raises(Busy, match="took longer than 2 seconds, so printing was stopped"):
            await coming
        assert has_ended(worker)
        assert (await patiently(press, document("Map"))).startswith(b"%PDF")


async def patiently(press: Press, html: str) -> bytes:
    """Ask again when it took too long, which a busy machine may make of any document."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await press.print(html, "plans")
            except Busy:
                continue


async def test_what_cannot_be_laid_out_is_a_sentence_and_the_next_is_printed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with press_in(tmp_path) as press:
        with pytest.raises(Busy, match="open its page and print it from the browser"):
            await press.print(UNPRINTABLE, "plans")
        assert "RecursionError" in caplog.text, "Nobody can find out why."
        assert (await press.print(document("Map"), "plans")).startswith(b"%PDF")


async def test_a_worker_is_replaced_before_its_memory_has_grown(tmp_path: Path) -> None:
    async with press_in(tmp_path) as press:
        await press.print(document("0"), "plans")
        first = workers(os.getpid())
        for number in range(1, DOCUMENTS):
            await press.print(document(str(number)), "plans")
        assert workers(os.getpid()) == first
        await press.print(document("one more"), "plans")
        assert len(workers(os.getpid())) == 1
        assert workers(os.getpid()) != first


async def test_who_waits_when_the_press_is_closed_is_told_and_nothing_stays_behind(
    tmp_path: Path,
) -> None:
    async with press_in(tmp_path) as press:
        coming, worker = await taken_up(press, "Guide")
        waiting = asyncio.create_task(press.print(document("Map"), "plans", job="Map"))
        await until(lambda: press.progress("Map"))
        await press.close()
        for one in (coming, waiting, press.print(document("Key"), "plans")):
            with pytest.raises(Busy, match="Printing stopped"):
                await one
        assert has_ended(worker)
