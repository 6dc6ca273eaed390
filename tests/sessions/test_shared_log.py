"""Two processes that write the same sessions, with a real PostgreSQL between them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from sessions import agenda, opening, projector, sheets
from sessions.log import LogUnusable
from sessions.log_postgres import PostgresLog
from sessions.refused import NotStored, Refused, Unknown
from sessions.room import Presence
from sessions.state import fold
from tests.postgres import Postgres
from tests.sessions.sharing import idea, processes, until
from tests.sessions.story import START

pytestmark = pytest.mark.anyio


async def test_what_both_write_at_the_same_time_is_there_once_in_one_order(database: str) -> None:
    async with processes(database) as (one, other):
        here = await one.open()
        there = await other.find(here)
        await here.do(sheets.open_sheet("external"))
        both = [(idea(n % 100), session) for n in range(150) for session in (here, there)]
        await asyncio.gather(*(session.do(each, by="ann") for each, session in both))
        for session in (here, there):
            await until(session, lambda one: one.state.ideas.leaf("external").shown == 100)
        records = await here.records()
        assert [record.number for record in records] == list(range(1, len(records) + 1))
        assert here.state == there.state == fold(records)


async def test_each_decides_on_what_the_other_has_stored_before_it_hears_of_it(
    database: str,
) -> None:
    async with processes(database, follow=False) as (one, other):
        here = await one.open()
        there = await other.find(here)
        await here.do(sheets.open_sheet("external"))
        await there.do(idea(1), by="ann")
        await here.do(sheets.close("external"))
        with pytest.raises(Refused, match="takes no ideas"):
            await there.do(idea(2), by="ben")
        done = await here.do(idea(1), by="ann")  # again, because the answer was lost
        assert done.records == ()
        with pytest.raises(Refused, match="under the same number"):
            await here.do(idea(1, "Other words"), by="ann")


async def test_a_button_pressed_twice_at_two_processes_adds_once(database: str) -> None:
    async with processes(database, follow=False) as (one, other):
        here = await one.open()
        there = await other.find(here)
        add = agenda.add_time(1, 60)
        await asyncio.gather(here.do(add, once="press-1"), there.do(add, once="press-1"))
        await asyncio.gather(here.do(projector.blank(True)), there.do(projector.blank(True)))
        assert fold(await here.records()).agenda.clock(1).added == 60


async def test_an_undo_at_one_takes_back_what_the_other_did_last(database: str) -> None:
    async with processes(database) as (one, other):
        here = await one.open()
        there = await other.find(here)
        await here.do(agenda.start(1))
        await until(there, lambda session: session.state.last_action is not None)
        last = there.state.last_action
        assert last is not None
        await here.do(agenda.add_time(1, 60))
        with pytest.raises(Refused):
            await there.do(opening.undo(last.number))


async def test_an_erased_idea_is_gone_at_the_other_too(database: str) -> None:
    async with processes(database) as (one, other):
        here = await one.open()
        there = await other.find(here)
        await here.do(sheets.open_sheet("external"))
        number = (await here.do(idea(1, "Unmistakable"), by="ann")).records[0].number
        await until(there, lambda session: number in session.state.ideas.all)
        assert await here.erase(number)
        await until(there, lambda session: session.state.ideas.all[number].text == "")
        assert there.state == fold(await there.records())
        assert not await there.erase(number)


async def test_a_new_code_and_a_deletion_are_heard_of(database: str) -> None:
    async with processes(database) as (one, other):
        here = await one.open()
        there = await other.find(here)
        former = here.code
        code = await one.sessions.change_code(here)
        assert await other.find(here) is there, "It is known already, under the former code."
        async with asyncio.timeout(20):
            await other.told.wait()
        assert (there.code, other.renamed) == (code, [code])
        assert await other.sessions.find(former) is None
        other.told.clear()
        await one.sessions.delete(await one.sessions.entry(code))
        async with asyncio.timeout(20):
            await other.told.wait()
        assert other.gone == [here.id]
        assert await other.sessions.find(code) is None
        with pytest.raises(Unknown):
            await there.do(projector.blank(True))


async def test_whoever_writes_to_what_was_deleted_elsewhere_is_told_so(database: str) -> None:
    async with processes(database, follow=False) as (one, other):
        here = await one.open()
        there = await other.find(here)
        await one.sessions.delete(await one.sessions.entry(here.code))
        with pytest.raises(Unknown):
            await there.do(projector.blank(True))
        with pytest.raises(Unknown):
            await other.sessions.change_code(there)


async def test_a_kind_of_a_newer_release_closes_the_session_here_alone(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with processes(database) as (one, other):
        here, well = await one.open(), await one.open()
        await other.find(here)
        fine = await other.find(well)
        with psycopg.connect(database) as newer:
            newer.execute("UPDATE sessions SET number = 2 WHERE id = %s", (here.id,))
            newer.execute(
                "INSERT INTO facts VALUES (%s, 2, %s, 'facilitator', 2, NULL, 'PianoTuned', '{}')",
                (here.id, START),
            )
        async with asyncio.timeout(20):
            await other.told.wait()
        assert other.gone == [here.id]
        assert "newer Flipchart" in caplog.text
        await well.do(projector.blank(True))
        await until(fine, lambda session: session.state.projector.blank)


async def test_a_hint_that_got_lost_is_made_good(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with processes(database) as (one, other):
        here = await one.open()
        there = await other.find(here)
        monkeypatch.setattr(one.log._hints, "tell", lambda _session: None)
        await here.do(projector.blank(True))
        await until(there, lambda session: session.state.projector.blank)


async def test_a_database_that_dies_and_comes_back_loses_nothing_and_doubles_nothing(
    postgres: Postgres, database: str
) -> None:
    async with processes(database) as (one, other):
        here = await one.open()
        there = await other.find(here)
        await here.do(sheets.open_sheet("external"))

        async def send(n: int) -> None:
            while True:
                try:
                    await (here, there)[n % 2].do(idea(n), by="ann")
                except NotStored as failure:
                    assert "kept" in str(failure)  # noqa: PT017 - it comes any number of times
                    await asyncio.sleep(0.1)
                else:
                    return

        sending = asyncio.gather(*(send(n) for n in range(200)))
        await until(here, lambda session: len(session.state.ideas.all) > 20)
        await asyncio.to_thread(postgres.kill)
        await asyncio.to_thread(postgres.start)
        await sending
        await until(there, lambda session: len(session.state.ideas.all) == 200)
        assert there.state == fold(await here.records())
        assert there.state.ideas.leaf("external").shown == 200


async def test_who_is_elsewhere_is_known_until_they_say_nothing_any_more(database: str) -> None:
    async with processes(database, follow=False) as (one, other):
        id = (await one.open()).id
        ann = Presence({"ann": 1}, {}, 1)
        assert await one.log.exchange({id: ann}) == {}
        assert await other.log.exchange({id: Presence({"ann": 1, "ben": 2})}) == {id: ann}
        heard = await one.log.exchange({id: ann})
        assert heard == {id: Presence({"ann": 1, "ben": 2})}
        with psycopg.connect(database) as db:
            db.execute("UPDATE presence SET seen_at = seen_at - interval '11 seconds'")
        assert await one.log.exchange({id: ann}) == {}, "The other has died."
        for _ in range(2):  # it finds that it was forgotten, and says it all again
            assert await other.log.exchange({id: Presence({"cy": 1})}) == {id: ann}
        assert await one.log.exchange({id: ann}) == {id: Presence({"cy": 1})}
        assert await one.log.exchange({}) == {}
        assert await other.log.exchange({id: Presence({"cy": 1})}) == {}


def test_several_processes_that_start_on_an_empty_database_bring_it_up_together(
    database: str,
) -> None:
    with ThreadPoolExecutor(4) as starting:
        assert len(list(starting.map(PostgresLog, [database] * 4))) == 4


def test_a_newer_layout_and_a_database_that_is_not_there_are_said_in_a_sentence(
    database: str,
) -> None:
    PostgresLog(database)
    with psycopg.connect(database) as db:
        db.execute("UPDATE alembic_version SET version_num = '99'")
    with pytest.raises(LogUnusable, match="newer Flipchart"):
        PostgresLog(database)
    with pytest.raises(LogUnusable, match=r"cannot be used: .*FLIPCHART_DATABASE") as failed:
        PostgresLog(database.replace("@", ":a-secret@").replace("flipchart_", "no_such_"))
    assert "a-secret" not in str(failed.value)
