"""Hints from process to process that something has happened in a session: LISTEN and NOTIFY.

A hint is sent after the commit, several as one: in the transaction itself it would make all commits
of the database wait for one another (measured: a third as many a second). One that is lost, because
its process died in between, is made good by looking at all sessions every now and then.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress

import psycopg

from sessions.log_pool import Connection, Pool
from sessions.refused import NotStored

logger = logging.getLogger(__name__)

CHANNEL = "flipchart"
EVERY = 1.5
"""Seconds after which one looks at all sessions, whatever was heard."""

PAUSE = 0.02
"""Seconds after a hint was sent, or heard, in which those that follow gather to be one."""

MOST = 100
"""Sessions in one hint; a message has at most 8,000 bytes."""

AGAIN = 5.0
"""The most seconds between two attempts to listen."""


class Hints:
    """What this process tells others of, and hears from them. `name` is its own, among them."""

    def __init__(self, pool: Pool) -> None:
        self.name = secrets.token_hex(8)
        self._pool = pool
        self._untold: dict[str, None] = {}
        self._telling: asyncio.Task[None] | None = None
        self._heard: set[str] = set()
        self._news = asyncio.Event()
        self._lost = True
        self._closed = False

    def tell(self, session: str) -> None:
        """Tell the others of a session, as soon as what was told before is on its way."""
        self._untold[session] = None
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    async def hear(self) -> AsyncIterator[set[str] | None]:
        """See SharedLog.hints."""
        listening, loop, due = asyncio.create_task(self._listen()), asyncio.get_running_loop(), 0.0
        try:
            while not self._closed:
                with suppress(TimeoutError):
                    async with asyncio.timeout_at(due):
                        await self._news.wait()
                self._news.clear()
                heard, self._heard = self._heard, set()
                if self._lost or loop.time() >= due:
                    self._lost, due = False, loop.time() + EVERY
                    yield None
                else:
                    yield heard
                await asyncio.sleep(PAUSE)
        finally:
            listening.cancel()

    async def close(self) -> None:
        """Tell what there is to be told, and hear nothing more.

        To be cancelled alone is not enough to end what hears: Python 3.11 forgets that where the
        database answers in the same instant (see asyncio.wait_for).
        """
        self._closed = True
        self._news.set()
        if self._telling is not None:
            await self._telling

    async def _tell(self) -> None:
        while self._untold:
            some = list(self._untold)[:MOST]
            for one in some:
                del self._untold[one]
            try:
                async with self._pool.connection() as db:
                    message = " ".join((self.name, *some))
                    await db.execute("SELECT pg_notify(%s, %s)", (CHANNEL, message))
            except NotStored:
                return  # the others look at all sessions anyway
            await asyncio.sleep(PAUSE)

    async def _listen(self) -> None:
        wait = 0.1
        while not self._closed:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._pool.conninfo, autocommit=True
                ) as db:
                    wait = 0.1
                    await self._hear_all(db)
            except psycopg.Error as error:
                logger.debug("Hints are not heard (%s).", error)
            await asyncio.sleep(wait)
            wait = min(2 * wait, AGAIN)

    async def _hear_all(self, db: Connection) -> None:
        await db.execute(f"LISTEN {CHANNEL}")
        self._lost = True
        self._news.set()
        async for notice in db.notifies():
            name, *sessions = notice.payload.split()
            if name != self.name:
                self._heard.update(sessions)
                self._news.set()
