"""Mends a damaged log: each session's facts up to the fault go into a new one, the old is kept."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from sessions import log_tables
from sessions.codes import new_code, read_code
from sessions.facts import UnknownKind, decode
from sessions.layouts import VERSION
from sessions.log import Entry, LogUnusable
from sessions.log_pages import Row, rows
from sessions.log_tables import connect, is_damage, layout
from sessions.opening import SessionOpened
from sessions.plan_file import parse

_PARTS = ("", "-wal", "-shm")
_MENDED = ".mended"


@dataclass(frozen=True, slots=True)
class Rescued:
    """A session in the new log: the facts that were kept, the last one's time, those known lost."""

    code: str
    title: str
    kept: int
    until: float
    lost: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """What came of mending. `aside` is the name that the damaged file has now."""

    aside: str
    sessions: tuple[Rescued, ...]


@dataclass(slots=True)
class _Found:
    """What could be read."""

    entries: dict[str, Entry] = field(default_factory=dict)
    facts: dict[str, dict[int, Row]] = field(default_factory=lambda: defaultdict(dict))
    former: dict[str, str] = field(default_factory=dict)


def mend(path: Path, stamp: str) -> Recovery | None:
    """Mend a log that is damaged; None for one that is sound, or not there.

    The caller holds the data directory. `stamp` goes into the name of what is kept aside. A log
    that is locked, of a newer layout or not to be read by this user is left alone. Raises
    LogUnusable where there is no room.
    """
    mended = path.with_name(path.name + _MENDED)
    if mended.exists():  # the last try ended between its two last steps
        _swap(path, mended, f"damaged-{stamp}-{path.name}")
    if not path.exists() or not _is_damaged(path):
        return None
    aside = f"damaged-{stamp}-{path.name}"
    fresh = path.with_name(f"{path.name}.new")
    try:
        rescued = _build(fresh, _read(path))
        fresh.replace(mended)
        _swap(path, mended, aside)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise LogUnusable(
            f"{path} is damaged, and what can be read of it could not be kept: {error}. Nothing "
            "was changed. Make room and start Flipchart again."
        ) from error
    return Recovery(aside, tuple(rescued))


def _is_damaged(path: Path) -> bool:
    """Whether SQLite, or the JSON of a fact, says so; a lock or a permission is no damage."""
    try:
        with closing(connect(path, "rw")) as db:
            if layout(db) > VERSION:
                return False
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return True
            there = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'facts'").fetchone()
            return there is not None and _has_gaps(db)
    except sqlite3.Error as error:
        return is_damage(error)


def _has_gaps(db: sqlite3.Connection) -> bool:
    """Whether a fact is missing or cannot be read."""
    counted = "SELECT 1 FROM facts GROUP BY session HAVING count(*) <> max(number) LIMIT 1"
    if db.execute(counted).fetchone():
        return True
    return not all(
        _is_sound(kind, body) for kind, body in db.execute("SELECT kind, body FROM facts")
    )


def _is_sound(kind: object, body: object) -> bool:
    """Whether this is a fact, of this version or of a newer one."""
    if not isinstance(kind, str) or not isinstance(body, bytes):
        return False
    try:
        decode(kind, body)
    except UnknownKind:
        return True
    except (msgspec.MsgspecError, ValueError):
        return False
    return True


def _read(path: Path) -> _Found:
    """All rows, told apart by their values."""
    found = _Found()
    for row in rows(path):
        match row:
            case (str(session), int(number), _, str(), int(), _, str(), bytes()):
                found.facts[session][number] = row
            case (str(id), str(code), str(title), int() | float() as at) if read_code(code):
                found.entries[id] = Entry(id, code, title, at)
            case (str(code), str(session)) if read_code(code):
                found.former[code] = session
    return found


def _build(path: Path, found: _Found) -> list[Rescued]:
    """A new log of what was found, in one file."""
    for part in _PARTS:
        path.with_name(path.name + part).unlink(missing_ok=True)
    rescued = []
    with closing(log_tables.open_tables(path, read_only=False)) as db:
        db.execute("BEGIN IMMEDIATE")
        for session in {**found.entries, **found.facts}:
            entry, facts = found.entries.get(session), found.facts[session]
            one = _keep(db, session, entry, facts)
            if one is not None:
                rescued.append(one)
        for code, session in found.former.items():
            with suppress(sqlite3.IntegrityError):
                db.execute("INSERT INTO former_codes VALUES (?, ?)", (code, session))
        db.execute("COMMIT")
        db.execute("PRAGMA journal_mode = DELETE")
    return sorted(rescued, key=lambda one: -one.until)


def _keep(
    db: sqlite3.Connection, session: str, entry: Entry | None, facts: dict[int, Row]
) -> Rescued | None:
    """Put a session's facts up to the fault into the new log; None where nothing is known of it."""
    kept = _up_to_the_fault(facts)
    plan = _plan(kept[0]) if kept else ""
    if not kept or not plan:
        lost = max(facts, default=0)
        return Rescued(entry.code, entry.title, 0, entry.opened_at, lost) if entry else None
    if entry is None:
        entry = Entry(session, new_code(), plan, float(str(kept[0][2])))
    code = entry.code
    while db.execute("SELECT 1 FROM sessions WHERE code = ?", (code,)).fetchone():
        code = new_code()
    values = (session, code, entry.title, entry.opened_at)
    db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", values)
    db.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", kept)
    until = float(str(kept[-1][2]))
    return Rescued(code, entry.title, len(kept), until, max(facts) - len(kept))


def _up_to_the_fault(facts: dict[int, Row]) -> list[Row]:
    """The longest beginning of a session in which every fact is there and can be read."""
    kept: list[Row] = []
    names: set[object] = set()
    for number in range(1, len(facts) + 1):
        row = facts.get(number)
        if row is None or row[5] in names or not _is_sound(row[6], row[7]):
            break
        kept.append(row)
        names |= {row[5]} - {None}
    return kept


def _plan(row: Row) -> str:
    """The title of the plan in a session's first fact; nothing where it is no such fact."""
    _, _, _, _, _, _, kind, body = row
    if kind != SessionOpened.__name__ or not isinstance(body, bytes):
        return ""
    plan = parse(decode(kind, body).plan).plan
    return plan.title if plan else ""


def _swap(path: Path, mended: Path, aside: str) -> None:
    """Put the mended log in the place of the damaged one. Whatever happens, both are there."""
    for part in (*_PARTS[1:], _PARTS[0]):  # a log beside it would be taken for the new one's
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).replace(path.with_name(aside + part))
    mended.replace(path)
