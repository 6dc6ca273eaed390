"""The append-only log of all sessions on this machine: SQLite, one writer thread.

What `append` has returned from is on disk (WAL, `synchronous=FULL`: a commit survives the loss of
power, see sqlite.org/pragma.html#pragma_synchronous). What was deleted or erased is overwritten.
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
from sessions.log_rows import Counts, Entry
from sessions.log_tables import LogUnusable, in_transaction, is_damage, open_tables, wipe
from sessions.refused import NOT_STORED, NotStored, marked

__all__ = ["Counts", "Entry", "Log", "LogUnusable"]

logger = logging.getLogger(__name__)

DAMAGED = marked(
    "What is stored cannot be read, so nothing was changed. End Flipchart and start it again: it "
    "then keeps all that can be read."
)

PAGE = 500
"""Facts that are read at a time."""

T = TypeVar("T")


class Log:
    """All facts of all sessions, in one file. Raises LogUnusable where the file can't be used."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="log")
        self._connection = self._thread.submit(open_tables, path, read_only).result()

    async def create(self, entry: Entry, *records: Record) -> bool:
        """Add a session with its facts. False if its code or id is taken. Raises NotStored."""
        return await self._unless_taken(lambda db: log_rows.create(db, entry, records))

    async def append(self, session: str, records: Sequence[Record]) -> None:
        """Add facts to a session, all or none; on return they are on disk. Raises NotStored."""
        await self._write(lambda db: log_rows.append(db, session, records))

    async def rewrite(self, session: str, emptied: Sequence[Record], erased: Record) -> None:
        """Add the fact that something was erased, and put emptied facts in their places."""

        def work(db: sqlite3.Connection) -> None:
            log_rows.rewrite(db, session, emptied)
            log_rows.append(db, session, [erased])

        await self._write(work)
        await self._wipe()

    async def delete(self, session: str) -> Counts:
        """Take a session out, with all that is its own. Raises NotStored."""
        counts = await self._write(lambda db: log_rows.delete(db, session))
        await self._wipe()
        return counts

    async def read(self, session: str) -> list[Record]:
        """All facts of a session in order. Raises UnknownKind, NotStored where one is damaged."""
        return await self._ask(lambda db: log_rows.read(db, session))

    async def pages(self, session: str) -> AsyncIterator[list[Record]]:
        """The same, some at a time, so that they are never all in memory beside the state."""
        last = 0
        while page := await self._ask(
            partial(log_rows.read, session=session, after=last, most=PAGE)
        ):
            yield page
            last = page[-1].number

    async def read_kinds(self, session: str, kinds: Sequence[str]) -> list[Record]:
        """The facts of some kinds alone. Raises UnknownKind, NotStored where one is damaged."""
        return await self._ask(lambda db: log_rows.read_kinds(db, session, kinds))

    async def entries(self) -> list[Entry]:
        """All sessions, the newest first."""
        return await self._ask(log_rows.entries)

    async def last_facts(self) -> dict[str, float]:
        """When the last fact of each session was, in seconds since 1970, by the session's id."""
        return await self._ask(log_rows.last_facts)

    async def find(self, code: str) -> Entry | None:
        """The session with this join code."""
        return await self._ask(lambda db: log_rows.find(db, code))

    async def find_former(self, code: str) -> Entry | None:
        """The session that had this join code until it was given another."""
        return await self._ask(lambda db: log_rows.find_former(db, code))

    async def change_code(self, session: str, code: str) -> bool:
        """Give a session another join code. False if it is or was taken. Raises NotStored."""
        return await self._unless_taken(lambda db: log_rows.change_code(db, session, code))

    def close(self) -> None:
        """Let go of the file."""
        self._thread.submit(self._connection.close).result()
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
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            if is_damage(error):
                logger.warning("The log is damaged (%s). End Flipchart and start it again.", error)
            raise NotStored(NOT_STORED) from error

    async def _unless_taken(self, work: Callable[[sqlite3.Connection], object]) -> bool:
        try:
            await self._write(work)
        except sqlite3.IntegrityError:
            return False
        return True

    async def _wipe(self) -> None:
        if not await self._run(wipe):
            logger.warning(
                "Traces of what was deleted are still in the log's files: another program reads "
                "them, or there is no room. They go when Flipchart is started again."
            )
