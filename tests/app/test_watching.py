import asyncio
import gc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.live import Live
from facilitator.projector_view import PROJECTOR
from participant.view import PHONE
from sessions import sheets
from sessions.room import Room
from sessions.state import State
from tests.sessions.test_session import idea, opened, registry

pytestmark = pytest.mark.anyio


async def test_what_was_erased_is_kept_by_nobody_who_watches(tmp_path: Path) -> None:
    secret = "Something that nobody was to know"
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        await session.do(sheets.open_sheet("external"))
        live = Live(lambda one: Room(one.code, "http://localhost:8000"), sessions.now)
        await session.do(idea(1, secret), by="ann")
        [number] = session.state.ideas.all
        news = [
            live.as_events(live.screen(session, PROJECTOR, "en", shows=True)),
            live.as_events(live.screen(session, PHONE, "en")),
        ]
        waiting = [asyncio.create_task(_read_on(one)) for one in news]
        for _ in range(50):  # so that they wait
            await asyncio.sleep(0)
        await session.erase(number)
        async with asyncio.timeout(20):  # phones are told in their turn
            while kept(secret):  # noqa: ASYNC110 - nothing tells what memory holds
                await asyncio.sleep(0.01)
        await live.close()
        await asyncio.gather(*waiting)


def kept(text: str) -> bool:
    gc.collect()
    states = [it for it in gc.get_objects() if type(it) is State]
    assert states, "States can be found."
    return any(idea.text == text for state in states for idea in state.ideas.all.values())


async def _read_on(news: AsyncIterator[bytes]) -> None:
    async for _ in news:
        pass
