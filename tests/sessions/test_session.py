import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sessions import agenda, approval, projector, sheets, submitting
from sessions.deciding import Change
from sessions.facts import HOST, Record
from sessions.ideas import IdeaHidden
from sessions.log_sqlite import SqliteLog
from sessions.people import PersonJoined
from sessions.plan_file import parse
from sessions.refused import NotStored, Refused
from sessions.registry import Registry
from sessions.session import Session
from sessions.state import Decision, State
from tests.sessions.story import PLAN, START

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def registry(folder: Path, now: float = START) -> AsyncIterator[Registry]:
    log = SqliteLog(folder / "flipchart.db")
    sessions = Registry(log, lambda: now)
    try:
        yield sessions
    finally:
        await sessions.close()
        await log.close()


async def opened(sessions: Registry) -> Session:
    plan = parse(PLAN).plan
    assert plan is not None
    return await sessions.open(plan, START)


def idea(n: int, text: str = "", by: str = "ann") -> Decision:
    return submitting.submit(by, f"idea-{n:016d}", "external", text or f"idea {n}")


async def test_a_session_comes_back_after_a_restart_as_it_was(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        code = session.code
        await session.do(agenda.start(1))
        await session.do(sheets.open_sheet("external"))
        await asyncio.gather(*(session.do(idea(n), by="ann") for n in range(50)))
        before = session.state
    async with registry(tmp_path, START + 60) as sessions:
        again = await sessions.find(code.lower())
        assert again is not None
        assert again.state == before
        assert again.state.agenda.clock(1).left(START + 60) == 19 * 60


async def test_ideas_sent_in_the_same_instant_are_each_stored_once_without_gaps(
    tmp_path: Path,
) -> None:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        await session.do(sheets.open_sheet("external"))
        calls = [session.do(idea(n % 100), by="ann") for n in range(300)]
        await asyncio.gather(*calls)
        assert session.state.ideas.leaf("external").shown == 100
        records = await session._log.read(session.id)
        assert [record.number for record in records] == list(range(1, len(records) + 1))


async def test_a_refusal_changes_nothing_and_reaches_the_one_who_asked(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        before = session.state
        with pytest.raises(Refused, match="takes no ideas"):
            await session.do(idea(1), by="ann")
        assert session.state is before


async def test_nobody_sees_what_could_not_be_stored(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        await session.do(sheets.open_sheet("external"))
        before = session.state
        assert isinstance(session._log, SqliteLog)
        await session._log._run(lambda db: db.execute("PRAGMA query_only = 1"))
        outcomes = await asyncio.gather(
            session.do(idea(1), by="ann"),
            session.do(idea(1, "Other"), by="ann"),
            return_exceptions=True,
        )
        assert [type(outcome) for outcome in outcomes] == [NotStored, NotStored]
        assert "readonly database" in caplog.text
        assert "Traceback" not in caplog.text, "A full disk would fill the trainer’s terminal."
        assert session.state is before
        await session._log._run(lambda db: db.execute("PRAGMA query_only = 0"))
        await session.do(idea(1), by="ann")
        assert session.state.ideas.leaf("external").shown == 1


async def test_a_failing_decision_hurts_nobody_else(tmp_path: Path) -> None:
    def broken(_state: State, _now: float) -> list[object]:
        raise ZeroDivisionError

    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        failed, done = await asyncio.gather(
            session.do(broken), session.do(projector.blank(True)), return_exceptions=True
        )
        assert isinstance(failed, ZeroDivisionError)
        assert not isinstance(done, BaseException)
        assert session.state.projector.blank


async def test_a_decision_whose_facts_do_not_fold_leaves_no_gap(tmp_path: Path) -> None:
    def halfway(_state: State, _now: float) -> list[object]:
        return [PersonJoined(), IdeaHidden(999)]

    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        await asyncio.gather(
            session.do(halfway, by="ann"), session.do(projector.blank(True)), return_exceptions=True
        )
        records = await session._log.read(session.id)
        assert [record.number for record in records] == [1, 2]
        assert "ann" not in session.state.people.names


async def test_a_button_pressed_twice_with_one_id_adds_once(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        add = agenda.add_time(1, 60)
        await asyncio.gather(session.do(add, once="press-1"), session.do(add, once="press-1"))
        assert session.state.agenda.clock(1).added == 60


async def test_a_button_under_the_name_of_an_idea_changes_nothing(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        await session.do(sheets.open_sheet("external"))
        sent = await session.do(idea(1), by="ann", once=f"idea-{1:016d}")
        done = await session.do(agenda.start(1), once=f"idea-{1:016d}")
        assert done.records == ()
        assert session.state == sent.state


async def test_watchers_are_given_the_state_now_and_every_change_after(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        changes = session.states()
        first: Change = await anext(changes)
        assert first.state is session.state
        await session.do(sheets.open_sheet("external"))
        await session.do(idea(1), by="ann")
        assert (await anext(changes)).touched == frozenset()
        last = await anext(changes)
        assert last.state is session.state
        assert last.touched == frozenset(session.state.ideas.all)


async def test_a_host_clock_set_back_between_two_runs_does_not_stop_a_topic(
    tmp_path: Path,
) -> None:
    async with registry(tmp_path, START + 100) as sessions:
        session = await opened(sessions)
        code = session.code
        await session.do(agenda.start(1))
    log, time = SqliteLog(tmp_path / "flipchart.db"), [START - 3600]
    sessions = Registry(log, lambda: time[0])
    again = await sessions.find(code)
    assert again is not None
    time[0] += 90
    await again.do(agenda.pause(1))
    assert again.state.agenda.clock(1).left(sessions.now()) == 20 * 60 - 90
    await sessions.close()
    await log.close()


@pytest.mark.parametrize(
    "typed", ["", "K7M4P", "K7M4PXX", "K0M4PX", "../etc", "💥" * 6, "K7M4PX\n" * 9]
)
async def test_a_malformed_code_opens_nothing(tmp_path: Path, typed: str) -> None:
    async with registry(tmp_path) as sessions:
        assert await sessions.find(typed) is None


async def test_an_idea_that_is_held_back_comes_on_its_sheet_by_itself(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    log = SqliteLog(tmp_path / "flipchart.db")
    sessions = Registry(log, lambda: START + loop.time())
    session = await opened(sessions)
    await session.do(sheets.open_sheet("external"))
    await session.do(approval.hold_back(0.05))
    await session.do(idea(1), by="ann")
    assert session.state.ideas.leaf("external").shown == 0
    async with asyncio.timeout(20):
        async for change in session.states():
            if change.state.ideas.leaf("external").shown:
                break
    assert session.state.ideas.next_due is None
    assert (await session.records())[-1].by == HOST
    await sessions.close()
    await log.close()


async def test_while_nothing_can_be_stored_what_is_due_waits_and_then_comes(
    tmp_path: Path,
) -> None:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        await session.do(sheets.open_sheet("external"))
        await session.do(approval.hold_back(300))
        await session.do(idea(1), by="ann")
    refused = 0

    class Full(SqliteLog):
        async def append(
            self,
            session: str,
            records: Sequence[Record],
            meanwhile: Callable[[], None] | None = None,
        ) -> bool:
            nonlocal refused
            refused += 1
            if refused <= 2:
                raise NotStored("full")
            return await super().append(session, records, meanwhile)

    log = Full(tmp_path / "flipchart.db")
    later = Registry(log, lambda: START + 400)
    again = await later.find(session.code)
    assert again is not None
    async with asyncio.timeout(20):
        async for change in again.states():
            if change.state.ideas.leaf("external").shown:
                break
    assert refused == 3
    await later.close()
    await log.close()
