"""The bad network is as bad as it says, and always in the same way."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

import pytest

from tests.faults.proxy import FAULTS, LATER, Fault, Proxy, bad_network, fault

pytestmark = pytest.mark.anyio

SEED = 1
MUCH = b"x" * 100_000


@dataclass(slots=True)
class Listener:
    """A server that says back what it hears, and what came on each of its connections."""

    heard: list[bytearray] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        mine = bytearray()
        self.heard.append(mine)
        with suppress(OSError):
            while piece := await reader.read(65536):
                async with self.news:
                    mine += piece
                    self.news.notify_all()
                writer.write(piece)
                await writer.drain()
        writer.transport.abort()


@asynccontextmanager
async def network() -> AsyncIterator[tuple[Listener, Proxy]]:
    listener = Listener()
    server = await asyncio.start_server(listener.answer, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    async with server, bad_network(port, SEED) as proxy:
        yield listener, proxy


def first(fits: Callable[[int], bool]) -> int:
    return next(number for number in count(1) if fits(number))


async def call(proxy: Proxy, said: bytes) -> bytes:
    """All that is heard until as much came back as was said, or the connection is cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    heard = bytearray()
    with suppress(OSError):
        writer.write(said)
        while len(heard) < len(said) and (piece := await reader.read(65536)):
            heard += piece
    writer.transport.abort()
    return bytes(heard)


def test_the_nth_connection_of_a_seed_always_meets_the_same_fault() -> None:
    numbers = range(1, 200)
    assert [fault(SEED, n) for n in numbers] == [fault(SEED, n) for n in numbers]
    assert [fault(SEED, n) for n in numbers] != [fault(SEED + 1, n) for n in numbers]
    assert {fault(SEED, n).kind for n in numbers} == FAULTS.keys()


@pytest.mark.parametrize("kind", ["fair", "slow"])
async def test_what_is_only_late_comes_through_whole(kind: str) -> None:
    async with network() as (_, proxy):
        proxy.connections = first(lambda n: fault(SEED, n).kind == kind) - 1
        assert await call(proxy, b"An idea") == b"An idea"


@pytest.mark.parametrize("kind", ["cut", "black hole"])
@pytest.mark.parametrize("upwards", [True, False])
async def test_so_many_bytes_come_through_and_no_more(kind: str, upwards: bool) -> None:
    def fits(one: Fault) -> bool:
        return one.kind == kind and one.upwards == upwards

    async with network() as (listener, proxy):
        number = first(lambda n: fits(fault(SEED, n)))
        proxy.connections = number - 1
        heard = await call(proxy, MUCH)
        came = listener.heard[0] if upwards else heard
        assert len(came) == fault(SEED, number).after
        assert proxy.struck == {kind: 1, "twice": 0}


async def test_what_goes_twice_is_heard_on_two_connections_and_answered_once() -> None:
    async with network() as (listener, proxy):
        proxy.connections = first(lambda n: fault(SEED, n).kind == "twice") - 1
        assert await call(proxy, b"An idea") == b"An idea"
        assert listener.heard == [b"An idea", b"An idea"]


async def test_what_is_held_back_arrives_after_what_came_later_though_its_sender_has_gone() -> None:
    def fits(number: int) -> bool:
        kinds = [fault(SEED, number + n).kind for n in range(LATER + 1)]
        return kinds == ["held back"] + LATER * ["fair"] and fault(SEED, number).seconds > 1

    async with network() as (listener, proxy):
        proxy.connections = first(fits) - 1
        _, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(b"First")
        writer.close()
        await writer.wait_closed()
        for _ in range(LATER):
            assert await call(proxy, b"Later") == b"Later"
        async with asyncio.timeout(20), listener.news:
            await listener.news.wait_for(lambda: b"First" in listener.heard)
        assert listener.heard.index(bytearray(b"First")) >= LATER - 1
