"""What a host does with whole sessions: delete one with a receipt, erase an idea, take one in."""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass

from app.leftovers import INCOMING
from app.mending import open_log
from app.now import now
from app.settings import Settings
from app.writing import add_line
from facilitator.receipts import Receipt, Why
from handouts.printed import PrintedFiles
from sessions import carrying
from sessions.refused import Unknown, marked
from sessions.registry import NO_SESSION, Registry
from sessions.session import Session
from templates.filters import rfc3339

logger = logging.getLogger(__name__)

NAME = re.compile(rf"{INCOMING}[0-9a-f]{{32}}")
"""The name of a file that a command lays into the data directory for the server to take in."""

NO_FILE = marked("There is no such file to take in.")


@dataclass(frozen=True, slots=True)
class Upkeep:
    """All that is done to whole sessions.

    `forget` removes what was printed of a session, `drop` closes its screens, both by its id.
    """

    settings: Settings
    sessions: Registry
    forget: Callable[[str], Awaitable[None]]
    drop: Callable[[str], Awaitable[None]]

    async def delete(self, code: str, why: Why = "asked") -> Receipt:
        """Delete all of a session, and write down that it was. Raises Unknown or NotStored."""
        entry = await self.sessions.entry(code)
        counts = await self.sessions.delete(entry)
        await self.let_go(entry.id)
        receipt = Receipt(
            rfc3339(now()),
            entry.code,
            entry.title,
            counts.facts,
            counts.ideas,
            counts.participants,
            why,
        )
        await asyncio.to_thread(self._write_down, receipt)
        return receipt

    async def let_go(self, id: str) -> None:
        """Close the screens of a session that is no more, and remove what was printed of it."""
        await self.drop(id)
        await self._forget(id)

    async def session(self, code: str) -> Session:
        """The session with this code. Raises Unknown."""
        entry = await self.sessions.entry(code)
        found = await self.sessions.find(entry.code)
        if found is None:
            raise Unknown(NO_SESSION, code=entry.code)
        return found

    async def erase(self, session: Session, idea: int) -> bool:
        """Erase an idea for good. False if it was so already. Raises Unknown or NotStored."""
        erased = await session.erase(idea)
        await self._forget(session.id)
        return erased

    async def bring(self, name: str) -> Session:
        """Take in the session in a file that was laid into the data directory. Raises Refused."""
        if not NAME.fullmatch(name):
            raise Unknown(NO_FILE)
        try:
            raw = await asyncio.to_thread((self.settings.data / name).read_bytes)
        except OSError:
            raise Unknown(NO_FILE) from None
        return await self.take_in(raw)

    async def take_in(self, raw: bytes) -> Session:
        """Take in an exported session, which is checked whole before. Raises Refused."""
        carried = await asyncio.to_thread(carrying.read, raw, self.sessions.now())
        return await self.sessions.bring(carried.entry, carried.records)

    def dismiss(self) -> None:
        """Show no more what was told of a damaged log."""
        with suppress(OSError):
            self.settings.damage.unlink(missing_ok=True)

    async def _forget(self, id: str) -> None:
        try:
            await self.forget(id)
        except OSError as error:
            logger.warning("What was printed of the session is still there: %s.", error)

    def _write_down(self, receipt: Receipt) -> None:
        line = json.dumps(asdict(receipt), ensure_ascii=False).encode("utf-8", "replace")
        try:
            add_line(self.settings.deletions, line)
        except OSError as error:
            logger.warning("The deletion is not in %s: %s.", self.settings.deletions, error)


@asynccontextmanager
async def upkeep_here(settings: Settings) -> AsyncIterator[Upkeep]:
    """The same in a process of its own that holds the data directory, with no screens."""
    log = open_log(settings)
    sessions = Registry(log, now)
    files = PrintedFiles(settings.printed)

    async def forget(id: str) -> None:
        await asyncio.to_thread(files.remove, id)

    async def drop(_id: str) -> None:
        """No screen is open."""

    try:
        await sessions.set_clock()
        yield Upkeep(settings, sessions, forget, drop)
    finally:
        await sessions.close()
        await log.close()
