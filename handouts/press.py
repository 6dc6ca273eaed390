"""The printing press: a bounded queue of documents, and what it keeps of those it has printed.

Layout takes about 0.1 s a page of pure Python. In a thread of the server it would hold up the live
pages (measured: 131 ms at worst); in a process of the lowest priority it does not.
"""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from handouts.pdf import NoPangoError, Printed, can_print
from handouts.printed import PrintedFiles, name_of
from handouts.workers import DiedError, TooLongError, Workers
from sessions.refused import Busy, marked

logger = logging.getLogger(__name__)

SECONDS = 60.0
"""How long a document may take, from when a worker takes it up."""

WAITING = 16
"""Documents that may be in work or waiting; who comes then is asked to come again."""

FULL = marked(
    "%(count)s documents are being printed just now. Nothing is lost: try again in a moment."
)
SLOW = marked(
    "This document took longer than %(seconds)s seconds, so printing was stopped. Open its page "
    "and print it from the browser."
)
BROKEN = marked(
    "Printing stopped before the document was ready. Nothing is lost: try again, or open its page "
    "and print it from the browser."
)


@dataclass(slots=True)
class _Job:
    place: int
    answer: "asyncio.Task[bytes]"


class Progress(Struct, frozen=True):
    """How far a document is: how many are before it, and the page that is laid out just now."""

    before: int
    page: int


class Press:
    """Prints documents. `folder` keeps what was printed; nothing is started before it is needed."""

    def __init__(self, folder: Path, workers: int = 1, seconds: float = SECONDS) -> None:
        self._files = PrintedFiles(folder)
        self._number, self._seconds = workers, seconds
        self._workers = Workers(workers, WAITING, seconds)
        self._jobs: dict[tuple[str, str], _Job] = {}
        self._names: dict[str, tuple[str, str]] = {}

    async def print(self, html: str, shelf: str, *, archive: bool = False, job: str = "") -> bytes:
        """A document as PDF. The same document asked for by several is laid out once.

        `shelf` is the folder it is kept in: a session's internal id, or the plans'. `job` is a
        name to ask for its progress by. Raises NoPangoError, and Busy with what to do.
        """
        key = shelf, name_of(html, archive)
        if (kept := await asyncio.to_thread(self._files.find, *key)) is not None:
            return kept
        if not can_print():
            raise NoPangoError
        found = self._jobs.get(key)
        if found is None:
            found = self._jobs[key] = self._begin(key, html, archive)
            found.answer.add_done_callback(lambda task: self._end(key, task))
        self._names[job] = key
        try:
            return await asyncio.shield(found.answer)
        except asyncio.CancelledError:  # the server ends, or the session was deleted
            raise Busy(BROKEN, retry_after=2) from None
        finally:
            self._names.pop(job, None)

    def progress(self, job: str) -> Progress | None:
        """How far a job is; None for one that is not known, or not any more."""
        key = self._names.get(job)
        if key is None or key not in self._jobs:
            return None
        page = self._workers.pages[self._jobs[key].place]
        before = list(self._jobs).index(key) if page == 0 else 0
        return Progress(max(0, before + 1 - self._number), page)

    async def forget(self, shelf: str) -> None:
        """Remove what was printed for a session, and stop what is being printed for it."""
        for (of, _), job in list(self._jobs.items()):
            if of == shelf:
                job.answer.cancel()
        await asyncio.to_thread(self._files.remove, shelf)

    async def close(self) -> None:
        """End the workers; what they were at is not finished."""
        for job in list(self._jobs.values()):
            job.answer.cancel()
        await self._workers.close()

    def _begin(self, key: tuple[str, str], html: str, archive: bool) -> _Job:
        taken = {job.place for job in self._jobs.values()}
        if len(taken) >= WAITING:
            raise Busy(FULL, retry_after=3, count=len(taken))
        place = next(place for place in range(WAITING) if place not in taken)
        self._workers.pages[place] = 0
        return _Job(place, asyncio.create_task(self._work(key, html, archive, place)))

    async def _work(self, key: tuple[str, str], html: str, archive: bool, place: int) -> bytes:
        try:
            printed = await self._try_twice(html, archive, place)
        except TooLongError as late:
            raise Busy(SLOW, retry_after=60, seconds=round(self._seconds)) from late
        except asyncio.CancelledError:
            raise
        except Exception as error:
            logger.exception("A document could not be printed.")
            raise Busy(BROKEN, retry_after=2) from error
        for complaint in printed.complaints:
            logger.warning("While printing: %s", complaint)
        await asyncio.to_thread(self._files.keep, *key, printed.pdf)
        return printed.pdf

    async def _try_twice(self, html: str, archive: bool, place: int) -> Printed:
        """A worker that died took nothing along: another one does it again, once."""
        try:
            return await self._workers.print(html, archive, place)
        except DiedError:
            return await self._workers.print(html, archive, place)

    def _end(self, key: tuple[str, str], task: "asyncio.Task[bytes]") -> None:
        self._jobs.pop(key, None)
        if not task.cancelled():
            task.exception()  # heard, though nobody may be waiting any more
