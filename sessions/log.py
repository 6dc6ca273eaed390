"""The append-only log of all sessions on this machine: SQLite, one writer thread.

What `append` has returned from is on disk (WAL, `synchronous=FULL`: a commit survives the loss of
power, see sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sessions.facts import Record, decode, encode
from sessions.refused import NOT_STORED, NotStored

VERSION = 2
"""The layout of the tables, in SQLite's `user_version`."""

_STEPS = (
    """
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    opened_at REAL NOT NULL
);
CREATE TABLE facts (
    session TEXT NOT NULL REFERENCES sessions (id),
    number INTEGER NOT NULL,
    at REAL NOT NULL,
    by TEXT NOT NULL,
    action INTEGER NOT NULL,
    once TEXT,
    kind TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (session, number)
);
CREATE UNIQUE INDEX once_only ON facts (session, once) WHERE once IS NOT NULL;
""",
    """
CREATE TABLE former_codes (
    code TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES sessions (id)
);
""",
)
"""What makes each layout out of the one before it, the first out of nothing."""

_INSERT = "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

T = TypeVar("T")


class LogUnusable(Exception):  # noqa: N818 - a sentence for the person who started the program
    """The data directory cannot be used as it is; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A session in the log. `opened_at` is seconds since 1970, UTC."""

    id: str
    code: str
    title: str
    opened_at: float


class Log:
    """All facts of all sessions, in one file. Raises LogUnusable where the file can't be used."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="log")
        self._connection = self._thread.submit(_open, path, read_only).result()

    async def create(self, entry: Entry, record: Record) -> bool:
        """Add a session with its first fact. False if its code is taken. Raises NotStored."""
        try:
            await self._write(lambda db: _create(db, entry, record))
        except sqlite3.IntegrityError:
            return False
        return True

    async def append(self, session: str, records: Sequence[Record]) -> None:
        """Add facts to a session, all or none; on return they are on disk. Raises NotStored."""
        rows = [_row(session, record) for record in records]
        await self._write(lambda db: db.executemany(_INSERT, rows))

    async def read(self, session: str) -> list[Record]:
        """All facts of a session in order. Raises UnknownKind."""
        return await self._run(lambda db: _read(db, session))

    async def entries(self) -> list[Entry]:
        """All sessions, the newest first."""
        return await self._run(_entries)

    async def find(self, code: str) -> Entry | None:
        """The session with this join code."""
        return await self._run(lambda db: _find(db, code))

    async def find_former(self, code: str) -> Entry | None:
        """The session that had this join code until it was given another."""
        return await self._run(lambda db: _find_former(db, code))

    async def change_code(self, session: str, code: str) -> bool:
        """Give a session another join code. False if it is or was taken. Raises NotStored."""
        try:
            await self._write(lambda db: _change_code(db, session, code))
        except sqlite3.IntegrityError:
            return False
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._thread.submit(self._connection.close).result()
        self._thread.shutdown()

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, self._connection)

    async def _write(self, work: Callable[[sqlite3.Connection], object]) -> None:
        try:
            await self._run(lambda db: _in_transaction(db, work))
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise NotStored(NOT_STORED) from error


def _open(path: Path, read_only: bool) -> sqlite3.Connection:
    try:
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        db = sqlite3.connect(address, uri=True, isolation_level=None)
        db.execute("PRAGMA busy_timeout = 2000")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version <= VERSION and not read_only:
            _prepare(db, version)
    except sqlite3.Error as error:
        raise LogUnusable(
            f"{path.parent} cannot be used: {error}. Choose another directory with --data, or "
            "make room and allow writing there."
        ) from error
    if version > VERSION:
        db.close()
        raise LogUnusable(
            f"{path.parent} was written by a newer Flipchart. Nothing was changed. Update "
            "Flipchart, or choose another directory with --data."
        )
    return db


def _prepare(db: sqlite3.Connection, version: int) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA secure_delete = ON")  # what is deleted or erased is overwritten
    _in_transaction(db, lambda db: _bring_up(db, version))


def _bring_up(db: sqlite3.Connection, version: int) -> None:
    for statement in ";".join(_STEPS[version:]).split(";"):
        db.execute(statement)
    # written also where it stands already: a file that cannot be written to says so now
    db.execute(f"PRAGMA user_version = {VERSION}")


def _in_transaction(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], object]) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _create(db: sqlite3.Connection, entry: Entry, record: Record) -> None:
    _refuse_former(db, entry.code)
    values = (entry.id, entry.code, entry.title, entry.opened_at)
    db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", values)
    db.execute(_INSERT, _row(entry.id, record))


def _row(session: str, record: Record) -> tuple[object, ...]:
    kind, body = encode(record.fact)
    number, at, by, action, once = record.number, record.at, record.by, record.action, record.once
    return session, number, at, by, action, once, kind, body


def _read(db: sqlite3.Connection, session: str) -> list[Record]:
    rows = db.execute(
        "SELECT number, at, by, action, once, kind, body FROM facts WHERE session = ?"
        " ORDER BY number",
        (session,),
    )
    return [
        Record(number, at, by, action, once, decode(kind, body))
        for number, at, by, action, once, kind, body in rows
    ]


def _entries(db: sqlite3.Connection) -> list[Entry]:
    rows = db.execute("SELECT id, code, title, opened_at FROM sessions ORDER BY opened_at DESC")
    return [Entry(*row) for row in rows]


def _find(db: sqlite3.Connection, code: str) -> Entry | None:
    query = "SELECT id, code, title, opened_at FROM sessions WHERE code = ?"
    row = db.execute(query, (code,)).fetchone()
    return None if row is None else Entry(*row)


def _find_former(db: sqlite3.Connection, code: str) -> Entry | None:
    query = (
        "SELECT id, sessions.code, title, opened_at FROM former_codes"
        " JOIN sessions ON sessions.id = former_codes.session WHERE former_codes.code = ?"
    )
    row = db.execute(query, (code,)).fetchone()
    return None if row is None else Entry(*row)


def _change_code(db: sqlite3.Connection, session: str, code: str) -> None:
    _refuse_former(db, code)
    db.execute(
        "INSERT INTO former_codes SELECT code, id FROM sessions WHERE id = ?",
        (session,),
    )
    db.execute("UPDATE sessions SET code = ? WHERE id = ?", (code, session))


def _refuse_former(db: sqlite3.Connection, code: str) -> None:
    """Let a code that a session had be as taken as one that a session has."""
    if db.execute("SELECT 1 FROM former_codes WHERE code = ?", (code,)).fetchone():
        raise sqlite3.IntegrityError("former code")
