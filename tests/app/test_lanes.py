import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app import lanes
from app.channel import GOING_AWAY, Channel
from app.lanes import FAULT, Reader
from app.outlets import Letterbox
from app.watching import Watcher
from participant.view import PHONE
from sessions import projector, sheets
from sessions.room import Moment, Room
from sessions.session import Session
from templates.drawing import Region, View
from tests.sessions.test_session import idea, opened, registry

pytestmark = pytest.mark.anyio


def unlucky(moment: Moment, _language: str) -> str:
    if moment.state.projector.message:
        raise ZeroDivisionError
    return ""


UNLUCKY: View[Moment] = View((Region("unlucky", lambda m: (m.state.projector,), unlucky),))


@dataclass(frozen=True, slots=True)
class Reading:
    """One who watches, and what comes to them."""

    reader: Reader
    letterbox: Letterbox
    messages: AsyncIterator[bytes]

    async def next(self) -> dict[str, Any]:
        """The next message."""
        async with asyncio.timeout(20):
            said: dict[str, Any] = msgspec.json.decode(await anext(self.messages))
        return said


@pytest.fixture
async def channel(tmp_path: Path) -> AsyncIterator[Channel]:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        await session.do(sheets.open_sheet("external"))
        channel = Channel(session, Room(session.code, "http://localhost:8000"), sessions.now)
        yield channel
        await channel.close(GOING_AWAY)


async def reading(
    channel: Channel, view: View[Moment] = PHONE, who: str | None = None, **more: Any
) -> Reading:
    """One more who watches, and has read the first message."""
    letterbox = Letterbox()
    reader = Reader(Watcher(channel, view, "en", who, **more), letterbox)
    channel.add(reader)
    one = Reading(reader, letterbox, letterbox.messages())
    assert "html" in await one.next()
    return one


async def test_who_is_told_nothing_hears_so(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "SILENCE", 0.2)
    monkeypatch.setattr(lanes, "LOOK", 0.1)
    for who in (None, "ann"):
        one = await reading(channel, who=who)
        assert list(await one.next()) == ["now"]
        assert list(await one.next()) == ["now"]


async def test_an_idea_is_news_to_its_sender_alone(channel: Channel) -> None:
    ann, bob = await reading(channel, who="ann"), await reading(channel, who="bob")
    session: Session = channel.session
    await session.do(idea(1, "Suppliers"), by="ann")
    assert "Suppliers" in str((await ann.next())["lists"])
    await session.do(sheets.close("external"))
    assert list((await bob.next())["html"]) == ["question"]
    assert list((await ann.next())["html"]) == ["question"]


async def test_who_left_is_told_no_more(channel: Channel) -> None:
    gone, other = await reading(channel), await reading(channel)
    waiting = asyncio.ensure_future(gone.next())
    channel.remove(gone.reader)
    await channel.session.do(sheets.close("external"))
    await other.next()
    assert not waiting.done()
    waiting.cancel()


async def test_what_cannot_be_drawn_ends_only_for_those_who_would_see_it(channel: Channel) -> None:
    unlucky = await reading(channel, UNLUCKY, shows=True)
    phone = await reading(channel, who="ann")
    waiting = asyncio.ensure_future(anext(unlucky.messages, b"nothing"))
    await asyncio.sleep(0)
    await channel.session.do(projector.message("Back at ten"))
    await channel.session.do(sheets.close("external"))
    assert "question" in (await phone.next())["html"]
    assert await waiting == b"nothing"
    assert unlucky.letterbox.code == FAULT


async def test_who_came_by_a_former_code_has_to_go(channel: Channel) -> None:
    code = channel.room.code
    by_code, by_cookie = [await reading(channel, shows=True, code=one) for one in (code, None)]
    channel.update(replace(channel.room, code="NEWER1"))
    assert by_code.letterbox.code == GOING_AWAY
    assert by_cookie.letterbox.code is None


async def test_a_session_that_is_no_more_lets_everybody_go(channel: Channel) -> None:
    before = await reading(channel, who="ann")
    await channel.close(GOING_AWAY)
    after = Letterbox()
    channel.add(Reader(Watcher(channel, PHONE, "en"), after))
    assert before.letterbox.code == after.code == GOING_AWAY
