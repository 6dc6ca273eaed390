"""The tables of the log in SQLite: how they are made, opened and brought up to this layout."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sessions.layouts import VERSION
from sessions.log import LogUnusable

_NEWEST = """
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
CREATE TABLE former_codes (
    code TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES sessions (id)
);
"""
"""What makes the newest layout out of nothing: a first start need not know the way to it."""

_TRACES = 1
"""In SQLite's `application_id` while traces of what was deleted are to be wiped out."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREADABLE = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}

T = TypeVar("T")


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with a `mode` of SQLite's: ro, rw or rwc. Raises sqlite3.Error."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(address, uri=True, isolation_level=None)
    db.execute("PRAGMA busy_timeout = 2000")
    return db


def open_tables(path: Path, read_only: bool) -> sqlite3.Connection:
    """The log's file, made or brought up unless it is only read. Raises LogUnusable."""
    try:
        db = connect(path, "ro" if read_only else "rwc")
        version = layout(db)
        if 0 < version < VERSION and not read_only:
            _upgrade(path, version)
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


def layout(db: sqlite3.Connection) -> int:
    """The layout that a file has; 0 for an empty one. Raises sqlite3.Error."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def in_transaction(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Do all of it or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        done = work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return done


def to_be_wiped(db: sqlite3.Connection) -> None:
    """Note, in the transaction that deletes something, that traces of it are left in the file."""
    db.execute(f"PRAGMA application_id = {_TRACES}")


def wipe(db: sqlite3.Connection) -> bool:
    """Leave no trace of what was deleted: the file is written anew, the one beside it emptied.

    Deleting alone overwrites the rows, but not each copy that moving them about left in a page.
    False where there is no room, or while somebody else reads it: opening it again tries again.
    """
    try:
        db.execute("VACUUM")
        busy: int = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not busy:
            db.execute("PRAGMA application_id = 0")
    except sqlite3.Error:
        return False
    return not busy


def is_damage(error: BaseException | None) -> bool:
    """Whether this is the file's fault, and not that of a lock, a full disk or a permission."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and (code & 0xFF in _DAMAGE or code in _UNREADABLE)


def _prepare(db: sqlite3.Connection, version: int) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA cache_size = -512")  # KB; facts are written once and read in order
    db.execute("PRAGMA secure_delete = ON")  # what is deleted or erased is overwritten
    in_transaction(db, lambda db: _bring_up(db, version))
    if db.execute("PRAGMA application_id").fetchone()[0] == _TRACES:
        wipe(db)


def _bring_up(db: sqlite3.Connection, version: int) -> None:
    for statement in _NEWEST.split(";") if version == 0 else ():
        db.execute(statement)
    # written also where it stands already: a file that cannot be written to says so now
    db.execute(f"PRAGMA user_version = {VERSION}")


def _upgrade(path: Path, version: int) -> None:
    from sessions.layouts.upgrade import upgrade_sqlite  # noqa: PLC0415 - it takes long, once

    upgrade_sqlite(lambda: connect(path, "rw"), version)
