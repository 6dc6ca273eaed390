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
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from app.__main__ import main
from sessions import text
from sessions.deciding import Batch
from sessions.facts import Record
from sessions.ideas import IdeaSubmitted
from sessions.session import Session
from sessions.state import Decision

LOG: Any = import_module("sessions.log_sqlite")
SQL: Any = import_module("sessions.log_statements")
SENDING: Any = import_module("participant.sending")

_in_transaction = LOG.in_transaction
_store = Session._store
_do = Session.do


def hold_up(path: Path, seconds: float) -> None:
    """Let transactions wait before they commit: so long, and then while the file is there."""
    inside = path.with_name(f"{path.name}.inside")

    def slow(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], Any]) -> Any:
        def worked(db: sqlite3.Connection) -> Any:
            result = work(db)
            time.sleep(seconds)
            while path.exists():
                inside.touch()
                time.sleep(0.01)
            return result

        return _in_transaction(db, worked)

    LOG.in_transaction = slow


def hold_up_in_database(path: Path, seconds: float) -> None:
    """The same, where the log is a database."""
    inside = path.with_name(f"{path.name}.inside")

    async def append(self: Any, session: str, records: Sequence[Record]) -> bool:
        async with self._pool.writing() as db, db.transaction():
            added = await db.execute(SQL.APPEND, SQL.columns(session, records))
            await asyncio.sleep(seconds)
            while path.exists():  # noqa: ASYNC240 - a moment each
                inside.touch()
                await asyncio.sleep(0.01)
        self._hints.tell(session)
        return bool(added.rowcount)

    import_module("sessions.log_postgres").PostgresLog.append = append


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


BREAK: dict[str, Callable[[], None]] = {
    "": lambda: None,
    "no dedupe": break_dedupe,
    "answer before commit": lambda: do_before_commit(answer),
    "fold before commit": lambda: do_before_commit(fold),
    "wake before commit": lambda: do_before_commit(wake),
}

if __name__ == "__main__":
    hold = hold_up_in_database if os.environ.get("FLIPCHART_DATABASE") else hold_up
    hold(Path(os.environ["HOLD"]), float(os.environ.get("SLOW", "0")))
    BREAK[os.environ.get("MUTANT", "")]()
    main()
