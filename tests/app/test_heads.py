"""What a connection may send before its headers are there, on real connections."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing
from http.client import HTTPConnection
from socket import create_connection, socket

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.server import ServerState

from app import heads
from tests.server import Server, running_server

HEAD = (
    b"POST /c/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)
MEGABYTE = b"x" * 1_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("heads") / "data") as server:
        yield server


def connection(server: Server) -> socket:
    return create_connection(("localhost", server.port), timeout=20)


def flood(wire: socket, with_: bytes) -> None:
    """Send fifty times. Raises ConnectionError once the server has cut it off."""
    for _ in range(50):
        wire.sendall(with_)


@pytest.mark.parametrize(
    "begin",
    [
        b"GET /",
        b"GET /?code=",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nX: ",
    ],
)
def test_headers_without_end_are_cut_off(server: Server, begin: bytes) -> None:
    with closing(connection(server)) as wire:
        wire.sendall(begin)
        with pytest.raises(ConnectionError):
            flood(wire, MEGABYTE)


def test_many_short_headers_are_cut_off_as_well(server: Server) -> None:
    with closing(connection(server)) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        with pytest.raises(ConnectionError):
            flood(wire, b"X: x\r\n" * 100_000)


def test_headers_that_end_in_time_are_answered_and_bodies_are_not_counted(server: Server) -> None:
    wire = HTTPConnection("localhost", server.port, timeout=20)
    for _ in range(3):
        wire.request("POST", "/c/key", b"key=" + b"x" * 60_000, {"X": "x" * 30_000})
        with wire.getresponse() as answer:
            assert answer.status == 403
            answer.read()
    wire.close()


def test_fifty_slow_bodies_hold_up_nobody(server: Server) -> None:
    with ExitStack() as slow:
        wires = [slow.enter_context(closing(connection(server))) for _ in range(50)]
        for wire in wires:
            wire.sendall(HEAD + b"x")
        for wire in wires:
            wire.sendall(b"x")
        other = HTTPConnection("localhost", server.port, timeout=20)
        other.request("GET", "/")
        with other.getresponse() as answer:
            assert answer.status == 200
        other.close()
        for wire in wires:
            wire.sendall(b"x" * 998)
            assert wire.recv(100).startswith(b"HTTP/1.1 403")


@asynccontextmanager
async def impatient(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """A server in this process that waits but a moment; gives its port."""
    monkeypatch.setattr(heads, "PATIENCE", 0.2)
    config = uvicorn.Config(PlainTextResponse("answered"), http=heads.Heads, lifespan="off")
    config.load()

    def protocol() -> heads.Heads:
        return heads.Heads(config, ServerState(), {})

    listening = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1]


@pytest.mark.anyio
@pytest.mark.parametrize("begin", [b"", b"G", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "])
async def test_headers_that_take_too_long_are_waited_for_no_more(
    monkeypatch: pytest.MonkeyPatch, begin: bytes
) -> None:
    async with impatient(monkeypatch) as port, asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begin)
        assert await reader.read() == b""
        writer.close()


@pytest.mark.anyio
async def test_between_two_requests_a_connection_may_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    async with impatient(monkeypatch) as port, asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):
            writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert (await reader.readuntil(b"answered")).startswith(b"HTTP/1.1 200")
            await asyncio.sleep(0.3)  # longer than it is patient: that is the point
        writer.write(b"G")
        assert await reader.read() == b""
        writer.close()
