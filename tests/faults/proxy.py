"""A bad network on loopback: one seed, and the n-th connection always meets the same fault."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

FAULTS = {
    # what becomes of a connection: how often, in parts of 20
    "fair": 7,
    "cut": 4,  # after some bytes, be it in mid-frame
    "slow": 2,  # each piece is late
    "black hole": 3,  # after some bytes nothing more comes through, and nobody is told
    "twice": 2,  # the server is sent everything twice, on two connections
    "held back": 2,  # later ones overtake it, and it arrives even if its sender gave up
}
LATER = 3
"""Connections that overtake one that is held back, unless they take too long to come."""

LONGEST = 1.5
"""Seconds for which nothing is heard of a connection in a black hole or held back."""

LATE = 0.1
"""Seconds of a slow connection's longest delay; there is one for each piece of what it carries."""

AN_ANSWER = 0.5
"""Seconds in which what arrived after its sender gave up can still be answered."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What becomes of one connection: which way, after how many bytes, for how many seconds."""

    kind: str
    upwards: bool
    after: int
    seconds: float


def fault(seed: int, number: int) -> Fault:
    """The fault of the connection that came in as this number, from 1."""
    dice = random.Random(f"{seed} {number}")
    (kind,) = dice.choices(list(FAULTS), list(FAULTS.values()))
    seconds = dice.uniform(0, LATE if kind == "slow" else LONGEST)
    return Fault(kind, dice.random() < 0.5, int(10 ** dice.uniform(0, 4.5)), seconds)


class CutError(OSError):
    """Raised where a fault ends a connection."""


@dataclass(slots=True)
class Proxy:
    """A network in front of a server's port. `struck` counts the faults that came to pass."""

    server_port: int
    seed: int
    port: int = 0
    connections: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    _held: dict[int, asyncio.Event] = field(default_factory=dict)
    _carried: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://localhost:{self.port}"

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one more connection."""
        self.connections += 1
        for number, held in self._held.items():
            if self.connections >= number + LATER:
                held.set()
        task = asyncio.create_task(self._carry(self.connections, reader, writer))
        self._carried.add(task)
        task.add_done_callback(self._carried.discard)

    async def close(self) -> None:
        """Cut everything."""
        for task in self._carried:
            task.cancel()
        await asyncio.gather(*self._carried, return_exceptions=True)

    async def _carry(
        self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        met, opened = fault(self.seed, number), [writer]
        try:
            if met.kind == "held back":
                await self._hold(number, met)
            ups = []
            for _ in range(2 if met.kind == "twice" else 1):
                ups.append(await asyncio.open_connection("127.0.0.1", self.server_port))
                opened.append(ups[-1][1])
            self.struck["twice"] += met.kind == "twice"
            await self._both_ways(met, reader, writer, ups)
        except OSError:
            pass
        finally:
            for one in opened:
                one.transport.abort()

    async def _hold(self, number: int, met: Fault) -> None:
        """Wait until later connections have gone before, or for as long as one waits at most."""
        self._held[number] = asyncio.Event()
        with suppress(TimeoutError):
            async with asyncio.timeout(met.seconds):
                await self._held[number].wait()
                self.struck["held back"] += 1
        del self._held[number]

    async def _both_ways(
        self,
        met: Fault,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        ups: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]],
    ) -> None:
        """Carry bytes until the server or a fault ends it, and a little longer than the client."""
        upwards = self._pass(met if met.upwards else None, reader, [up for _, up in ups])
        (first, _), *more = ups
        down = self._pass(None if met.upwards else met, first, [writer])
        unheard = [self._pass(None, answer, []) for answer, _ in more]
        sending = asyncio.create_task(upwards)
        hearing = [asyncio.create_task(one) for one in (down, *unheard)]
        try:
            await asyncio.wait({sending, hearing[0]}, return_when=asyncio.FIRST_COMPLETED)
            if not hearing[0].done() and sending.exception() is None:
                await asyncio.wait(hearing, timeout=AN_ANSWER)
        finally:
            for task in (sending, *hearing):
                task.cancel()
            await asyncio.gather(sending, *hearing, return_exceptions=True)

    async def _pass(
        self, met: Fault | None, source: asyncio.StreamReader, sinks: list[asyncio.StreamWriter]
    ) -> None:
        """Bytes from one side to the other, as far as the fault of this way lets them."""
        passed = 0
        while piece := await source.read(65536):
            ends = met and met.kind in ("cut", "black hole") and passed + len(piece) > met.after
            through = piece[: met.after - passed] if met and ends else piece
            if met and met.kind == "slow":
                self.struck["slow"] += not passed
                await asyncio.sleep(met.seconds)
            for sink in sinks:
                sink.write(through)
                await sink.drain()
            passed += len(through)
            if met and ends:
                self.struck[met.kind] += 1
                await asyncio.sleep(met.seconds if met.kind == "black hole" else 0)
                raise CutError


@asynccontextmanager
async def bad_network(server_port: int, seed: int) -> AsyncIterator[Proxy]:
    """A proxy in front of a port of this machine, whether or not anything listens there."""
    proxy = Proxy(server_port, seed)
    listening = await asyncio.start_server(proxy.take, "127.0.0.1")
    proxy.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield proxy
        await proxy.close()
