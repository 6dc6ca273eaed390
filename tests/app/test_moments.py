import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.channel import GOING_AWAY, Channel
from app.moments import HISTORY, Moments, Step
from app.outlets import News
from sessions import collected, projector, sheets
from sessions.room import Moment, Room
from sessions.session import Session
from templates.drawing import Region, View
from tests.sessions.test_session import idea, opened, registry

pytestmark = pytest.mark.anyio

drawn: list[str] = []


class Lines:
    """A list of ideas that says what it draws."""

    def ids(self, _moment: Moment) -> tuple[str, ...]:
        return ("lines",)

    def whole(self, _id: str, moment: Moment, _language: str) -> dict[int, str]:
        return {key: self.line(key) for key in moment.state.ideas.lines_of("external")}

    def changed(
        self, _id: str, old: Moment, new: Moment, touched: frozenset[int], _language: str
    ) -> dict[int, str | None]:
        lines = collected.changed_lines(old.state.ideas, new.state.ideas, touched, "external")
        return {key: self.line(key) if line else None for key, line in lines.items()}

    def line(self, key: int) -> str:
        drawn.append(f"line {key}")
        return f"<li>{key}</li>"


def blank(moment: Moment, _language: str) -> str:
    drawn.append("blank")
    return str(moment.state.projector.blank)


VIEW: View[Moment] = View(
    regions=(Region("blank", lambda m: (m.state.projector,), blank),), lists=Lines()
)


@pytest.fixture
async def session(tmp_path: Path) -> AsyncIterator[Session]:
    async with registry(tmp_path) as sessions:
        session = await opened(sessions)
        await session.do(sheets.open_sheet("external"))
        yield session


@pytest.fixture
async def channel(session: Session) -> AsyncIterator[Channel]:
    channel = Channel(session, Room("K7M4PX", "http://localhost:8000"), lambda: 1000.0)
    yield channel
    await channel.close(GOING_AWAY)


def since(moments: Moments, given: Step) -> News | None:
    return moments.news(moments.since(given), VIEW, "en")


def read(news: News | None) -> dict[str, Any]:
    assert news is not None
    said: dict[str, Any] = msgspec.json.decode(news.text)
    return said


async def test_one_new_idea_among_many_costs_one_line(channel: Channel, session: Session) -> None:
    await asyncio.gather(*(session.do(idea(n), by="ann") for n in range(200)))
    given = await settled(channel, session)
    await session.do(idea(201), by="ann")
    await settled(channel, session)
    drawn.clear()
    message = read(since(channel.moments, given))
    assert list(message) == ["now", "lists"]
    assert len(drawn) == 1


async def test_a_change_is_drawn_once_for_all_who_were_given_the_same(
    channel: Channel, session: Session
) -> None:
    given = await settled(channel, session)
    await session.do(idea(1), by="ann")
    await settled(channel, session)
    drawn.clear()
    assert since(channel.moments, given) is since(channel.moments, given)
    assert len(drawn) == 1


async def test_a_region_is_sent_only_when_it_differs(channel: Channel, session: Session) -> None:
    given = await settled(channel, session)
    await session.do(projector.message("Back at ten"))
    await settled(channel, session)
    assert since(channel.moments, given) is None


async def test_a_watcher_far_behind_is_brought_up_to_date_at_once(
    channel: Channel, session: Session
) -> None:
    given = channel.moments.step
    for n in range(HISTORY + 10):
        await session.do(idea(n), by="ann")
    await settled(channel, session)
    message = read(since(channel.moments, given))
    assert len(message["lists"]["lines"]) == HISTORY + 10
    assert message["whole"] == ["lines"]


async def test_what_is_known_beside_the_facts_counts_as_a_change(channel: Channel) -> None:
    given = channel.moments.step
    channel.update(replace(channel.room, projectors=1))
    assert channel.room.projectors == 1
    same = channel.moments.step
    assert same is not given
    channel.update(replace(channel.room))
    assert channel.moments.step is same


async def settled(channel: Channel, session: Session) -> Step:
    """The channel's moment once it has caught up with the session."""
    while channel.moments.step.moment.state is not session.state:  # noqa: ASYNC110
        await asyncio.sleep(0)  # the channel is next: nothing has to be waited for
    return channel.moments.step
