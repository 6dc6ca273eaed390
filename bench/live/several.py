"""Several sessions on two servers with one database, and ideas that come to all of them on time."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.live.alarm import Alarm
from bench.live.load import PATIENCE
from bench.live.posting import Lines
from bench.live.processes import Shares, shares
from bench.live.room import Room, filled
from bench.live.sides import Place, place
from tests.faults.laptop import FREE
from tests.postgres import cluster
from tests.server import Server, running_server

AT_A_TIME = 4
"""Rooms that are filled at a time."""

LINES = 64
"""Connections to each server over which all post, as many as the nginx of the documents keeps."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """Two servers with one database; `programs` has their processes and PostgreSQL's, by name."""

    servers: tuple[Server, Server]
    programs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Session:
    """A room, and the same to post at its projector's server alone, and at the other alone."""

    here: Room
    across: Room


@dataclass(slots=True)
class Spread:
    """What became of the ideas: seconds from when each was due, until it was on the projector.

    `here` are those posted where the projector is, `across` the others. `late` is the driver's.
    """

    ideas: int
    here: list[float] = field(default_factory=list)
    across: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    shares: Shares | None = None
    all_answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def delivered(self) -> float:
        """The share of ideas that the projectors showed."""
        return (len(self.here) + len(self.across)) / self.ideas


@contextmanager
def two_servers() -> Iterator[Hosts]:
    """Both, on any core, with a PostgreSQL of their own."""
    with tempfile.TemporaryDirectory() as folder, cluster() as postgres, ExitStack() as ending:
        env = {
            **FREE,
            "FLIPCHART_DATABASE": postgres.database(),
            "FLIPCHART_SECRET": secrets.token_hex(32),
        }
        one, other = (
            ending.enter_context(running_server(Path(folder) / name, env=env))
            for name in ("one", "other")
        )
        assert postgres.process is not None
        programs = {
            "one": one.process.pid,
            "other": other.process.pid,
            "PostgreSQL": postgres.process.pid,
        }
        yield Hosts((one, other), programs)


@asynccontextmanager
async def sessions(hosts: Hosts, count: int, phones: int) -> AsyncIterator[list[Session]]:
    """So many sessions, each with a projector, a console and phones: half have it at either."""
    gate = asyncio.Semaphore(AT_A_TIME)
    places = [
        await asyncio.to_thread(place, *hosts.servers[:: 1 if turn % 2 == 0 else -1])
        for turn in range(count)
    ]
    async with AsyncExitStack() as ending:

        async def fill(where: Place) -> Room:
            async with gate:
                return await ending.enter_async_context(filled(where, phones, lines=0))

        rooms = await asyncio.gather(*map(fill, places))
        lines = {server.port: Lines((server.port,), LINES) for server in hosts.servers}
        for some in lines.values():
            await some.open()
            ending.push_async_callback(some.close)
        yield [
            Session(*(replace(room, lines=lines[port]) for port in room.place.posts))
            for room in rooms
        ]


async def send_to_all(
    hosts: Hosts, those: Sequence[Session], offsets: Sequence[float], first: int
) -> Spread:
    """Send an idea at each of these instants, to the sessions in turn, numbered from `first`."""
    spread = Spread(len(offsets))
    begin = time.perf_counter() + 0.05
    due = [begin + offset for offset in offsets]
    before = shares(hosts.programs)

    def ring(n: int) -> None:
        def answered(status: int, at: float) -> None:
            spread.statuses[status] += 1
            spread.answered.append(at - due[n])
            if len(spread.answered) == spread.ideas:
                spread.all_answered.set()

        session, number, is_here = _whose(those, n, first)
        (session.here if is_here else session.across).send(number, answered)

    await Alarm(due, ring, spread.late).run()
    spread.shares = shares(hosts.programs) - before
    await _until_there(those, spread, first)
    for n, at in enumerate(due):
        session, number, is_here = _whose(those, n, first)
        shown = session.here.screen.arrived.get(number)
        if shown is not None:
            (spread.here if is_here else spread.across).append(shown - at)
    spread.lost = [lost for one in those for lost in one.here.lost]
    return spread


def _whose(those: Sequence[Session], n: int, first: int) -> tuple[Session, int, bool]:
    """The session of the n-th idea, its number there, and whether its projector's server has it."""
    number = first + n // len(those)
    phones = len(those[0].here.phones)
    return those[n % len(those)], number, (number + number // phones) % 2 == 0


async def _until_there(those: Sequence[Session], spread: Spread, first: int) -> None:
    """Wait until the last ones are shown and answered, or nothing more can be hoped for."""
    counts = Counter(n % len(those) for n in range(spread.ideas))
    shown = (
        one.here.screen.shows(first + counts[turn], PATIENCE) for turn, one in enumerate(those)
    )
    await asyncio.gather(*shown)
    with suppress(TimeoutError):
        await asyncio.wait_for(spread.all_answered.wait(), PATIENCE)
