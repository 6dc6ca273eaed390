"""What stands in the log's tables: sessions and their facts, written and read as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from sessions.facts import Record, decode, encode
from sessions.log import Counts, Entry
from sessions.log_tables import to_be_wiped

_INSERT = "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ENTRY = "SELECT id, sessions.code, title, opened_at FROM sessions"


def create(db: sqlite3.Connection, entry: Entry, records: Iterable[Record]) -> None:
    """Add a session. IntegrityError where its id is taken, or its code is or was."""
    _refuse_former(db, entry.code)
    values = (entry.id, entry.code, entry.title, entry.opened_at)
    db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", values)
    append(db, entry.id, records)


def append(db: sqlite3.Connection, session: str, records: Iterable[Record]) -> None:
    """Add facts to a session. IntegrityError for a number or a name that is taken."""
    db.executemany(_INSERT, (_row(session, record) for record in records))


def rewrite(db: sqlite3.Connection, session: str, records: Iterable[Record]) -> None:
    """Put these facts in the place of those with their numbers; the one use is erasing."""
    bodies = ((encode(record.fact)[1], session, record.number) for record in records)
    to_be_wiped(db)
    db.executemany("UPDATE facts SET body = ? WHERE session = ? AND number = ?", bodies)


def delete(db: sqlite3.Connection, session: str) -> Counts:
    """Take a session out with all that is its own; how much that was."""
    to_be_wiped(db)
    counts = db.execute(
        "SELECT count(*), count(*) FILTER (WHERE kind IN ('IdeaSubmitted', 'IdeaAdded')),"
        " count(*) FILTER (WHERE kind = 'PersonJoined') FROM facts WHERE session = ?",
        (session,),
    ).fetchone()
    db.execute("DELETE FROM facts WHERE session = ?", (session,))
    db.execute("DELETE FROM former_codes WHERE session = ?", (session,))
    db.execute("DELETE FROM sessions WHERE id = ?", (session,))
    return Counts(*counts)


def read(db: sqlite3.Connection, session: str, after: int = 0, most: int = -1) -> list[Record]:
    """The facts of a session in order: all, or at most so many after a number.

    Raises UnknownKind, or msgspec's where one is damaged.
    """
    rows = db.execute(
        "SELECT number, at, by, action, once, kind, body FROM facts"
        " WHERE session = ? AND number > ? ORDER BY number LIMIT ?",
        (session, after, most),
    )
    return _records(rows)


def read_kinds(db: sqlite3.Connection, session: str, kinds: Sequence[str]) -> list[Record]:
    """The facts of some kinds alone. Raises as `read` does."""
    rows = db.execute(
        "SELECT number, at, by, action, once, kind, body FROM facts"
        " WHERE session = ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY number",
        (session, json.dumps(kinds)),
    )
    return _records(rows)


def entries(db: sqlite3.Connection) -> list[Entry]:
    """All sessions, the newest first."""
    return [Entry(*row) for row in db.execute(f"{_ENTRY} ORDER BY opened_at DESC")]


def last_facts(db: sqlite3.Connection) -> dict[str, float]:
    """When the last fact of each session was, by the session's id."""
    query = (
        "SELECT id, (SELECT at FROM facts WHERE session = id ORDER BY number DESC LIMIT 1)"
        " FROM sessions"
    )
    return {id: at for id, at in db.execute(query) if at is not None}


def find(db: sqlite3.Connection, code: str) -> Entry | None:
    """The session that has this code."""
    row = db.execute(f"{_ENTRY} WHERE code = ?", (code,)).fetchone()
    return None if row is None else Entry(*row)


def find_former(db: sqlite3.Connection, code: str) -> Entry | None:
    """The session that had this code."""
    query = (
        f"{_ENTRY} JOIN former_codes ON sessions.id = former_codes.session"
        " WHERE former_codes.code = ?"
    )
    row = db.execute(query, (code,)).fetchone()
    return None if row is None else Entry(*row)


def change_code(db: sqlite3.Connection, session: str, code: str) -> None:
    """Give a session another code. IntegrityError where it is or was taken."""
    _refuse_former(db, code)
    db.execute(
        "INSERT INTO former_codes SELECT code, id FROM sessions WHERE id = ?",
        (session,),
    )
    db.execute("UPDATE sessions SET code = ? WHERE id = ?", (code, session))


def _records(rows: Iterable[tuple[Any, ...]]) -> list[Record]:
    return [
        Record(number, at, by, action, once, decode(kind, body))
        for number, at, by, action, once, kind, body in rows
    ]


def _row(session: str, record: Record) -> tuple[object, ...]:
    kind, body = encode(record.fact)
    number, at, by, action, once = record.number, record.at, record.by, record.action, record.once
    return session, number, at, by, action, once, kind, body


def _refuse_former(db: sqlite3.Connection, code: str) -> None:
    """Let a code that a session had be as taken as one that a session has."""
    if db.execute("SELECT 1 FROM former_codes WHERE code = ?", (code,)).fetchone():
        raise sqlite3.IntegrityError("former code")
