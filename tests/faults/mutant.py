"""Runs Flipchart with commits that can be held up, and with one promise broken if asked for.

`HOLD` in the environment names a file: while it is there, a commit of facts says so by making
`HOLD.inside` and waits before it is done. `SLOW` is how many seconds each commit takes anyway, so
that ideas come together meanwhile. `MUTANT` names what is broken.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from app import serving
from app.__main__ import main
from sessions import text
from sessions.deciding import Batch
from sessions.ideas import IdeaSubmitted
from sessions.log_pool import Connection, Pool
from sessions.session import Session
from sessions.state import Decision

LOG: Any = import_module("sessions.log_sqlite")
POOL: Any = import_module("sessions.log_pool")
SENDING: Any = import_module("participant.sending")

_in_transaction = LOG.in_transaction
_writing = Pool.writing
_store = Session._store
_do = Session.do


def hold_up(path: Path, seconds: float) -> None:
    """Let transactions wait before they commit: so long, and then while the file is there."""

    def slow(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], Any]) -> Any:
        def worked(db: sqlite3.Connection) -> Any:
            result = work(db)
            wait(path, seconds)
            return result

        return _in_transaction(db, worked)

    LOG.in_transaction = slow


def hold_up_postgres(path: Path, seconds: float) -> None:
    """The same for transactions of PostgreSQL that have written something."""

    @asynccontextmanager
    async def slow(self: Pool) -> AsyncIterator[Connection]:
        async with _writing(self) as db, db.transaction():
            yield db
            wrote = await db.execute("SELECT WHERE pg_current_xact_id_if_assigned() IS NOT NULL")
            if wrote.rowcount:
                await asyncio.to_thread(wait, path, seconds)

    Pool.writing = slow  # type: ignore[method-assign]


def wait(path: Path, seconds: float) -> None:
    """Wait inside a commit."""
    time.sleep(seconds)
    while path.exists():
        path.with_name(f"{path.name}.inside").touch()
        time.sleep(0.01)


def break_dedupe() -> None:
    """Take every idea as new, and let the log take a name twice."""

    def submit(_participant: str, id: str, sheet: str, words: str) -> Decision:
        return lambda _state, _now: [IdeaSubmitted(id, sheet, text.clean(words))]

    async def do(self: Session, decision: Decision, by: str, **_once: str | None) -> Any:
        return await _do(self, decision, by=by)

    SENDING.submit = submit
    Session.do = do  # type: ignore[assignment, method-assign]


def do_before_commit(act: Callable[[Session, Batch], None]) -> None:
    """Do something that has to come after the commit before it."""

    async def store(self: Session, batch: Batch) -> bool:
        act(self, batch)
        return await _store(self, batch)

    Session._store = store  # type: ignore[method-assign]


def answer(_session: Session, batch: Batch) -> None:
    """Tell the senders that it is stored."""
    batch.answer_all()


def fold(session: Session, batch: Batch) -> None:
    """Let whoever looks at the session now see it."""
    session.state = batch.change.state


def wake(session: Session, batch: Batch) -> None:
    """Let whoever watches see it."""
    for watcher in session._watchers:
        watcher.put_nowait(batch.change)


def answer_before_the_disk() -> None:
    """Have PostgreSQL say that a commit is done before it is on its disk."""
    settings = {**dict(POOL._SETTINGS), "synchronous_commit": "off"}
    POOL._SETTINGS = tuple(settings.items())


BREAK: dict[str, Callable[[], None]] = {
    "": lambda: None,
    "no dedupe": break_dedupe,
    "answer before the disk": answer_before_the_disk,
    "answer before commit": lambda: do_before_commit(answer),
    "fold before commit": lambda: do_before_commit(fold),
    "wake before commit": lambda: do_before_commit(wake),
}

if __name__ == "__main__":
    serving.LAST_ANSWERS = 60  # a test lets go of a commit, on a busy machine not at once
    held = Path(os.environ["HOLD"]), float(os.environ.get("SLOW", "0"))
    hold_up(*held)
    hold_up_postgres(*held)
    BREAK[os.environ.get("MUTANT", "")]()
    main()
