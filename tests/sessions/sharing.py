"""Several processes' sessions on one database, side by side in one test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sessions import submitting
from sessions.log_postgres import PostgresLog
from sessions.plan_file import parse
from sessions.registry import Registry
from sessions.session import Session
from sessions.state import Decision
from tests.sessions.story import PLAN, START


@dataclass
class Process:
    """What one process has: its own connections, its own sessions, and what it was told."""

    log: PostgresLog
    sessions: Registry
    renamed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    async def open(self) -> Session:
        """Open a session."""
        plan = parse(PLAN).plan
        assert plan is not None
        return await self.sessions.open(plan, START)

    async def find(self, session: Session) -> Session:
        """The same session, as it is here."""
        found = await self.sessions.find(session.code)
        assert found is not None
        return found

    async def follow(self) -> None:
        """Take in what the others do, for ever."""

        def renamed(session: Session) -> None:
            self.renamed.append(session.code)
            self.told.set()

        async def gone(id: str) -> None:
            self.gone.append(id)
            self.told.set()

        await self.sessions.follow(renamed, gone)


@asynccontextmanager
async def processes(
    address: str, *, follow: bool = True, now: Callable[[], float] = lambda: START
) -> AsyncIterator[tuple[Process, Process]]:
    """Two processes. Without `follow` they hear of each other only when they write."""
    logs = [PostgresLog(address) for _ in range(2)]
    one, other = (Process(log, Registry(log, now)) for log in logs)
    following = [asyncio.create_task(each.follow()) for each in (one, other) if follow]
    try:
        yield one, other
    finally:
        for each in (one, other):
            await each.sessions.close()
            await each.log.close()
        await asyncio.gather(*following)


async def until(session: Session, holds: Callable[[Session], bool]) -> None:
    """Return once a session stands so. TimeoutError if it never does."""
    async with asyncio.timeout(20):
        async for _ in session.states():
            if holds(session):
                return


def idea(n: int, text: str = "", by: str = "ann") -> Decision:
    """Somebody's idea for the sheet of external customers."""
    return submitting.submit(by, f"idea-{n:016d}", "external", text or f"idea {n}")
