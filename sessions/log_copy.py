"""Copies a log while others write to it, and checks one that came from elsewhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sessions import log_rows
from sessions.facts import UnknownKind
from sessions.layouts import VERSION
from sessions.log_tables import connect, layout, open_tables
from sessions.refused import Invalid, Refused, marked
from sessions.state import fold

DAMAGED = marked(
    "The log is damaged, so it was not backed up. Start Flipchart: it keeps what can be read. Then "
    "back up again."
)
NO_ROOM = marked("No backup was made: %(why)s. Nothing was left of it.")
NEWER = marked("This was made by a newer Flipchart. Nothing was changed. Update Flipchart.")
UNFIT = marked("The sessions in this file cannot be read. Nothing was changed.")


def copy_log(source: Path, target: Path) -> int:
    """Copy a log as it stands at one moment; how many sessions it has. Raises Refused."""
    try:
        with closing(connect(source, "ro")) as db, closing(sqlite3.connect(target)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise Invalid(DAMAGED)
            sessions: int = copy.execute("SELECT count(*) FROM sessions").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Refused(NO_ROOM, why=error) from error
    return sessions


def check_log(path: Path) -> int:
    """Bring a log up to this layout and fold every session in it. Raises Refused or UnknownKind."""
    try:
        with closing(connect(path, "rw")) as db:
            newer = layout(db) > VERSION
            sound = not newer and db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        sessions = _fold_all(path) if sound else 0
    except UnknownKind:
        raise
    except Exception as error:  # whatever it trips over was no log
        raise Invalid(UNFIT) from error
    if not sound:
        raise Invalid(NEWER if newer else UNFIT)
    return sessions


def _fold_all(path: Path) -> int:
    with closing(open_tables(path, read_only=False)) as db:
        entries = log_rows.entries(db)
        for entry in entries:
            fold(log_rows.read(db, entry.id))
        db.execute("PRAGMA journal_mode = DELETE")
    return len(entries)
