"""A log with three sessions, what is in it, and how to damage its pages."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sessions.facts import FACILITATOR, Record
from sessions.ideas import IdeaSubmitted
from sessions.log import Entry, Log
from sessions.log_pages import PAGE
from sessions.log_recovery import Recovery, mend
from sessions.log_sqlite import SqliteLog
from sessions.opening import SessionOpened
from tests.sessions.story import PLAN, START

CODES = ("K7M4PX", "ACDEFG", "HJKMNP")
LONG = PLAN + "\nWords for everybody.\n" * 600  # goes on on pages of its own
EACH = 400


def facts(session: int) -> list[Record]:
    """All facts of a session, its plan too long for one page."""
    opened = Record(1, START, FACILITATOR, 1, None, SessionOpened(LONG, START))
    ideas = [
        Record(
            n,
            START + n / 4,
            "ann",
            n,
            f"once-{session}-{n:012}",
            IdeaSubmitted(f"once-{session}-{n:012}", "external", f"Idea {n} of {session}"),
        )
        for n in range(2, EACH + 1)
    ]
    return [opened, *ideas]


FACTS = {f"id-{session}": facts(session) for session in range(3)}


async def written(path: Path) -> None:
    """A log with three sessions whose facts came in by turns."""
    log = SqliteLog(path)
    for session, (id, records) in enumerate(FACTS.items()):
        await log.create(Entry(id, CODES[session], "A short workshop", START), records[0])
    for start in range(1, EACH, 10):
        for id, records in FACTS.items():
            await log.append(id, records[start : start + 10])
    await log.close()


def kept(path: Path) -> dict[str, list[Record]]:
    """What stands in a log."""

    async def read(log: Log) -> dict[str, list[Record]]:
        try:
            return {entry.id: await log.read(entry.id) for entry in await log.entries()}
        finally:
            await log.close()

    log = SqliteLog(path)
    return asyncio.run(read(log))


def append(log: Log, *records: Record) -> None:
    """Add facts to the first session, each in a commit of its own."""

    async def all_of_them() -> None:
        for record in records:
            await log.append("id-0", [record])

    asyncio.run(all_of_them())


def root(path: Path, name: str) -> int:
    """The first page of a table or an index."""
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        number: int = db.execute(query, (name,)).fetchone()[0]
    return number


def overwrite(path: Path, page: int, pages: int = 1, raw: bytes = b"\xa5") -> None:
    """Write nonsense over pages, the first of which is number 1."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(raw * (pages * PAGE))


def mended(path: Path) -> Recovery:
    """What came of mending; a second time finds nothing to mend."""
    damaged = path.read_bytes()
    recovery = mend(path, "20261125-090000")
    assert recovery is not None
    assert recovery.aside == "damaged-20261125-090000-flipchart.db"
    assert path.with_name(recovery.aside).read_bytes() == damaged
    assert mend(path, "20261125-090001") is None
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return recovery
