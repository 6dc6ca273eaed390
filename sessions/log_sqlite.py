"""The log in a file of this machine: SQLite, written by one process in one thread.

A commit survives the loss of power (WAL, `synchronous=FULL`, see
sqlite.org/pragma.html#pragma_synchronous). What was deleted or erased is overwritten.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from sessions import log_rows
from sessions.facts import Record
from sessions.log import PAGE, Counts, Entry, Log
from sessions.log_tables import in_transaction, is_damage, open_tables, wipe
from sessions.refused import NOT_STORED, NotStored, marked

logger = logging.getLogger(__name__)

DAMAGED = marked(
    "What is stored cannot be read, so nothing was changed. End Flipchart and start it again: it "
    "then keeps all that can be read."
)

T = TypeVar("T")


class SqliteLog(Log):
    """All facts of all sessions, in one file. Raises LogUnusable where the file can't be used."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="log")
        self._connection = self._thread.submit(open_tables, path, read_only).result()

    async def create(self, entry: Entry, *records: Record) -> bool:
        """See Log."""
        return await self._unless_taken(lambda db: log_rows.create(db, entry, records))

    async def append(
        self, session: str, records: Sequence[Record], meanwhile: Callable[[], None] | None = None
    ) -> bool:
        """See Log. Nobody else writes, so it is always True."""
        loop = asyncio.get_running_loop()

        def work(db: sqlite3.Connection) -> None:
            log_rows.append(db, session, records)
            if meanwhile:  # now, for the disk alone leaves the interpreter to others
                loop.call_soon_threadsafe(meanwhile)

        await self._write(work)
        return True

    async def is_last(self, session: str, number: int) -> bool:  # noqa: ARG002 - see Log
        """See Log. Nobody else writes, so it is always so."""
        return True

    async def rewrite(self, session: str, emptied: Sequence[Record], erased: Record) -> bool:
        """See Log."""

        def work(db: sqlite3.Connection) -> None:
            log_rows.rewrite(db, session, emptied)
            log_rows.append(db, session, [erased])

        await self._write(work)
        await self._wipe()
        return True

    async def delete(self, session: str) -> Counts:
        """See Log."""
        counts = await self._write(lambda db: log_rows.delete(db, session))
        await self._wipe()
        return counts

    async def read(self, session: str, after: int = 0) -> list[Record]:
        """See Log. Raises NotStored also where one is damaged, as all that read do."""
        return await self._ask(lambda db: log_rows.read(db, session, after))

    async def pages(self, session: str) -> AsyncIterator[list[Record]]:
        """See Log."""
        last = 0
        while page := await self._ask(
            partial(log_rows.read, session=session, after=last, most=PAGE)
        ):
            yield page
            last = page[-1].number

    async def read_kinds(self, session: str, kinds: Sequence[str]) -> list[Record]:
        """See Log."""
        return await self._ask(lambda db: log_rows.read_kinds(db, session, kinds))

    async def entries(self) -> list[Entry]:
        """See Log."""
        return await self._ask(log_rows.entries)

    async def last_facts(self) -> dict[str, float]:
        """See Log."""
        return await self._ask(log_rows.last_facts)

    async def find(self, code: str) -> Entry | None:
        """See Log."""
        return await self._ask(lambda db: log_rows.find(db, code))

    async def find_former(self, code: str) -> Entry | None:
        """See Log."""
        return await self._ask(lambda db: log_rows.find_former(db, code))

    async def change_code(self, session: str, code: str) -> bool:
        """See Log."""
        return await self._unless_taken(lambda db: log_rows.change_code(db, session, code))

    async def check(self) -> None:
        """See Log."""
        await self._write(lambda db: db.execute("SELECT 1 FROM sessions LIMIT 1").fetchone())

    async def close(self) -> None:
        """Let go of the file."""
        await self._run(sqlite3.Connection.close)
        self._thread.shutdown()

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, self._connection)

    async def _ask(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return await self._run(work)
        except (sqlite3.Error, msgspec.MsgspecError, UnicodeError) as error:
            logger.warning("The log cannot be read (%s). End Flipchart and start it again.", error)
            raise NotStored(DAMAGED) from error

    async def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return await self._run(lambda db: in_transaction(db, work))
        except sqlite3.Error as error:
            if is_damage(error):
                logger.warning("The log is damaged (%s). End Flipchart and start it again.", error)
            raise NotStored(NOT_STORED) from error

    async def _unless_taken(self, work: Callable[[sqlite3.Connection], object]) -> bool:
        try:
            await self._write(work)
        except NotStored as failure:
            if isinstance(failure.__cause__, sqlite3.IntegrityError):
                return False
            raise
        return True

    async def _wipe(self) -> None:
        if not await self._run(wipe):
            logger.warning(
                "Traces of what was deleted are still in the log's files: another program reads "
                "them, or there is no room. They go when Flipchart is started again."
            )
