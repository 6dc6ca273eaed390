"""Remembers what topics took in earlier sessions, read from the log beside everything else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from sessions.facts import UnknownKind
from sessions.refused import NotStored
from sessions.registry import Registry
from sessions.remembered import KINDS, Past, Remembered, past, remember

MOST = 200
"""The newest sessions that are looked at."""


class Memory:
    """What earlier sessions took. A session is read again only when it has gone on."""

    def __init__(self, sessions: Registry) -> None:
        self._sessions = sessions
        self._pasts: dict[str, tuple[float, Past | None]] = {}
        self._wanted = asyncio.Event()
        self._wanted.set()

    def of(self, title: str, but: str = "") -> Remembered:
        """What is known of the plan of this title, one session left out by its id."""
        found = (one for id, (_, one) in self._pasts.items() if one and id != but)
        return remember(found, title)

    def want(self) -> None:
        """Ask for a look at the log: a session has come up."""
        self._wanted.set()

    async def look(self) -> Callable[[str], Remembered]:
        """Read what has changed in the log; what is known then, by a plan's title."""
        with suppress(NotStored):  # the log says so itself
            await self._refresh()
        return self.of

    async def keep_up(self, tell: Callable[[], None]) -> None:
        """Look now and whenever it is wanted, and `tell` of it, until cancelled."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            await self.look()
            tell()

    async def _refresh(self) -> None:
        last = await self._sessions.last_facts()
        pasts = {}
        for entry in reversed((await self._sessions.entries())[:MOST]):
            known, at = self._pasts.get(entry.id), last.get(entry.id, 0.0)
            is_old = known is not None and known[0] == at
            pasts[entry.id] = known if known and is_old else (at, await self._read(entry.id))
        self._pasts = pasts

    async def _read(self, session: str) -> Past | None:
        try:
            records = await self._sessions.facts(session, KINDS)
            return await asyncio.to_thread(past, records)
        except (UnknownKind, NotStored, ValueError, StopIteration):
            return None  # one that cannot be read is not remembered
