"""The connections to PostgreSQL: few, watched over, and none that waits for ever."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from sessions.refused import NOT_STORED, NotStored, marked

logger = logging.getLogger(__name__)
logging.getLogger("psycopg").setLevel(logging.ERROR)  # what it warns of is said to who waits

UNREADABLE = marked("The database does not answer just now. Try again in a moment.")

MOST = 8
"""Connections of one process: commits of so many sessions are on their way at a time."""

PATIENCE = 5
"""Seconds to wait for a connection, a lock or a statement."""

_SETTINGS = (
    ("synchronous_commit", "on"),
    ("statement_timeout", f"{PATIENCE}s"),
    ("lock_timeout", f"{PATIENCE}s"),
    ("idle_in_transaction_session_timeout", f"{2 * PATIENCE}s"),
    ("application_name", "flipchart"),
)

Connection = psycopg.AsyncConnection[Any]


def conninfo(address: str) -> str:
    """The address with all that keeps a lost connection from being waited for (see libpq).

    Raises psycopg.ProgrammingError where it is none.
    """
    return make_conninfo(
        address,
        client_encoding="UTF8",
        connect_timeout=PATIENCE,
        keepalives_idle=PATIENCE,
        keepalives_interval=2,
        keepalives_count=3,
        tcp_user_timeout=PATIENCE * 1000,
        options=" ".join(f"-c {name}={value}" for name, value in _SETTINGS),
    )


class Pool:
    """The connections of one process, made when they are first needed."""

    def __init__(self, address: str) -> None:
        self.conninfo = conninfo(address)
        self._pool = AsyncConnectionPool(
            self.conninfo,
            min_size=1,
            max_size=MOST,
            timeout=PATIENCE,
            reconnect_timeout=PATIENCE,  # or the pauses between attempts grow to minutes
            kwargs={"autocommit": True},
            open=False,
        )
        self._opened = False

    @asynccontextmanager
    async def connection(self, failed: str = UNREADABLE) -> AsyncIterator[Connection]:
        """A connection, each statement committed by itself. Raises NotStored with a sentence.

        A statement that failed for what it says raises psycopg.IntegrityError.
        """
        if not self._opened:
            self._opened = True
            await self._pool.open()
        try:
            async with self._pool.connection() as db:
                try:
                    yield db
                except psycopg.errors.ReadOnlySqlTransaction:
                    await db.close()  # it stays so, where one that is made anew may write
                    raise
        except psycopg.IntegrityError:
            raise
        except (psycopg.Error, PoolTimeout, PoolClosed) as error:
            if isinstance(error, psycopg.OperationalError):
                await self._replace_dead()
            raise NotStored(failed) from error

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Connection]:
        """The same for what is to be stored."""
        async with self.connection(NOT_STORED) as db:
            yield db

    async def close(self) -> None:
        """Let go of them."""
        if self._opened:
            await self._pool.close()

    async def _replace_dead(self) -> None:
        """Look at those that nobody uses: after a restart of the database all are dead at once."""
        try:
            await self._pool.check()
        except (psycopg.Error, PoolTimeout, PoolClosed) as error:
            logger.debug("The connections could not be looked at (%s).", error)
