"""Every session of this host: opened from a plan, or read back from the log, by join code."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace

from sessions.codes import new_code, read_code
from sessions.facts import FACILITATOR, Record, UnknownKind
from sessions.folding import fold_log
from sessions.log import Counts, Entry, Log, News, SharedLog
from sessions.opening import SessionOpened
from sessions.plan import Plan
from sessions.refused import NotStored, Refused, Unknown, marked
from sessions.session import Session

logger = logging.getLogger(__name__)

NO_SESSION = marked("There is no session with the code “%(code)s”. See: flipchart session list")
THERE_ALREADY = marked(
    "This session is here already, with the code %(code)s. Nothing was changed. Delete that one "
    "first, or import into another data directory."
)

SLOWER = 0.1
"""Seconds that time loses between two looks at a clock that was set back, so as not to stop."""


class Registry:
    """The sessions. `now` gives seconds since 1970, UTC.

    A host's clock may have been set back since the last run: time then goes on from the latest
    fact that was read, so that no topic's clock stands still. A log that other processes write too
    has the time that all of them go by.
    """

    def __init__(self, log: Log, now: Callable[[], float]) -> None:
        self._log = log
        self._shared = log if isinstance(log, SharedLog) else None
        self._now = now
        self._open: dict[str, Session] = {}
        self._lately: set[str] = set()
        self._loading = asyncio.Lock()
        self._ahead = 0.0
        self._offset: float | None = None
        self._latest = 0.0

    @property
    def count(self) -> int:
        """How many sessions are in memory."""
        return len(self._open)

    def now(self) -> float:
        """Seconds since 1970, UTC, never before the last fact of a session that is open here."""
        self._latest = max(self._latest, self._now() + self._ahead + (self._offset or 0))
        return self._latest

    async def set_clock(self) -> None:
        """Go by the time that all processes go by, where others write the log. Raises NotStored."""
        if self._shared is not None:
            asked = self._now()
            told = await self._shared.now()
            least, most = told - self._now(), told - asked  # far apart where the answer took long
            known = least if self._offset is None else self._offset
            self._offset = max(min(max(known, least), most), known - SLOWER)

    async def follow(
        self, renamed: Callable[[Session], None], gone: Callable[[str], Awaitable[None]]
    ) -> None:
        """Take in what other processes do to the sessions that are open here, until cancelled.

        `renamed` is told of a session with another join code, `gone` the id of one that is no more.
        """
        if self._shared is None:
            return
        async for hinted in self._shared.hints():
            ids = [one.id for one in self._open.values() if hinted is None or one.id in hinted]
            try:
                if hinted is None:
                    await self.set_clock()
                await self._catch_up(self._shared, ids, renamed, gone)
            except NotStored:
                continue  # the log says so itself, and asks again
            except Exception:
                logger.exception("What other processes did could not be taken in.")

    async def open(self, plan: Plan, starts_at: float | None = None) -> Session:
        """Open a session of a plan; it keeps the plan as it is now. Raises NotStored."""
        now = self.now()
        opened = SessionOpened(plan.text, now if starts_at is None else starts_at)
        record = Record(1, now, FACILITATOR, 1, None, opened)
        while True:
            entry = Entry(secrets.token_urlsafe(16), new_code(), plan.title, now)
            if await self._log.create(entry, record):
                async with self._loading:
                    return await self._keep(entry)

    async def find(self, code: str) -> Session | None:
        """The session with this join code, in any case. Raises UnknownKind for a newer one's."""
        known = read_code(code)
        if known is None:
            return None
        found = self._open.get(known)
        if found is None:
            async with self._loading:
                found = self._open.get(known)
                if found is None and (entry := await self._log.find(known)):
                    found = await self._keep(entry)
        if found is not None:
            self._lately.add(found.id)
        return found

    async def entry(self, code: str) -> Entry:
        """The session with this code, whether it can be opened or not. Raises Unknown."""
        known = read_code(code)
        found = await self._log.find(known) if known else None
        if found is None:
            raise Unknown(NO_SESSION, code=code[:40])
        return found

    async def bring(self, entry: Entry, records: list[Record]) -> Session:
        """Take in a session from elsewhere, whose facts were checked; a taken code is changed.

        Raises Refused where the same session is here already, NotStored.
        """
        while True:
            for other in await self._log.entries():
                if other.id == entry.id:
                    raise Refused(THERE_ALREADY, code=other.code)
            if await self._log.create(entry, *records):
                break
            entry = replace(entry, code=new_code())
        async with self._loading:
            return await self._keep(entry)

    async def delete(self, entry: Entry) -> Counts:
        """Delete a session and all that is its own; how much that was. Raises NotStored."""
        async with self._loading:
            await self._leave(entry.id)
            return await self._log.delete(entry.id)

    async def facts(self, id: str, kinds: tuple[str, ...]) -> list[Record]:
        """A session's facts of some kinds, open or not. Raises UnknownKind, NotStored."""
        return await self._log.read_kinds(id, kinds)

    async def last_facts(self) -> dict[str, float]:
        """When the last fact of each session was, in seconds since 1970, by the session's id."""
        return await self._log.last_facts()

    async def find_former(self, code: str) -> Session | None:
        """The session that had this join code before its present one. Raises as `find` does."""
        known = read_code(code)
        entry = await self._log.find_former(known) if known else None
        return await self.find(entry.code) if entry else None

    async def change_code(self, session: Session) -> str:
        """Give a session another join code, and say which. Raises NotStored."""
        while True:
            code = new_code()
            if await self._log.change_code(session.id, code):
                self._rename(session, code)
                return code

    async def entries(self) -> list[Entry]:
        """All sessions of this host, the newest first."""
        return await self._log.entries()

    async def let_go(
        self, watched: Callable[[str], bool], drop: Callable[[str], Awaitable[None]]
    ) -> None:
        """Let sessions leave memory that nobody watches, or has asked for since the last time.

        They stand in the log, and `find` brings them back. One that has something to write stays.
        `watched` tells whether anybody watches, `drop` forgets what was shown, both by the id.
        """
        lately, self._lately = self._lately, set()
        async with self._loading:
            for session in list(self._open.values()):
                if watched(session.id):
                    self._lately.add(session.id)
                elif session.rests and session.id not in lately | self._lately:
                    del self._open[session.code]
                    await drop(session.id)
                    await session.close()

    async def close(self) -> None:
        """Close every session that is open here."""
        for session in self._open.values():
            await session.close()
        self._open.clear()

    async def _catch_up(
        self,
        log: SharedLog,
        ids: list[str],
        renamed: Callable[[Session], None],
        gone: Callable[[str], Awaitable[None]],
    ) -> None:
        here = {one.id: one for one in self._open.values() if one.id in ids}
        numbers = {id: session.state.number for id, session in here.items()}
        found = await log.news(numbers) if here else {}
        for id, session in here.items():
            news = found.get(id)
            if news is None or not await _goes_on(session, numbers[id], news):
                async with self._loading:
                    await self._leave(id)
                await gone(id)
            elif news.code != session.code:
                self._rename(session, news.code)
                renamed(session)

    def _rename(self, session: Session, code: str) -> None:
        self._open.pop(session.code, None)
        session.code = code
        self._open[code] = session

    async def _leave(self, id: str) -> None:
        """Close a session where it is open."""
        for session in [one for one in self._open.values() if one.id == id]:
            del self._open[session.code]
            await session.close()

    async def _keep(self, entry: Entry) -> Session:
        for session in self._open.values():
            if session.id == entry.id:  # under the code that another process has just changed
                return session
        state = await fold_log(self._log, entry.id)
        self._ahead += max(0.0, state.at - self.now())
        session = Session(entry.id, entry.code, state, self._log, self.now)
        self._open[entry.code] = session
        self._lately.add(session.id)
        return session


async def _goes_on(session: Session, known: int, news: News) -> bool:
    """Let a session take in news. False where it has to leave, and be read anew if anybody asks."""
    code, about = session.code, {"session": session.code}
    if isinstance(news.records, UnknownKind):
        logger.warning("Session %s is closed here. %s", code, news.records, extra=about)
        return False
    if news.number < known:
        logger.warning("Session %s was set back in the log; it is read anew.", code, extra=about)
        return False
    await session.take_in(news.records)
    return True
