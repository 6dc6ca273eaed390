import asyncio
import gc
import weakref
from pathlib import Path

import pytest

from sessions import agenda, approval, sheets
from sessions.registry import Registry
from sessions.session import Session
from tests.sessions.story import START
from tests.sessions.test_session import idea, opened, registry

pytestmark = pytest.mark.anyio


async def twice(sessions: Registry, watched: str = "") -> None:
    """Let go of what was left alone: the first time, it was asked for since the time before."""

    async def drop(_id: str) -> None:
        """Nothing shows it."""

    for _ in range(2):
        await sessions.let_go(watched.__eq__, drop)


async def running(sessions: Registry) -> Session:
    session = await opened(sessions)
    await session.do(agenda.start(1))
    await session.do(sheets.open_sheet("external"))
    await asyncio.gather(*(session.do(idea(n), by="ann") for n in range(50)))
    return session


async def test_a_session_left_alone_leaves_memory_and_comes_back_as_it_was(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await running(sessions)
        code, state, gone = session.code, session.state, weakref.ref(session)
        await twice(sessions)
        del session
        gc.collect()
        assert gone() is None, "Something still holds it."
        again = await sessions.find(code)
        assert again is not None
        assert again.state == state
        assert again.state.agenda.clock(1).left(START + 60) == 19 * 60
        await again.do(idea(50), by="ann")
        records = await again.records()
        assert [record.number for record in records] == list(range(1, len(records) + 1))


async def test_it_comes_back_once_for_all_who_ask_at_the_same_time(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await running(sessions)
        await twice(sessions)
        found = await asyncio.gather(*(sessions.find(session.code) for _ in range(5)))
        assert found[0] is not session
        assert {id(one) for one in found} == {id(found[0])}


async def test_what_was_asked_for_lately_or_is_watched_stays(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        asked, watched, alone = [await running(sessions) for _ in range(3)]
        await twice(sessions, watched.id)
        assert await sessions.find(watched.code) is watched
        assert await sessions.find(asked.code) is not asked
        await twice(sessions, watched.id)
        assert await sessions.find(alone.code) is not alone
        await sessions.let_go(lambda _id: False, no_screen)
        assert await sessions.find(watched.code) is watched, "Its watchers may be back in a moment."


async def no_screen(_id: str) -> None:
    """Nothing shows it."""


async def test_a_session_that_has_something_to_write_stays(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await running(sessions)
        await sessions.let_go(lambda _id: False, no_screen)
        writing = [asyncio.create_task(session.do(idea(n), by="ann")) for n in range(50, 60)]
        await asyncio.sleep(0)  # they are asked for, and not yet written
        await sessions.let_go(lambda _id: False, no_screen)
        await asyncio.gather(*writing)
        assert await sessions.find(session.code) is session
        await session.do(approval.hold_back(300))
        await session.do(idea(60), by="ann")
        await twice(sessions)
        assert await sessions.find(session.code) is session, "An idea is due."


async def test_what_is_sent_while_it_leaves_is_stored(tmp_path: Path) -> None:
    async with registry(tmp_path) as sessions:
        session = await running(sessions)
        late = list[asyncio.Task[object]]()

        async def drop(_id: str) -> None:
            late.append(asyncio.create_task(session.do(idea(50), by="ann")))
            await asyncio.sleep(0)

        for _ in range(2):
            await sessions.let_go(lambda _id: False, drop)
        await asyncio.gather(*late)
        again = await sessions.find(session.code)
        assert again is not None
        assert again is not session
        assert again.state.ideas.leaf("external").shown == 51
