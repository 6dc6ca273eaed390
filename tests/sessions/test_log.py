"""What both engines of the log promise, each tried for real."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from sessions.facts import FACILITATOR, Record
from sessions.ideas import IdeaErased, IdeaSubmitted
from sessions.log import PAGE, Counts, Entry, Log
from sessions.log_postgres import PostgresLog
from sessions.log_sqlite import SqliteLog
from sessions.refused import NotStored
from tests.sessions.logged import ENTRY, OPENED, joined
from tests.sessions.story import START

pytestmark = pytest.mark.anyio

Opening = Callable[[], Log]


@pytest.fixture(params=["sqlite", "postgresql"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Opens the same log each time."""
    if request.param == "sqlite":
        return lambda: SqliteLog(tmp_path / "flipchart.db")
    address = request.getfixturevalue("database")
    return lambda: PostgresLog(address)


@pytest.fixture
async def log(opening: Opening) -> AsyncIterator[Log]:
    log = opening()
    yield log
    await log.close()


async def test_what_was_appended_is_read_back_in_order_by_another_process(
    log: Log, opening: Opening
) -> None:
    await log.create(ENTRY, OPENED)
    assert await log.append(ENTRY.id, [joined(2), joined(3, "ben", once="a-name-of-it")])
    other = opening()
    assert await other.read(ENTRY.id) == [OPENED, joined(2), joined(3, "ben", once="a-name-of-it")]
    assert await other.read(ENTRY.id, after=2) == [joined(3, "ben", once="a-name-of-it")]
    assert await other.is_last(ENTRY.id, 3)
    await other.close()


async def test_a_code_and_an_id_are_given_once(log: Log) -> None:
    assert await log.create(ENTRY, OPENED)
    assert not await log.create(replace(ENTRY, id="other-id"), OPENED)
    assert not await log.create(replace(ENTRY, code="ACDEFG"), OPENED)
    assert await log.entries() == [ENTRY]
    assert await log.find("ACDEFG") is None


async def test_a_batch_is_stored_whole_or_not_at_all(log: Log) -> None:
    await log.create(ENTRY, OPENED)
    await log.append(ENTRY.id, [joined(2, once="the-name-of-it")])
    with pytest.raises(NotStored):
        await log.append(ENTRY.id, [joined(3), joined(4, once="the-name-of-it")])
    assert [record.number for record in await log.read(ENTRY.id)] == [1, 2]


async def test_a_long_session_is_read_some_facts_at_a_time(log: Log) -> None:
    await log.create(ENTRY, OPENED)
    await log.append(ENTRY.id, [joined(number) for number in range(2, PAGE + 10)])
    pages = [page async for page in log.pages(ENTRY.id)]
    assert [len(page) for page in pages] == [PAGE, 9]
    assert pages[0] + pages[1] == await log.read(ENTRY.id)


async def test_facts_of_some_kinds_and_the_last_of_each_session_are_found(log: Log) -> None:
    await log.create(ENTRY, OPENED)
    await log.append(ENTRY.id, [joined(2), idea(3), joined(4)])
    assert await log.read_kinds(ENTRY.id, ["IdeaSubmitted", "SessionOpened"]) == [OPENED, idea(3)]
    assert await log.last_facts() == {ENTRY.id: START + 4}


async def test_a_code_that_a_session_had_is_never_given_again(log: Log) -> None:
    other = Entry("other-id", "ACDEFG", "Another", START + 1)
    await log.create(ENTRY, OPENED)
    await log.create(other, OPENED)
    assert not await log.change_code(ENTRY.id, other.code)
    assert await log.change_code(ENTRY.id, "HJKMNP")
    assert not await log.change_code(other.id, ENTRY.code)
    assert not await log.create(Entry("third-id", ENTRY.code, "Third", START), OPENED)
    moved = replace(ENTRY, code="HJKMNP")
    assert (await log.find("HJKMNP"), await log.find(ENTRY.code)) == (moved, None)
    assert await log.find_former(ENTRY.code) == moved
    assert await log.entries() == [other, moved]


async def test_what_is_deleted_is_gone_and_counted(log: Log) -> None:
    await log.create(ENTRY, OPENED)
    await log.append(ENTRY.id, [joined(2), idea(3)])
    await log.change_code(ENTRY.id, "HJKMNP")
    assert await log.delete(ENTRY.id) == Counts(3, 1, 1)
    assert (await log.entries(), await log.read(ENTRY.id)) == ([], [])
    assert await log.find_former(ENTRY.code) is None
    assert await log.create(ENTRY, OPENED), "Its code and id are free again."


async def test_words_are_erased_in_their_places(log: Log) -> None:
    await log.create(ENTRY, OPENED)
    await log.append(ENTRY.id, [joined(2), idea(3), idea(4)])
    empty = structs.replace(idea(3), fact=structs.replace(idea(3).fact, text=""))
    erased = Record(5, START + 5, FACILITATOR, 5, None, IdeaErased(3))
    assert await log.rewrite(ENTRY.id, [empty], erased)
    assert await log.read(ENTRY.id) == [OPENED, joined(2), empty, idea(4), erased]


def idea(number: int) -> Record:
    sent = IdeaSubmitted(f"idea-{number:016}", "external", f"Idea {number} “ü” \U0001f600")
    return Record(number, START + number, "ann", number, None, sent)
