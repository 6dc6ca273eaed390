"""Facts a second through the log in PostgreSQL, from two processes over ten sessions."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from statistics import median
from typing import Any

from bench.figures import figure, heading
from bench.live.processes import shares
from sessions import sheets
from sessions.facts import Record
from sessions.ideas import IdeaSubmitted
from sessions.log_postgres import PostgresLog
from sessions.plan_file import parse
from sessions.registry import Registry
from sessions.session import Session
from sessions.submitting import submit
from tests.postgres import Postgres, cluster
from tests.server import ROOT, environment

SESSIONS, CALLERS = 10, 20
"""Sessions, and who sends ideas to each of them at each process, one after another."""

ROUNDS, SECONDS = 5, 5.0
PLAN = ROOT / "sessions" / "plans" / "who-we-are.md"


def measure() -> None:
    """Print facts a second, both ways in turn."""
    heading(f"The log: two processes, {SESSIONS} sessions, {ROUNDS} rounds of {SECONDS:.0f} s")
    print(
        f"  decided: {CALLERS} senders at each process to each session, one decision after\n"
        "  another, stored as the sessions' writers do, a commit for all that came in meanwhile;\n"
        "  apart: each process adds to five sessions of its own, one fact a commit."
    )
    found: dict[str, list[float]] = {"decided": [], "apart": []}
    with cluster() as postgres:
        for turn in range(ROUNDS):
            for way in list(found) if turn % 2 == 0 else reversed(found):
                found[way].append(_once(postgres, way, turn + 1))
    for way, rates in found.items():
        each = ", ".join(f"{rate:,.0f}" for rate in rates)
        aim = "at least 2,000" if way == "decided" else "–"
        figure(f"facts a second, {way}", f"{median(rates):,.0f} ({each})", aim)


def _once(postgres: Postgres, way: str, turn: int) -> float:
    """Have both processes do their part at the same time; facts a second of both together."""
    address = postgres.database()
    codes = asyncio.run(_opened(address))
    assert postgres.process is not None
    processes = [_start(way, address, codes, number) for number in range(2)]
    for one in processes:
        assert one.stdout is not None
        one.stdout.readline()
    programs = {f"process {n}": one.pid for n, one in enumerate(processes, 1)}
    programs["PostgreSQL"] = postgres.process.pid
    before = shares(programs)
    for one in processes:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [json.loads(one.stdout.readline()) for one in processes if one.stdout is not None]
    spent = shares(programs) - before
    for one in processes:
        one.communicate("")
    facts = sum(one["facts"] for one in said)
    commits = sum(one["commits"] for one in said)
    print(
        f"  {turn} {way}: {facts / SECONDS:,.0f} facts, {commits / SECONDS:,.0f} commits a second, "
        f"{sum(one['again'] for one in said) / SECONDS:,.0f} decided again; {spent.line()}",
        flush=True,
    )
    return float(facts / SECONDS)


async def _opened(address: str) -> list[str]:
    """The codes of ten sessions with an open sheet."""
    log = PostgresLog(address)
    registry = Registry(log, time.time)
    plan = parse(PLAN.read_text("utf-8")).plan
    assert plan is not None
    opened = [await registry.open(plan) for _ in range(SESSIONS)]
    for one in opened:
        await one.do(sheets.open_sheet("external"))
    codes = [one.code for one in opened]
    await registry.close()
    await log.close()
    return codes


def _start(way: str, address: str, codes: Sequence[str], number: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bench.appending", way, str(number), address, *codes],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


class Counting(PostgresLog):
    """Counts what is added, and how often others came first."""

    facts = commits = again = 0

    async def append(
        self, session: str, records: Sequence[Record], meanwhile: Callable[[], None] | None = None
    ) -> bool:
        """See Log."""
        added = await super().append(session, records, meanwhile)
        self.commits += added
        self.again += not added
        self.facts += len(records) * added
        return added


async def _work(way: str, number: int, address: str, codes: Sequence[str]) -> None:
    """Be one of the two processes."""
    log = Counting(address)
    registry = Registry(log, time.time)
    following = asyncio.create_task(registry.follow(lambda _session: None, _gone))
    opened = [await registry.find(code) for code in codes]
    those = [one for one in opened if one is not None]
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    until = time.perf_counter() + SECONDS
    if way == "decided":
        callers = ((one, f"{number}-{n}") for one in those for n in range(CALLERS))
        work = [_decide(one, name, lambda: time.perf_counter() < until) for one, name in callers]
    else:
        mine = those[number::2]
        work = [_append(log, one, lambda: time.perf_counter() < until) for one in mine]
    await _all(work)
    print(json.dumps({"facts": log.facts, "commits": log.commits, "again": log.again}), flush=True)
    following.cancel()
    await registry.close()
    await log.close()


async def _all(work: Sequence[Coroutine[Any, Any, None]]) -> None:
    await asyncio.gather(*work)


async def _decide(session: Session, name: str, goes_on: Callable[[], bool]) -> None:
    number = 0
    while goes_on():
        id = f"{name}-{number}"
        await session.do(submit(name, id, "external", f"Idea {id}"), by=name, once=id)
        number += 1


async def _append(log: Counting, session: Session, goes_on: Callable[[], bool]) -> None:
    number = session.state.number
    while goes_on():
        number += 1
        fact = IdeaSubmitted(f"id-{number}", "external", f"Idea {number}")
        await log.append(session.id, [Record(number, time.time(), "ann", number, None, fact)])


async def _gone(_id: str) -> None:
    """Nothing is deleted here."""


if __name__ == "__main__":
    asked, which, where, *rest = sys.argv[1:]
    asyncio.run(_work(asked, int(which), where, rest))
