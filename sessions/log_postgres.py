"""The log of many processes on many machines: PostgreSQL.

A commit is on its disk (`synchronous_commit`). Facts are added where the session's row still has
the number of the fact before them, so that two processes never add on the same state.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
import psycopg

from sessions import log_statements as sql
from sessions.facts import Record, UnknownKind, encode
from sessions.layouts import VERSION
from sessions.log import PAGE, Counts, Entry, LogUnusable, News, SharedLog
from sessions.log_hints import Hints
from sessions.log_pool import Connection, Pool
from sessions.log_presence import Presences
from sessions.refused import DELETED, NOT_STORED, NotStored, Unknown, marked
from sessions.room import Presence

logger = logging.getLogger(__name__)

DAMAGED = marked("What is stored of this session cannot be read, so nothing was changed.")


class PostgresLog(SharedLog):
    """All facts of all sessions, in a database. Raises LogUnusable where it can't be used.

    It is brought up to this layout.
    """

    def __init__(self, address: str) -> None:
        if sys.platform == "win32":
            raise LogUnusable(
                "With PostgreSQL Flipchart runs on Linux and macOS. Leave FLIPCHART_DATABASE out: "
                "the log is then a file in the data directory."
            )
        try:
            self._pool = Pool(address)
            _bring_up(self._pool.conninfo)
        except psycopg.Error as error:
            said = str(error).strip().splitlines()
            raise LogUnusable(
                f"The database cannot be used: {said[0] if said else type(error).__name__}. Start "
                "PostgreSQL, or correct FLIPCHART_DATABASE."
            ) from error
        self._hints = Hints(self._pool)
        self._presences = Presences(self._pool, self._hints.name)

    async def create(self, entry: Entry, *records: Record) -> bool:
        """See Log."""
        values = {
            "id": entry.id,
            "code": entry.code,
            "title": entry.title,
            "opened_at": entry.opened_at,
        }
        try:
            async with self._pool.writing() as db, db.transaction():
                created = await db.execute(sql.CREATE, values)
                if created.rowcount and records:
                    await db.execute(sql.APPEND, sql.columns(entry.id, records))
                return bool(created.rowcount)
        except psycopg.errors.UniqueViolation:
            return False

    async def append(
        self, session: str, records: Sequence[Record], meanwhile: Callable[[], None] | None = None
    ) -> bool:
        """See Log."""
        if meanwhile:
            asyncio.get_running_loop().call_soon(meanwhile)
        try:
            async with self._pool.writing() as db:
                added = await db.execute(sql.APPEND, sql.columns(session, records))
        except psycopg.IntegrityError as error:
            raise NotStored(NOT_STORED) from error
        self._hints.tell(session)
        return bool(added.rowcount)

    async def is_last(self, session: str, number: int) -> bool:
        """See Log."""
        async with self._pool.writing() as db:
            query = "SELECT FROM sessions WHERE id = %s AND number = %s"
            return (await db.execute(query, (session, number))).rowcount == 1

    async def rewrite(self, session: str, emptied: Sequence[Record], erased: Record) -> bool:
        """See Log."""
        bodies = [(encode(record.fact)[1], session, record.number) for record in emptied]
        async with self._pool.writing() as db, db.transaction():
            added = await db.execute(sql.APPEND, sql.columns(session, [erased]))
            if added.rowcount:
                await db.cursor().executemany(sql.REWRITE, bodies)
        self._hints.tell(session)
        return bool(added.rowcount)

    async def delete(self, session: str) -> Counts:
        """See Log."""
        async with self._pool.writing() as db, db.transaction():
            await db.execute(sql.LOCK, (session,))
            [counts] = await (await db.execute(sql.COUNTS, (session,))).fetchall()
            for statement in sql.DELETE:
                await db.execute(statement, (session,))
        self._hints.tell(session)
        return Counts(*counts)

    async def read(self, session: str, after: int = 0) -> list[Record]:
        """See Log. Raises NotStored also where one is damaged, as all that read do."""
        query = f"{sql.FACTS} AND number > %s ORDER BY number"
        return _records(await self._ask(query, (session, after)))

    async def pages(self, session: str) -> AsyncIterator[list[Record]]:
        """See Log."""
        query = f"{sql.FACTS} AND number > %s ORDER BY number LIMIT {PAGE}"
        last = 0
        while page := _records(await self._ask(query, (session, last))):
            yield page
            last = page[-1].number

    async def read_kinds(self, session: str, kinds: Sequence[str]) -> list[Record]:
        """See Log."""
        query = f"{sql.FACTS} AND kind = ANY(%s) ORDER BY number"
        return _records(await self._ask(query, (session, list(kinds))))

    async def entries(self) -> list[Entry]:
        """See Log."""
        return [Entry(*row) for row in await self._ask(f"{sql.ENTRY} ORDER BY opened_at DESC")]

    async def last_facts(self) -> dict[str, float]:
        """See Log."""
        return dict(await self._ask(sql.LAST_FACTS))

    async def find(self, code: str) -> Entry | None:
        """See Log."""
        return _entry(await self._ask(f"{sql.ENTRY} WHERE code = %s", (code,)))

    async def find_former(self, code: str) -> Entry | None:
        """See Log."""
        return _entry(await self._ask(sql.FIND_FORMER, (code,)))

    async def change_code(self, session: str, code: str) -> bool:
        """See Log."""
        try:
            async with self._pool.writing() as db, db.transaction():
                if not (await db.execute(sql.LOCK, (session,))).rowcount:
                    raise Unknown(DELETED)
                changed = await db.execute(sql.CHANGE_CODE, {"id": session, "code": code})
                if not changed.rowcount:  # with the former code, which is still the present one
                    raise psycopg.Rollback
        except psycopg.errors.UniqueViolation:
            return False
        self._hints.tell(session)
        return bool(changed.rowcount)

    async def now(self) -> float:
        """See SharedLog."""
        return float((await self._ask(sql.NOW))[0][0])

    async def news(self, after: Mapping[str, int]) -> dict[str, News]:
        """See SharedLog."""
        values = {"ids": list(after), "numbers": list(after.values())}
        rows = await self._ask(sql.NEWS, values)
        return {id: _news(list(some)) for id, some in groupby(rows, itemgetter(0))}

    async def exchange(self, here: Mapping[str, Presence]) -> dict[str, Presence]:
        """See SharedLog."""
        return await self._presences.exchange(here)

    def hints(self) -> AsyncIterator[set[str] | None]:
        """See SharedLog."""
        return self._hints.hear()

    async def check(self) -> None:
        """See Log. A standby can be read, and not written to."""
        async with self._pool.writing() as db:
            said = await (await db.execute("SHOW transaction_read_only")).fetchone()
            if said != ("off",):
                raise psycopg.errors.ReadOnlySqlTransaction

    async def close(self) -> None:
        """Tell the others what there is to be told, and let go of the connections."""
        with suppress(NotStored):
            await self._presences.exchange({})
        await self._hints.close()
        await self._pool.close()

    async def _ask(self, query: str, values: Any = None) -> list[tuple[Any, ...]]:  # noqa: ANN401
        async with self._pool.connection() as db:
            return await (await _cursor(db).execute(query, values)).fetchall()


def _bring_up(conninfo: str) -> None:
    """Bring the tables up. Raises psycopg.Error, or LogUnusable where they are newer."""
    with psycopg.connect(conninfo, autocommit=True) as db:
        known = db.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
        query = "SELECT version_num FROM alembic_version"
        row = db.execute(query).fetchone() if known and known[0] else None
    version = int(row[0]) if row else 0
    if version > VERSION:
        raise LogUnusable(
            "The database was written by a newer Flipchart. Nothing was changed. Update Flipchart, "
            "or give FLIPCHART_DATABASE another database."
        )
    if version < VERSION:
        from sessions.layouts.upgrade import upgrade_postgres  # noqa: PLC0415 - it takes long, once

        upgrade_postgres(conninfo)


def _cursor(db: Connection) -> psycopg.AsyncCursor[tuple[Any, ...]]:
    return db.cursor(binary=True)


def _entry(rows: list[tuple[Any, ...]]) -> Entry | None:
    return Entry(*rows[0]) if rows else None


def _news(rows: list[tuple[Any, ...]]) -> News:
    _, code, number, *_ = rows[0]
    try:
        return News(code, number, _records(row[3:] for row in rows if row[3] is not None))
    except UnknownKind as newer:
        return News(code, number, newer)


def _records(rows: Any) -> list[Record]:  # noqa: ANN401 - whatever gives rows
    try:
        return sql.records_of(rows)
    except (msgspec.MsgspecError, UnicodeError) as error:
        logger.warning("A fact in the log cannot be read (%s).", error)
        raise NotStored(DAMAGED) from error
