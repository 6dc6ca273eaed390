"""Real files, really damaged: what can be read is kept, in order and without gaps."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sessions.facts import Record
from sessions.log import Entry, LogUnusable
from sessions.log_pages import PAGE
from sessions.log_recovery import mend
from sessions.log_sqlite import SqliteLog
from tests.sessions.damaged import (
    CODES,
    EACH,
    FACTS,
    append,
    kept,
    mended,
    overwrite,
    root,
    written,
)
from tests.sessions.story import START


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "flipchart.db"
    asyncio.run(written(path))
    return path


def test_a_sound_log_is_let_be(path: Path) -> None:
    before = path.read_bytes()
    assert mend(path, "now") is None
    assert path.read_bytes() == before
    assert mend(path.with_name("none.db"), "now") is None


@pytest.mark.parametrize("name", ["sqlite_autoindex_facts_1", "once_only"])
def test_a_broken_index_costs_nothing(path: Path, name: str) -> None:
    overwrite(path, root(path, name))
    recovery = mended(path)
    assert kept(path) == FACTS
    assert [one.kept for one in recovery.sessions] == [EACH] * 3
    assert {one.lost for one in recovery.sessions} == {0}


@pytest.mark.parametrize("name", ["facts", "sessions"])
def test_a_tree_without_its_root_is_read_from_its_leaves(path: Path, name: str) -> None:
    overwrite(path, root(path, name))
    recovery = mended(path)
    assert kept(path) == FACTS
    codes = {one.code for one in recovery.sessions}
    assert codes == set(CODES) if name == "facts" else not codes & set(CODES)


def test_a_lost_head_costs_nothing_but_what_stood_with_it(path: Path) -> None:
    overwrite(path, 1)
    mended(path)
    assert kept(path) == FACTS


@pytest.mark.parametrize("place", [0.4, 0.5, 0.9])
def test_each_session_is_kept_up_to_the_first_page_that_is_gone(path: Path, place: float) -> None:
    overwrite(path, int(path.stat().st_size / PAGE * place), 2)
    recovery = mended(path)
    found = kept(path)
    for id, records in FACTS.items():
        assert found[id] == records[: len(found[id])]
    assert any(len(found[id]) < EACH for id in FACTS)
    assert all(len(found[id]) > 1 for id in FACTS)
    for one in recovery.sessions:
        records = found[f"id-{CODES.index(one.code)}"]
        assert (one.kept, one.until) == (len(records), records[-1].at)
        assert one.kept == EACH or one.lost > 0


def test_a_file_that_was_cut_off_is_kept_up_to_there(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size * 6 // 10 + 123)
    mended(path)
    found = kept(path)
    for id, records in FACTS.items():
        assert 1 < len(found[id]) < EACH
        assert found[id] == records[: len(found[id])]


def test_a_fact_whose_words_are_nonsense_ends_its_session_alone(path: Path) -> None:
    raw = path.read_bytes()
    assert raw.count(b'"Idea 200 of 1"') == 1
    path.write_bytes(raw.replace(b'"Idea 200 of 1"', b'"Idea 200 of \xff"'))
    mended(path)
    found = kept(path)
    assert {id: len(records) for id, records in found.items()} == {
        "id-0": EACH,
        "id-1": 199,
        "id-2": EACH,
    }


def test_a_session_whose_plan_is_gone_is_named_with_the_others(path: Path) -> None:
    raw = path.read_bytes()
    pages = [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]
    overwrite(path, 1 + max(range(len(pages)), key=lambda n: pages[n].count(b"everybody")))
    overwrite(path, root(path, "once_only"))
    recovery = mended(path)
    assert sorted(one.kept for one in recovery.sessions) == [0, EACH, EACH]
    assert len(kept(path)) == 2


def test_what_is_in_the_write_ahead_log_alone_is_kept_too(tmp_path: Path, path: Path) -> None:
    log = SqliteLog(path)
    more = [
        Record(EACH + n, START + 900, "ben", EACH + n, None, FACTS["id-0"][1].fact) for n in (1, 2)
    ]
    append(log, *more)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("flipchart.db", "flipchart.db-wal"):
        shutil.copy(tmp_path / name, crashed / name)
    asyncio.run(log.close())
    overwrite(crashed / "flipchart.db", root(path, "once_only"))
    overwrite(crashed / "flipchart.db", 1)
    assert mend(crashed / "flipchart.db", "now") is not None
    assert (kept(crashed / "flipchart.db"))["id-0"] == FACTS["id-0"] + more


@pytest.mark.parametrize("cut", [40, PAGE, 3 * PAGE + 1000])
def test_a_torn_write_ahead_log_is_kept_up_to_the_last_whole_commit(
    tmp_path: Path, cut: int
) -> None:
    live = tmp_path / "live" / "flipchart.db"
    live.parent.mkdir()
    log = SqliteLog(live)
    entry = Entry("id-0", CODES[0], "A short workshop", START)
    asyncio.run(log.create(entry, FACTS["id-0"][0]))
    append(log, *FACTS["id-0"][1:40])
    torn = tmp_path / "flipchart.db"
    shutil.copy(live, torn)
    wal = live.with_name("flipchart.db-wal").read_bytes()
    torn.with_name("flipchart.db-wal").write_bytes(wal[:-cut] + b"\x5a" * (cut // 2))
    asyncio.run(log.close())
    mend(torn, "now")
    found = (kept(torn))["id-0"]
    assert 30 < len(found) < 40
    assert found == FACTS["id-0"][: len(found)]


def test_a_file_that_is_no_log_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "flipchart.db"
    path.write_bytes(b"This is a letter, not a database. " * 2000)
    recovery = mended(path)
    assert recovery.sessions == ()
    assert kept(path) == {}


def test_a_log_that_is_locked_or_newer_is_no_damage(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert mend(path, "now") is None
        db.execute("ROLLBACK")
        db.execute("PRAGMA user_version = 99")
    assert mend(path, "now") is None
    with pytest.raises(LogUnusable, match="newer Flipchart"):
        SqliteLog(path)


def test_a_kind_of_a_newer_version_is_no_damage_and_is_carried_over(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE facts SET kind = 'PianoTuned' WHERE session = 'id-1' AND number = 7")
    assert mend(path, "now") is None
    overwrite(path, root(path, "once_only"))
    assert [one.kept for one in mended(path).sessions] == [EACH] * 3


def test_mending_that_was_cut_short_is_finished_the_next_time(path: Path) -> None:
    whole = path.read_bytes()
    overwrite(path, root(path, "facts"))
    path.with_name("flipchart.db.mended").write_bytes(whole)  # as after the last but one step
    path.with_name("flipchart.db-wal").write_bytes(b"of the damaged one")
    assert mend(path, "now") is None
    assert path.read_bytes() == whole
    assert kept(path) == FACTS
    assert path.with_name("damaged-now-flipchart.db-wal").exists()


def test_what_was_deleted_does_not_come_back_by_mending(path: Path) -> None:
    log = SqliteLog(path)
    asyncio.run(log.delete("id-1"))
    asyncio.run(log.close())
    overwrite(path, root(path, "once_only"))
    mended(path)
    assert set(kept(path)) == {"id-0", "id-2"}
