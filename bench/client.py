"""Phones and projectors as the benchmarks drive them: real sockets on loopback, little overhead."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import quote_plus

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.server import Server
from tests.workshop import Workshop, facilitator, open_workshop, press

TEXT = re.compile(r"(?:mark|idea)-\d+")


@dataclass(slots=True)
class Phone:
    """A participant: a cookie, a live socket, and one HTTP connection that is kept open."""

    port: int
    code: str
    cookie: str
    socket: ClientConnection
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, text: str, sheet: str = "external") -> int:
        """Send an idea; the status."""
        return await self.post(
            "ideas", f"id={secrets.token_urlsafe(16)}&sheet={sheet}&text={quote_plus(text)}"
        )

    async def post(self, path: str, form: str) -> int:
        """Send a form over HTTP, on a new connection where the last one was closed; the status."""
        if self.reader.at_eof():
            self.reader, self.writer = await asyncio.open_connection("localhost", self.port)
        body = form.encode()
        head = (
            f"POST /j/{self.code}/{path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
            f"Cookie: {self.cookie}\r\nAccept: application/json\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", answer, re.IGNORECASE)
        await self.reader.readexactly(int(length[1]) if length else 0)
        return int(answer[9:12])


@dataclass(slots=True)
class Screen:
    """A projector that notes when each marked idea first arrived, in order."""

    socket: ClientConnection
    arrived: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    twice: int = 0

    async def watch(self) -> None:
        """Read frames until the socket is closed."""
        async for frame in self.socket:
            at = time.perf_counter()
            lists = json.loads(frame).get("lists", {})
            for line in (line for lines in lists.values() for line in lines.values() if line):
                for mark in TEXT.findall(line)[:1]:
                    self.twice += mark in self.arrived
                    self.arrived.setdefault(mark, at)
                    self.sizes.setdefault(mark, len(frame))
            self.news.set()

    async def wait_for(self, count: int, seconds: float) -> None:
        """Return once so many ideas have arrived. TimeoutError if they don't."""
        async with asyncio.timeout(seconds):
            while len(self.arrived) < count:
                self.news.clear()
                await self.news.wait()


def open_session(server: Server, sheet: str = "external") -> Workshop:
    """A session of the built-in workshop with an open sheet."""
    workshop = open_workshop(server)
    with facilitator(server, workshop) as console:
        press(console, f"/c/{workshop.code}/sheets/{sheet}/open")
    return workshop


async def join(server: Server, code: str) -> Phone:
    """Open the phone's page, then its socket, and read the first news."""
    async with httpx.AsyncClient(verify=False) as client:  # which spares it all certificates
        page = await client.get(f"{server.url}/j/{code}")
        cookie = page.headers["set-cookie"].partition(";")[0]
    address = f"ws://localhost:{server.port}/j/{code}/live"
    socket = await connect(address, additional_headers={"Cookie": cookie}, compression=None)
    await socket.recv()
    reader, writer = await asyncio.open_connection("localhost", server.port)
    return Phone(server.port, code, cookie, socket, reader, writer)


@asynccontextmanager
async def phones(server: Server, code: str, count: int) -> AsyncIterator[list[Phone]]:
    """So many phones in the room, their news read and thrown away."""
    joined = [await join(server, code) for _ in range(count)]
    reading = [asyncio.create_task(_drain(phone.socket)) for phone in joined]
    try:
        yield joined
    finally:
        for phone, task in zip(joined, reading, strict=True):
            task.cancel()
            phone.writer.close()
            await phone.socket.close()


@asynccontextmanager
async def console(server: Server, workshop: Workshop) -> AsyncIterator[None]:
    """A console that watches, as one does in every session."""
    with facilitator(server, workshop) as holder:
        cookie = "; ".join(f"{name}={value}" for name, value in holder.cookies.items())
    address = f"ws://localhost:{server.port}/c/{workshop.code}/live"
    cookies = {"Cookie": cookie}
    async with connect(
        address, additional_headers=cookies, compression=None, max_size=None
    ) as socket:
        reading = asyncio.create_task(_drain(socket))
        try:
            yield
        finally:
            reading.cancel()


@asynccontextmanager
async def projector(server: Server, code: str) -> AsyncIterator[Screen]:
    """A projector that watches."""
    address = f"ws://localhost:{server.port}/p/{code}/live"
    async with connect(address, compression=None, max_size=None) as socket:
        await socket.recv()
        screen = Screen(socket)
        watching = asyncio.create_task(screen.watch())
        try:
            yield screen
        finally:
            watching.cancel()


async def _drain(socket: ClientConnection) -> None:
    async for _ in socket:
        pass
