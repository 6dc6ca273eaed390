import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sessions.facts import FACILITATOR, Record, encode
from sessions.log import Entry, Log, LogUnusable
from sessions.opening import SessionOpened
from sessions.people import PersonJoined
from sessions.refused import NotStored
from tests.sessions.story import PLAN, START

pytestmark = pytest.mark.anyio

OPENED = Record(1, START, FACILITATOR, 1, None, SessionOpened(PLAN, START))
ENTRY = Entry("internal-id", "K7M4PX", "A short workshop", START)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "flipchart.db"


@pytest.fixture
def log(path: Path) -> Iterator[Log]:
    log = Log(path)
    yield log
    log.close()


def joined(number: int, by: str = "ann", once: str | None = None) -> Record:
    return Record(number, START + number, by, number, once, PersonJoined())


async def test_what_was_appended_is_read_back_in_order_by_another_process(
    log: Log, path: Path
) -> None:
    await log.create(ENTRY, OPENED)
    await log.append(ENTRY.id, [joined(2), joined(3, "ben")])
    other = Log(path, read_only=True)
    assert await other.read(ENTRY.id) == [OPENED, joined(2), joined(3, "ben")]
    other.close()


async def test_a_code_is_given_once(log: Log) -> None:
    assert await log.create(ENTRY, OPENED)
    assert not await log.create(Entry("other-id", ENTRY.code, "Other", START), OPENED)


async def test_a_batch_is_stored_whole_or_not_at_all(log: Log) -> None:
    await log.create(ENTRY, OPENED)
    await log.append(ENTRY.id, [joined(2, once="the-name-of-it")])
    with pytest.raises(sqlite3.IntegrityError):
        await log.append(ENTRY.id, [joined(3), joined(4, once="the-name-of-it")])
    assert [record.number for record in await log.read(ENTRY.id)] == [1, 2]


async def test_a_locked_file_says_not_stored_and_takes_the_same_facts_later(
    log: Log, path: Path
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


async def test_every_commit_reaches_the_disk(log: Log) -> None:
    assert await log._run(lambda db: db.execute("PRAGMA synchronous").fetchone()[0]) == 2
    assert await log._run(lambda db: db.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"


def test_a_log_of_a_newer_version_is_left_alone_with_a_sentence(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(LogUnusable, match="newer Flipchart"):
        Log(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_log_is_refused_with_a_sentence(path: Path) -> None:
    path.write_bytes(b"This is a letter, not a database. " * 200)
    with pytest.raises(LogUnusable, match="cannot be used"):
        Log(path)


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
    for read_only in (True, False, True):
        log = Log(path, read_only=read_only)
        assert await log.entries() == [ENTRY]
        assert await log.find(ENTRY.code) == ENTRY
        assert await log.read(ENTRY.id) == [OPENED]
        log.close()
    log = Log(path)
    assert await log.change_code(ENTRY.id, "ACDEFG")
    assert (await log.find_former(ENTRY.code)) is not None
    log.close()
