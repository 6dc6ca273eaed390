"""The printing processes: begun when they are needed, and anew when one dies or takes too long.

Each has a pipe of its own, so the death of one, at whatever moment, is the end of its pipe and of
nothing else. Spawned, never forked, for what Pango keeps in memory.
"""

import asyncio
import multiprocessing
import signal
import sys
from collections.abc import Iterator, MutableSequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from tempfile import TemporaryDirectory
from threading import Event, Lock, Timer

from handouts import worker
from handouts.pdf import Printed

DOCUMENTS = 50
"""Documents after which a worker is replaced: WeasyPrint's memory grows a little with each."""

_SPAWN = multiprocessing.get_context("spawn")


class DiedError(Exception):
    """A worker ended before its document was ready."""


class TooLongError(Exception):
    """A document took longer than it may; its worker was ended."""


class FailedError(Exception):
    """A document cannot be laid out; the message is the worker's own traceback."""


class Workers:
    """A number of workers, with places for the page that each document is at.

    `seconds` is how long a document may take, from when a worker takes it up. Who comes while all
    are at work waits, in the order of coming.
    """

    def __init__(self, number: int, places: int, seconds: float) -> None:
        self.pages: MutableSequence[int] = _SPAWN.RawArray("i", places)
        self._seconds = seconds
        self._all = [_Worker(self.pages) for _ in range(number)]
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        for one in self._all:
            self._free.put_nowait(one)

    async def print(self, html: str, archive: bool, place: int) -> Printed:
        """Lay a document out. Raises DiedError, TooLongError or FailedError."""
        free = await self._free.get()
        try:
            return await asyncio.to_thread(free.print, (html, archive, place), self._seconds)
        finally:
            self._free.put_nowait(free)

    async def close(self) -> None:
        """End them, whatever they are at; none is begun any more."""
        for one in self._all:
            await asyncio.to_thread(one.close)


class _Worker:
    """One process after the other; at most one at a time."""

    def __init__(self, pages: MutableSequence[int]) -> None:
        self._pages = pages
        self._lock = Lock()
        self._closed = False
        self._running: _Running | None = None

    def print(self, task: worker.Task, seconds: float) -> Printed:
        running = self._fit()
        answer = running.ask(task, seconds)
        if isinstance(answer, str):
            running.end()  # one that ran out of memory may have little left
            raise FailedError(answer)
        return answer

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._running is not None:
                self._running.end()

    def _fit(self) -> "_Running":
        with self._lock:
            if self._closed:
                raise DiedError
            if self._running is None or not self._running.is_fit():
                if self._running is not None:
                    self._running.end()
                self._running = _Running(self._pages)
            return self._running


class _Running:
    """A process that runs, its pipe, and the folder for what it writes meanwhile."""

    def __init__(self, pages: MutableSequence[int]) -> None:
        self._done = 0
        self._folder = TemporaryDirectory(prefix="flipchart-", ignore_cleanup_errors=True)
        self._pipe: Connection
        self._pipe, theirs = _SPAWN.Pipe()
        arguments = theirs, pages, self._folder.name
        self._process: SpawnProcess = _SPAWN.Process(target=worker.run, args=arguments, daemon=True)
        with theirs, _without_interrupts():
            self._process.start()

    def is_fit(self) -> bool:
        return self._done < DOCUMENTS and self._process.is_alive()

    def ask(self, task: worker.Task, seconds: float) -> Printed | str:
        """Give it a document and wait. Raises DiedError or TooLongError; it has ended then."""
        self._done += 1
        late = Event()
        limit = Timer(seconds, self._stop, (late,))
        limit.start()
        try:
            self._pipe.send(task)
            answer: Printed | str = self._pipe.recv()
        except (EOFError, OSError) as end:
            self.end()
            raise (TooLongError if late.is_set() else DiedError) from end
        finally:
            limit.cancel()
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._folder.cleanup()

    def _stop(self, late: Event) -> None:
        late.set()
        self._process.kill()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let what is begun here never hear of Ctrl+C, which goes to all programs on a terminal."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # which lets them through again when it begins
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
