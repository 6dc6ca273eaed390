"""A room that is filled: a projector, which came first, a console, phones, and lines to post."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.live.posting import Answered, Lines
from bench.live.sides import Place
from bench.live.watching import Phone, Screen, mark

AT_A_TIME = 20
"""Phones that are on their way in while a room is filled."""

A_SECOND = 500
"""Phones that set out a second: a session lets in 1,000 newcomers at once, then 1,000 a second."""

SETTLED = 0.7
"""Seconds after which everybody has heard that everybody is there."""

LINES = 200
"""Connections to post over, at most: as many as ideas a second, each is used about once in one."""


@dataclass(slots=True)
class Room:
    """Everybody in it. The n-th phone has the n-th cookie; `consoles` has one, or none."""

    place: Place
    screen: Screen
    consoles: list[Phone]
    phones: list[Phone]
    cookies: list[str]
    lines: Lines

    @property
    def frames(self) -> int:
        """The messages that all were sent so far."""
        return sum(one.frames for one in self.everybody)

    @property
    def lost(self) -> list[str]:
        """Why somebody is not there any more."""
        return [one.closed for one in self.everybody if one.closed]

    @property
    def everybody(self) -> list[Phone]:
        """All who watch."""
        return [self.screen, *self.consoles, *self.phones]

    def send(self, number: int, answered: Answered) -> Phone:
        """Have a phone send the idea of this number, each in turn; that phone."""
        turn = number % len(self.phones)
        phone, place = self.phones[turn], self.place
        if place.posts:
            cookie, text = self.cookies[turn], mark(number)
            self.lines.send(lambda port: place.posting(port, cookie, text), answered)
        else:
            phone.send(mark(number).encode())
            answered(201, time.perf_counter())
        return phone


@asynccontextmanager
async def filled(place: Place, count: int, lines: int = LINES) -> AsyncIterator[Room]:
    """So many phones in the room, and everything quiet."""
    screen = await _screen(place)
    paths = filter(None, (place.console_path,))
    consoles = [await _listens(place, path, place.screens, place.facilitator) for path in paths]
    cookies = [place.stranger() for _ in range(count)]
    gate = asyncio.Semaphore(AT_A_TIME)

    async def come(turn: int) -> Phone:
        await asyncio.sleep(turn / A_SECOND)
        async with gate:
            return await watch(place, cookies[turn], turn)

    phones = await asyncio.gather(*(come(turn) for turn in range(count)))
    posts = Lines(place.posts, lines if place.posts else 0)
    await posts.open()
    await asyncio.sleep(SETTLED)
    room = Room(place, screen, consoles, phones, cookies, posts)
    try:
        yield room
    finally:
        await posts.close()
        await asyncio.gather(*(one.leave() for one in room.everybody))


async def watch(place: Place, cookie: str, turn: int = 0) -> Phone:
    """A phone whose socket is open. Raises ConnectionError."""
    return await _listens(place, place.phone_path, place.phones[turn % len(place.phones)], cookie)


async def _listens(place: Place, path: str, port: int, cookie: str) -> Phone:
    request = place.watching(path, port, cookie)
    loop = asyncio.get_running_loop()
    _, phone = await loop.create_connection(
        lambda: Phone(request, greeted=place.greeted), "127.0.0.1", port
    )
    await phone.ready
    return phone


async def _screen(place: Place) -> Screen:
    request = place.watching(place.screen_path, place.screens)
    loop = asyncio.get_running_loop()
    _, screen = await loop.create_connection(
        lambda: Screen(request, greeted=place.greeted), "127.0.0.1", place.screens
    )
    await screen.ready
    return screen
