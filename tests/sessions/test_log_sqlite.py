"""The log in a file: locks, commits that reach the disk, files of other versions."""

import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from sessions.facts import FACILITATOR, encode
from sessions.log import LogUnusable
from sessions.log_sqlite import SqliteLog
from sessions.refused import NotStored
from tests.server import ROOT
from tests.sessions.logged import ENTRY, OPENED, joined
from tests.sessions.story import START

pytestmark = pytest.mark.anyio


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "flipchart.db"


@pytest.fixture
async def log(path: Path) -> AsyncIterator[SqliteLog]:
    log = SqliteLog(path)
    yield log
    await log.close()


async def test_a_locked_file_says_not_stored_and_takes_the_same_facts_later(
    log: SqliteLog, path: Path
) -> None:
    await log.create(ENTRY, OPENED)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    with pytest.raises(NotStored, match="kept"):
        await log.append(ENTRY.id, [joined(2)])
    blocker.execute("ROLLBACK")
    blocker.close()
    await log.append(ENTRY.id, [joined(2)])
    assert len(await log.read(ENTRY.id)) == 2


async def test_every_commit_reaches_the_disk(log: SqliteLog) -> None:
    assert await log._run(lambda db: db.execute("PRAGMA synchronous").fetchone()[0]) == 2
    assert await log._run(lambda db: db.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"


def test_a_log_of_a_newer_version_is_left_alone_with_a_sentence(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(LogUnusable, match="newer Flipchart"):
        SqliteLog(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_log_is_refused_with_a_sentence(path: Path) -> None:
    path.write_bytes(b"This is a letter, not a database. " * 200)
    with pytest.raises(LogUnusable, match="cannot be used"):
        SqliteLog(path)


OLD = """
CREATE TABLE sessions (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL, opened_at REAL NOT NULL
);
CREATE TABLE facts (
    session TEXT NOT NULL REFERENCES sessions (id), number INTEGER NOT NULL, at REAL NOT NULL,
    by TEXT NOT NULL, action INTEGER NOT NULL, once TEXT, kind TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (session, number)
);
CREATE UNIQUE INDEX once_only ON facts (session, once) WHERE once IS NOT NULL;
PRAGMA user_version = 1;
"""
"""What the first layout was made of."""


async def test_a_log_of_the_first_layout_is_read_and_brought_up_without_loss(path: Path) -> None:
    kind, body = encode(OPENED.fact)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(OLD)
        values = (ENTRY.id, ENTRY.code, ENTRY.title, ENTRY.opened_at)
        db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", values)
        row = (ENTRY.id, 1, START, FACILITATOR, 1, None, kind, body)
        db.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        db.commit()
    fresh = path.with_name("fresh.db")
    await SqliteLog(fresh).close()
    for read_only in (True, False, True):
        log = SqliteLog(path, read_only=read_only)
        assert await log.entries() == [ENTRY]
        assert await log.find(ENTRY.code) == ENTRY
        assert await log.read(ENTRY.id) == [OPENED]
        await log.close()
    assert _tables(path) == _tables(fresh)
    log = SqliteLog(path)
    assert await log.change_code(ENTRY.id, "ACDEFG")
    assert (await log.find_former(ENTRY.code)) is not None
    await log.close()


def test_a_new_file_knows_nothing_of_the_way_that_old_ones_go(tmp_path: Path) -> None:
    """Alembic and SQLAlchemy take half a second to import, which a start need not wait for."""
    program = (
        "import sys; from pathlib import Path; from sessions.log_sqlite import SqliteLog;"
        "SqliteLog(Path(sys.argv[1])); SqliteLog(Path(sys.argv[1]));"
        "print([name for name in ('alembic', 'sqlalchemy', 'psycopg') if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "flipchart.db"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert said.stdout.strip() == "[]"


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the tables are made of: name, type and part of the key of each column."""
    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        query = "SELECT name, type, pk FROM pragma_table_info(?)"
        return {name: db.execute(query, (name,)).fetchall() for (name,) in names}
