"""What projectors are to show is drawn while it is being stored, and sent once it is."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.channel import GOING_AWAY, Channel
from app.lanes import FAULT, Reader
from app.outlets import News
from app.watching import Watcher
from facilitator.projector_view import PROJECTOR
from sessions import sheets
from sessions.facts import Record
from sessions.log_sqlite import SqliteLog
from sessions.refused import NotStored
from sessions.registry import Registry
from sessions.room import Moment, Room
from sessions.session import Session
from templates.drawing import Region, View
from tests.app.test_moments import VIEW, drawn, settled
from tests.sessions.story import START
from tests.sessions.test_session import idea, opened

pytestmark = pytest.mark.anyio


class Watched(SqliteLog):
    """Says what was drawn and what was sent when facts had just been stored, or fails then."""

    full = False

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.then: Callable[[], object] = lambda: None

    async def append(
        self, session: str, records: Sequence[Record], meanwhile: Callable[[], None] | None = None
    ) -> bool:
        """See Log."""
        if self.full:
            assert meanwhile is not None
            meanwhile()
            raise NotStored("full")
        added = await super().append(session, records, meanwhile)
        self.then()
        return added


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[tuple[Watched, Session, Channel]]:
    log = Watched(folder / "flipchart.db")
    sessions = Registry(log, lambda: START)
    session = await opened(sessions)
    await session.do(sheets.open_sheet("external"))
    channel = Channel(session, Room("K7M4PX", "http://localhost:8000"), lambda: START)
    try:
        yield log, session, channel
    finally:
        await channel.close(GOING_AWAY)
        await sessions.close()
        await log.close()


class Wall:
    """A projector: the messages that came to it, but for the first, and how it was closed."""

    takes = True

    def __init__(self, channel: Channel, view: View[Moment]) -> None:
        self.news: list[bytes] = []
        self.code: int | None = None
        channel.add(Reader(Watcher(channel, view, "en", shows=True), self))
        self.news.clear()

    def give(self, news: News) -> None:
        """See Outlet."""
        self.news.append(news.text)

    def close(self, code: int, reason: str = "") -> None:  # noqa: ARG002 - see Outlet
        """See Outlet."""
        self.code = code


def unreadable(moment: Moment, _language: str) -> str:
    if moment.state.ideas.all:
        raise ValueError
    return ""


async def test_it_is_drawn_before_it_is_stored_and_sent_after(tmp_path: Path) -> None:
    async with watched(tmp_path) as (log, session, channel):
        await settled(channel, session)
        wall = Wall(channel, VIEW)
        seen = list[tuple[list[str], list[bytes]]]()
        log.then = lambda: seen.append((list(drawn), list(wall.news)))
        drawn.clear()
        await session.do(idea(1), by="ann")
        await settled(channel, session)
        [(before, sent)] = seen
        assert len(before) == 1
        assert sent == []
        assert drawn == before
        assert len(wall.news) == 1


async def test_what_could_not_be_stored_is_shown_to_nobody(tmp_path: Path) -> None:
    async with watched(tmp_path) as (log, session, channel):
        await settled(channel, session)
        wall = Wall(channel, PROJECTOR)
        log.full = True
        with pytest.raises(NotStored):
            await session.do(idea(1, "Never stored"), by="ann")
        log.full = False
        await session.do(idea(2, "Stored"), by="ann")
        await settled(channel, session)
        [news] = wall.news
        assert b"Never" not in news
        assert b"Stored" in news
        assert b"Never" not in channel.moments.everything(PROJECTOR, "en").text


async def test_what_cannot_be_drawn_does_not_keep_an_idea_from_being_stored(
    tmp_path: Path,
) -> None:
    async with watched(tmp_path) as (_log, session, channel):
        await settled(channel, session)
        broken = View(regions=(Region("broken", lambda m: (m.state.ideas,), unreadable),))
        wall = Wall(channel, broken)
        await session.do(idea(1), by="ann")
        await settled(channel, session)
        assert wall.code == FAULT
