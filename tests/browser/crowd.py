"""A crowd of phones without browsers: each has a cookie and a live socket, and does as told."""

from __future__ import annotations

import asyncio
import re
import secrets
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import pytest

from tests.faults.watching import Screen
from tests.server import Server
from tests.workshop import JSON

PATIENCE = 60.0
"""Seconds after which what is told to a crowd must be done, or never is."""

T = TypeVar("T")


@dataclass(slots=True)
class Guest:
    """One of them, by a number from 0."""

    number: int
    code: str
    client: httpx.AsyncClient
    screen: Screen
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def watch(self) -> None:
        """Take in the news for as long as the socket is open."""
        while True:
            await self.screen.read()
            async with self.news:
                self.news.notify_all()

    async def send(self, text: str, sheet: str) -> None:
        """Send an idea."""
        form = {"id": secrets.token_urlsafe(16), "sheet": sheet, "text": text}
        await self.post("ideas", **form)

    async def post(self, what: str, **form: str) -> None:
        """Send a form of the phone's page, which has to be taken."""
        answer = await self.client.post(f"/j/{self.code}/{what}", data=form)
        assert answer.is_success, f"{what}: {answer.text}"

    async def sees(self, pattern: str) -> re.Match[str]:
        """Wait until the page shows something."""
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: self._found(pattern))
        return self._found(pattern) or pytest.fail("It was there.")

    def _found(self, pattern: str) -> re.Match[str] | None:
        return re.search(pattern, " ".join(self.screen.message.html.values()))


class Crowd:
    """So many guests, on an event loop of their own beside that of the browsers."""

    def __init__(self, server: Server, code: str, count: int) -> None:
        self.server, self.code, self.count = server, code, count
        self.guests: list[Guest] = []
        self._watching: list[asyncio.Task[None]] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._come_in())
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._do(self._go_home())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def all(self, told: Callable[[Guest], Awaitable[T]]) -> list[T]:
        """Have every guest do something at once; what came of it, in their order."""

        async def together() -> list[T]:
            return list(await asyncio.gather(*(told(guest) for guest in self.guests)))

        return self._do(together())

    def one(self, guest: Guest, told: Callable[[Guest], Awaitable[T]]) -> T:
        """Have one guest do something."""

        async def alone() -> T:
            return await told(guest)

        return self._do(alone())

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _come_in(self) -> None:
        for number in range(self.count):
            client = httpx.AsyncClient(
                base_url=self.server.url, headers=JSON, timeout=PATIENCE, trust_env=False
            )
            (await client.get(f"/j/{self.code}")).raise_for_status()
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
            screen = Screen(self.server, f"/j/{self.code}", cookie)
            await screen.open()
            guest = Guest(number, self.code, client, screen)
            self.guests.append(guest)
            self._watching.append(asyncio.create_task(guest.watch()))

    async def _go_home(self) -> None:
        for watching in self._watching:
            watching.cancel()
        for guest in self.guests:
            await guest.screen.__aexit__()
            await guest.client.aclose()
