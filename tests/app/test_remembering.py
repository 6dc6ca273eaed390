"""What earlier sessions took is read from the log, and read again only when they went on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.remembering import Memory
from sessions import agenda, opening
from sessions.facts import FACILITATOR
from sessions.log_sqlite import SqliteLog
from sessions.plan import Plan
from sessions.plan_file import parse
from sessions.registry import Registry
from sessions.session import Session
from tests.sessions.story import PLAN, START

pytestmark = pytest.mark.anyio


@dataclass
class House:
    """A log with its sessions, and a clock that is set by hand."""

    path: Path
    plan: Plan
    at: float = START

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Registry]:
        """The sessions, as after a start."""
        log = SqliteLog(self.path)
        sessions = Registry(log, lambda: self.at)
        yield sessions
        await sessions.close()
        await log.close()

    async def hold(self, sessions: Registry, first: float) -> Session:
        """Hold a session whose first topic takes so many minutes."""
        session = await sessions.open(self.plan)
        await session.do(agenda.start(1), by=FACILITATOR)
        self.at += first * 60
        await session.do(agenda.start(2), by=FACILITATOR)
        return session


@pytest.fixture
def there(tmp_path: Path) -> House:
    plan = parse(PLAN).plan
    assert plan
    return House(tmp_path / "flipchart.db", plan)


async def test_the_next_session_is_told_also_after_a_restart(there: House) -> None:
    async with there.open() as sessions:
        await there.hold(sessions, 19)
        there.at += 3600
        await there.hold(sessions, 21)
    async with there.open() as sessions:
        remembered = await Memory(sessions).look()
        assert remembered("A short workshop").took("Who comes in?") == (19, 21)
        assert remembered("Another").topics == ()


async def test_a_session_does_not_remember_itself(there: House) -> None:
    async with there.open() as sessions:
        session = await there.hold(sessions, 19)
        memory = Memory(sessions)
        await memory.look()
        assert memory.of("A short workshop", but=session.id).topics == ()


async def test_what_went_on_since_is_looked_at_and_what_was_deleted_forgotten(there: House) -> None:
    async with there.open() as sessions:
        session = await there.hold(sessions, 19)
        memory = Memory(sessions)
        assert (await memory.look())("A short workshop").whole == ()
        there.at += 14 * 60
        await session.do(opening.end(), by=FACILITATOR)
        assert (await memory.look())("A short workshop").whole == (33,)
        await sessions.delete(await sessions.entry(session.code))
        assert (await memory.look())("A short workshop").whole == ()
