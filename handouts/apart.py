"""Draws what a large session gives in a process of its own, one after the other.

What a drawing takes for a moment, a server would keep for the day: free, but in pieces between
what stays (25 MB of 134 after 5,000 ideas and four rounds of files, `make bench ONLY=day`).
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sessions.refused import Busy, marked

if TYPE_CHECKING:
    from collections.abc import Hashable

    from handouts.kinds import Kind
    from handouts.options import Options
    from handouts.source import Around, Source
    from handouts.tables import Exported
    from sessions.room import Room
    from sessions.session import Session

logger = logging.getLogger(__name__)

LARGE = 1500
"""Facts from which a session is drawn apart: a process takes some 0.3 s to begin."""

SECONDS = 60.0
"""How long a drawing may take."""

SLOW = marked(
    "This took longer than %(seconds)s seconds, so it was stopped. Nothing is lost: try again "
    "when less is going on."
)
BROKEN = marked("This could not be drawn just now. Nothing is lost: try again in a moment.")


class Task(Struct, frozen=True):
    """What is to be drawn: a document by its name, or where there are no `options` a file of data.

    `facts` are all of the session's, as pickled lists.
    """

    name: str
    code: str
    facts: list[bytes]
    room: Room
    now: float
    options: Options | None = None
    around: Around | None = None


class Apart:
    """Draws in processes, of which there is one at a time; what several ask for is drawn once."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = asyncio.Semaphore()
        self._going: dict[Hashable, asyncio.Task[Any]] = {}

    async def document(
        self,
        session: Session,
        kind: Kind,
        source: Source,
        options: Options,
        around: Around | None = None,
    ) -> str:
        """A document of a session as HTML. Raises Busy, NotStored."""
        drawn: str = await self._draw(session, source, kind.name, options, around)
        return drawn

    async def file(self, session: Session, source: Source, name: str) -> Exported:
        """A file of a session's data. Raises Busy, NotStored."""
        exported: Exported = await self._draw(session, source, name, None, None)
        return exported

    async def _draw(
        self,
        session: Session,
        source: Source,
        name: str,
        options: Options | None,
        around: Around | None,
    ) -> Any:  # noqa: ANN401 - what it is depends on the name
        key = session.id, session.state.number, name, options, around
        going = self._going.get(key)
        if going is None:
            work = self._in_turn(session, source, name, options, around)
            going = self._going[key] = asyncio.create_task(work)
            going.add_done_callback(lambda task: self._end(key, task))
        try:
            return await asyncio.shield(going)
        except asyncio.CancelledError:
            if going.cancelled():  # the server ends
                raise Busy(BROKEN, retry_after=2) from None
            raise

    def _end(self, key: Hashable, task: asyncio.Task[Any]) -> None:
        del self._going[key]
        if not task.cancelled():
            task.exception()  # heard, though nobody may be waiting any more

    async def _in_turn(
        self,
        session: Session,
        source: Source,
        name: str,
        options: Options | None,
        around: Around | None,
    ) -> Any:  # noqa: ANN401 - as above
        moment = source.session
        async with self._turn:
            facts = [await asyncio.to_thread(pickle.dumps, page) async for page in session.pages()]
            task = Task(name, session.code, facts, moment.room, moment.now, options, around)
            answer = await _run(pickle.dumps(task), self._seconds)
            return pickle.loads(answer)  # noqa: S301 - from a process of ours


async def _run(task: bytes, seconds: float) -> bytes:
    """What the process answers. Raises Busy where it takes too long or ends early."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "handouts.drawer",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **_out_of_earshot(),
    )
    try:
        async with asyncio.timeout(seconds):
            answer, said = await process.communicate(task)
    except TimeoutError:
        raise Busy(SLOW, retry_after=60, seconds=round(seconds)) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        logger.error("Something could not be drawn: %s", said.decode(errors="replace"))
        raise Busy(BROKEN, retry_after=2)
    return answer


def _out_of_earshot() -> dict[str, Any]:
    """Let it not hear of Ctrl+C, which goes to all programs on a terminal."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
