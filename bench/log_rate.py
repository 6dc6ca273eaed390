"""How many facts a second both engines of the log take, through the log itself, and at what CPU.

Ten sessions append at the same time, each as soon as its last facts are on disk; rounds of the two
engines take turns. No server, no fold: what is left is encoding, the driver, and the commit.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from bench.figures import figure, heading
from bench.thousand import cpu_seconds
from sessions.facts import FACILITATOR, Record
from sessions.ideas import IdeaSubmitted
from sessions.log import Entry, Log
from sessions.log_postgres import PostgresLog
from sessions.log_sqlite import SqliteLog
from sessions.opening import SessionOpened
from tests.postgres import Postgres, cluster

ROUNDS, SESSIONS, APPENDS = 7, 10, 60
BATCHES = (1, 5)
"""Facts that are appended as one."""

AIM = 2000
"""Facts a second with PostgreSQL."""


def main() -> None:
    """Measure and print."""
    heading(f"Facts through the log: {SESSIONS} sessions, medians of {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as folder, cluster() as postgres:
        asyncio.run(_measure(Path(folder), postgres))


async def _measure(folder: Path, postgres: Postgres) -> None:
    logs: dict[str, Log] = {
        "SQLite": SqliteLog(folder / "flipchart.db"),
        "PostgreSQL": PostgresLog(postgres.database()),
    }
    for batch in BATCHES:
        found: dict[str, list[float]] = {name: [] for name in logs}
        cpu = 0.0
        for at in range(ROUNDS):
            for name, log in logs.items():
                before = _cpu(postgres)
                found[name].append(await _round(log, f"{batch}-{at}", batch))
                cpu += _cpu(postgres) - before if name == "PostgreSQL" else 0
        rate = {name: statistics.median(some) for name, some in found.items()}
        ratio = statistics.median(there / here for here, there in zip(*found.values(), strict=True))
        facts = ROUNDS * SESSIONS * APPENDS * batch
        print(f"  {batch} at a time: SQLite {rate['SQLite']:,.0f} a second, ratio {ratio:.2f}")
        aim = f"at least {AIM:,}"
        figure(f"{batch} at a time, PostgreSQL", f"{rate['PostgreSQL']:,.0f} a second", aim)
        print(f"  CPU of a fact, in this process and all of PostgreSQL: {cpu / facts * 1e6:.0f} µs")
    for log in logs.values():
        await log.close()


async def _round(log: Log, name: str, batch: int) -> float:
    """Facts a second that one round takes."""
    ids = [f"{name}-{session}" for session in range(SESSIONS)]
    opened = Record(1, 0, FACILITATOR, 1, None, SessionOpened("# A plan", 0))
    for number, id in enumerate(ids):
        await log.create(Entry(id, f"{name}-{number}", "A plan", 0), opened)
    began = time.perf_counter()
    await asyncio.gather(*(_append_all(log, id, batch) for id in ids))
    return SESSIONS * APPENDS * batch / (time.perf_counter() - began)


async def _append_all(log: Log, session: str, batch: int) -> None:
    for first in range(2, 2 + APPENDS * batch, batch):
        assert await log.append(session, [_idea(number) for number in range(first, first + batch)])


def _idea(number: int) -> Record:
    sent = IdeaSubmitted(f"idea-{number:016}", "external", "People who buy from us every week")
    return Record(number, number, "p" * 32, number, None, sent)


def _cpu(postgres: Postgres) -> float:
    """CPU seconds of this process and all of PostgreSQL, one that has ended meanwhile left out."""
    assert postgres.process is not None
    return sum(map(_spent, ("self", *_with_children(postgres.process.pid))))


def _with_children(pid: int) -> Iterable[str]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    return (str(pid), *children)


def _spent(pid: str) -> float:
    try:
        return cpu_seconds(pid)
    except OSError:
        return 0.0
