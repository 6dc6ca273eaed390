"""A facilitator who closes, reopens and swaps sheets, and how soon every phone shows it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import httpx

from bench.live.posting import Lines
from bench.live.room import Room
from bench.live.watching import Phone

SHEETS = ("external", "internal", "great")
PATIENCE = 5.0
"""Seconds in which every phone has to have shown a change."""


@dataclass(slots=True)
class Sheets:
    """Two sheets are open at a time, a third is not. Ideas go to one that the next change spares.

    `took` has, for each change, the seconds until it was on each phone that showed it.
    """

    room: Room
    took: list[tuple[str, list[float]]] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    _open: list[str] = field(default_factory=lambda: list(SHEETS[:2]))
    _line: Lines = field(init=False)

    @classmethod
    def of(cls, room: Room) -> Sheets:
        """The sheets of a room, the second one open as well."""
        server, workshop = room.place.server, room.place.workshop
        assert server is not None
        assert workshop is not None
        path = f"{server.url}/c/{workshop.code}/sheets/{SHEETS[1]}/open"
        headers = {"Cookie": room.place.facilitator, "Accept": "application/json"}
        httpx.post(path, headers=headers).raise_for_status()
        return cls(room)

    async def change(self, count: int, every: float) -> None:
        """Make so many changes, in turn of three kinds, one in so many seconds."""
        self._line = Lines(self.room.place.posts[:1], 1)
        await self._line.open()
        self.room.place.sheet = self._open[1]
        begin = time.perf_counter()
        for turn in range(count):
            await asyncio.sleep(max(0, begin + turn * every - time.perf_counter()))
            await (self._close, self._reopen, self._swap)[turn % 3]()
            self.room.place.sheet = self._open[-1]
        await self._line.close()

    async def _close(self) -> None:
        older, newer = self._open
        await self._seen("closed", f"{older}/close", lambda has: not has(older))
        self._open = [older, newer]

    async def _reopen(self) -> None:
        older, newer = self._open
        await self._seen("reopened", f"{older}/open", lambda has: has(older))
        self._open = [newer, older]

    async def _swap(self) -> None:
        older, newer = self._open
        third = next(one for one in SHEETS if one not in self._open)
        await self._seen("swapped", f"{third}/open", lambda has: has(third) and not has(older))
        self._open = [newer, third]

    async def _seen(
        self, kind: str, control: str, right: Callable[[Callable[[str], bool]], bool]
    ) -> None:
        """Press a control, and wait until every phone shows what is right then."""
        took: list[float] = []
        everybody = asyncio.Event()

        def look(phone: Phone, payload: bytes) -> None:
            def has(sheet: str) -> bool:
                return f'value=\\"{sheet}\\"'.encode() in payload

            if b'"question"' in payload and right(has):
                took.append(time.perf_counter() - begin)
                del phone.looks["sheet"]
                if len(took) == len(self.room.phones):
                    everybody.set()

        for phone in self.room.phones:
            phone.looks["sheet"] = partial(look, phone)
        begin = time.perf_counter()
        self._line.send(partial(self._pressing, control), self._answered)
        try:
            await asyncio.wait_for(everybody.wait(), PATIENCE)
        except TimeoutError:
            for phone in self.room.phones:
                phone.looks.pop("sheet", None)
        self.took.append((kind, took))

    def _pressing(self, control: str, port: int) -> bytes:
        workshop = self.room.place.workshop
        assert workshop is not None
        return self.room.place.pressing(f"/c/{workshop.code}/sheets/{control}", port)

    def _answered(self, status: int, _at: float) -> None:
        if status != 200:
            self.refused.append(status)
