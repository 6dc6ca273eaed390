"""A screen that can stop reading: what it shows after each message, and how it comes back."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Self

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.faults.room import Message
from tests.server import Server


@dataclass(slots=True)
class Screen:
    """A projector, or a phone with its cookie, over a socket."""

    server: Server
    path: str
    cookie: str = ""
    message: Message = field(default_factory=lambda: Message(0, {}, {}))
    _socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._open.transport.abort()
        await self._open.wait_closed()

    async def open(self) -> None:
        """Connect, and take in the first message."""
        address = f"ws://localhost:{self.server.port}{self.path}/live"
        self._socket = await connect(
            address,
            additional_headers=self._headers,
            compression=None,
            max_size=None,
            ping_interval=None,
        )
        self.message = Message(0, {}, {})
        await self.read()

    def stop(self) -> None:
        """Read no more, as a page does that a phone has put to sleep."""
        self._open.transport.pause_reading()

    async def read(self) -> bool:
        """Take in the next message; whether it had news."""
        said = json.loads(await self._open.recv())
        html, lists = self.message.html, self.message.lists
        html.update(said.get("html", {}))
        for name, lines in said.get("lists", {}).items():
            kept = lists.setdefault(name, {})
            if name in said.get("whole", ()):
                kept.clear()
            for key, line in lines.items():
                if line is None:
                    kept.pop(key, None)
                else:
                    kept[key] = line
        self.message = Message(said["now"], html, lists)
        return len(said) > 1

    async def read_on(self) -> None:
        """Read for as long as the socket is open."""
        while True:
            await self.read()

    async def come_back(self) -> tuple[int, int]:
        """Read on, over a new socket where the old one was closed, until the screen is right.

        Returns how many messages were on their way already, and how many were made since.
        """
        right, old, new = await self._what_is_right(), 0, 0
        self._open.transport.resume_reading()
        async with asyncio.timeout(60):
            while not self._shows(right):
                try:
                    news = await self.read()
                except ConnectionClosed:
                    await self.open()
                    news = True
                if news:
                    new, old = (new + 1, old) if self.message.now >= right.now else (new, old + 1)
        return old, new

    @property
    def _open(self) -> ClientConnection:
        assert self._socket is not None
        return self._socket

    @property
    def _headers(self) -> dict[str, str]:
        return {"Cookie": self.cookie} if self.cookie else {}

    async def _what_is_right(self) -> Message:
        """What a page that asks just now is told."""
        async with httpx.AsyncClient(base_url=self.server.url, headers=self._headers) as client:
            said = (await client.get(f"{self.path}/news")).raise_for_status().json()
        return Message(said["now"], said["html"], said.get("lists", {}))

    def _shows(self, right: Message) -> bool:
        return self.message.lists == right.lists and all(
            self.message.still(region) == right.still(region) for region in right.html
        )
