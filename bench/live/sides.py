"""The servers that are measured beside each other, and how one watches and sends there."""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

import httpx
import msgspec

from bench.client import open_session
from bench.live.cores import SERVER, on_core
from tests.server import ROOT, Server, environment, running_server
from tests.workshop import Workshop, facilitator

_UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


@dataclass(slots=True)
class Place:
    """One room, on one server or on several: where one watches, where one posts, and how.

    Phones and posts go to the ports in turn. `cookie` is the name of a participant's cookie, empty
    where there is none, `facilitator` is a whole one, `headers` are further lines of every
    request. `idea` makes the body of a post, and its type.
    """

    screens: int
    phones: tuple[int, ...]
    posts: tuple[int, ...]
    pids: tuple[int, ...]
    screen_path: str = "/live"
    phone_path: str = "/live"
    console_path: str = ""
    post_path: str = "/ideas"
    cookie: str = ""
    facilitator: str = ""
    greeted: bool = False
    idea: Callable[[str, str], tuple[str, bytes]] = lambda _sheet, _text: ("", b"")
    sheet: str = "external"
    headers: str = ""
    server: Server | None = None
    workshop: Workshop | None = None

    def watching(self, path: str, port: int, cookie: str = "") -> bytes:
        """The request for a socket."""
        return f"GET {path} HTTP/1.1\r\n{self._head(port, cookie)}{_UPGRADE}".encode()

    def posting(self, port: int, cookie: str, text: str) -> bytes:
        """The request that sends an idea, for the sheet that is asked for just now."""
        kind, body = self.idea(self.sheet, text)
        head = (
            f"POST {self.post_path} HTTP/1.1\r\n{self._head(port, cookie)}"
            f"Accept: application/json\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        )
        return f"{head}\r\n".encode() + body

    def pressing(self, path: str, port: int) -> bytes:
        """The request that presses a control of the console."""
        head = f"POST {path} HTTP/1.1\r\n{self._head(port, self.facilitator)}"
        return f"{head}Accept: application/json\r\nContent-Length: 0\r\n\r\n".encode()

    def stranger(self) -> str:
        """A cookie as somebody has it who just opened the phone's page."""
        return f"{self.cookie}={secrets.token_urlsafe(16)}" if self.cookie else ""

    def _head(self, port: int, cookie: str) -> str:
        cookies = f"Cookie: {cookie}\r\n" if cookie else ""
        return f"Host: localhost:{port}\r\n{cookies}{self.headers}"


Side = Callable[[], AbstractContextManager[Place]]
"""Starts a server of its own and opens a room there, for as long as the block lasts."""


@contextmanager
def ours(env: Mapping[str, str] | None = None) -> Iterator[Place]:
    """Flipchart, as the command serves it, with a session of the built-in workshop."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        with on_core(SERVER):
            server = stack.enter_context(running_server(Path(folder) / "data", env=env))
        yield place(server)


def place(server: Server, *others: Server) -> Place:
    """A new session: its projector at the first server, phones and posts at all of them in turn."""
    workshop = open_session(server)
    code, servers = workshop.code, (server, *others)
    with facilitator(server, workshop) as console:
        held = "; ".join(f"{name}={value}" for name, value in console.cookies.items())
    cookie = httpx.get(f"{server.url}/j/{code}").headers["set-cookie"].partition("=")[0]
    ports = tuple(one.port for one in servers)
    return Place(
        screens=server.port,
        phones=ports,
        posts=ports,
        pids=tuple(one.process.pid for one in servers),
        screen_path=f"/p/{code}/live",
        phone_path=f"/j/{code}/live",
        console_path=f"/c/{code}/live",
        post_path=f"/j/{code}/ideas",
        cookie=cookie,
        facilitator=held,
        greeted=True,
        idea=_form,
        server=server,
        workshop=workshop,
    )


@contextmanager
def plain() -> Iterator[Place]:
    """`bench/plain.py`."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _started("bench.plain", f"{folder}/plain.db") as process,
    ):
        port = _port(process)
        yield Place(port, (port,), (port,), (process.pid,), idea=_json)


@contextmanager
def floor() -> Iterator[Place]:
    """`bench/floor.py`: ideas go over the phones' sockets."""
    with _started("bench.floor") as process:
        port = _port(process)
        yield Place(port, (port,), (), (process.pid,))


@contextmanager
def sends(clients: int) -> Iterator[tuple[int, Callable[[], float]]]:
    """The other half of `bench/floor.py`: its port, and what a send cost in the end, in µs."""
    with _started("bench.floor", "sends", str(clients)) as process:
        said = process.stdout
        assert said is not None
        yield _port(process), lambda: float(said.readline())


@contextmanager
def _started(*command: str) -> Iterator[subprocess.Popen[str]]:
    with on_core(SERVER):
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def _form(sheet: str, text: str) -> tuple[str, bytes]:
    body = f"id={secrets.token_urlsafe(16)}&sheet={sheet}&text={quote_plus(text)}"
    return "application/x-www-form-urlencoded", body.encode()


def _json(sheet: str, text: str) -> tuple[str, bytes]:
    idea = {"id": secrets.token_urlsafe(16), "sheet": sheet, "text": text}
    return "application/json", msgspec.json.encode(idea)
