import asyncio
import gc
import weakref
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.live import Live
from facilitator.projector_view import PROJECTOR
from sessions import projector
from sessions.registry import Registry
from sessions.room import Room
from sessions.session import Session
from tests.sessions.test_session import opened, registry

pytestmark = pytest.mark.anyio


async def watched(sessions: Registry) -> tuple[Session, Live, AsyncIterator[bytes]]:
    """A session, and a projector that was given everything."""
    session = await opened(sessions)
    live = Live(lambda one: Room(one.code, "http://localhost:8000"), sessions.now)
    events = live.as_events(live.screen(session, PROJECTOR, "en", shows=True))
    await anext(events)
    return session, live, events


async def test_a_session_stays_as_long_as_a_screen_watches_be_it_one_that_does_not_read(
    tmp_path: Path,
) -> None:
    async with registry(tmp_path) as sessions:
        session, live, events = await watched(sessions)  # which then asks for no more
        for _ in range(3):
            await sessions.let_go(live.watched, live.drop)
        assert live.watched(session.id)
        await session.do(projector.message("Back at ten"))
        assert b"Back at ten" in await anext(events)
        await events.aclose()  # type: ignore[attr-defined]  # it is a generator
        for _ in range(2):
            await sessions.let_go(live.watched, live.drop)
        again = await sessions.find(session.code)
        assert again is not None
        assert again is not session
        news = live.as_events(live.screen(again, PROJECTOR, "en", shows=True))
        assert b"Back at ten" in await anext(news)
        await again.do(projector.message("Back at eleven"))
        assert b"Back at eleven" in await anext(news)
        await live.close()


async def test_nothing_of_a_session_that_was_watched_stays_though_no_garbage_is_collected(
    tmp_path: Path,
) -> None:
    async with registry(tmp_path) as sessions:
        session, live, events = await watched(sessions)
        await session.do(projector.message("Back at ten"))
        await anext(events)
        await events.aclose()  # type: ignore[attr-defined]  # it is a generator
        left, channel = weakref.ref(session), weakref.ref(live.channel(session))
        del session, events
        gc.collect()
        gc.disable()  # as of what has been there for long
        try:
            for _ in range(2):
                await sessions.let_go(live.watched, live.drop)
            await asyncio.sleep(0)  # so that what was cancelled has ended
            assert left() is None
            assert channel() is None
        finally:
            gc.enable()
