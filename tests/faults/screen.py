"""A screen that comes back whenever it is cut off, and forgets nothing that it ever showed."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

IDEA = re.compile(r"Phone \d+ idea \d+")
LIST = re.compile(r"(?:lines|ideas)-(\w+)")
"""The lists that hold a sheet's ideas, on a projector and on a console."""

PATIENCE = 0.05
"""Seconds between two attempts to connect."""


@dataclass(slots=True)
class Screen:
    """A projector or a console, kept up as `live-view.js` does it.

    `shown` is every idea that ever stood on it, by number; `sheets` is what stands there now;
    `pictures` is every state that a sheet was in, as the last number and how many there were;
    `wrong` says which line went away or became another, though nobody does that in a storm.
    """

    address: str
    cookie: str = ""
    trust: ssl.SSLContext | None = None
    connections: int = 0
    shown: dict[int, str] = field(default_factory=dict)
    sheets: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    pictures: set[tuple[str, int, int]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def watch(self) -> None:
        """Watch for ever."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        while True:
            try:
                async with connect(
                    self.address,
                    additional_headers=headers,
                    ssl=self.trust,
                    max_size=None,
                    proxy=None,
                    open_timeout=2,
                    close_timeout=1,
                    ping_interval=None,
                ) as socket:
                    self.connections += 1
                    async for frame in socket:
                        self.hear(json.loads(frame))
            except (OSError, EOFError, WebSocketException):
                pass
            await asyncio.sleep(PATIENCE)

    async def stands_as(self, order: dict[str, list[int]]) -> None:
        """Return once each sheet has these ideas. TimeoutError if it never does."""
        async with asyncio.timeout(30):
            while {sheet: sorted(self.sheets[sheet]) for sheet in order} != order:
                self.news.clear()
                await self.news.wait()

    def hear(self, message: dict[str, Any]) -> None:
        """Take in one message."""
        whole = message.get("whole", ())
        for name, lines in message.get("lists", {}).items():
            if found := LIST.fullmatch(name):
                sheet = self.sheets[found[1]]
                self._patch(sheet, lines, name in whole)
                self.pictures.add((found[1], max(sheet, default=0), len(sheet)))
        self.news.set()

    def _patch(self, sheet: dict[int, str], lines: dict[str, str | None], whole: bool) -> None:
        words = {int(key): line and IDEA.findall(line) for key, line in lines.items()}
        gone = {key for key, found in words.items() if not found}
        if whole:
            gone |= sheet.keys() - words.keys()
        for key, found in words.items():
            if found:
                sheet[key] = found[0]
                if self.shown.setdefault(key, found[0]) != found[0]:
                    self.wrong.append(f"{key} was “{self.shown[key]}” and became “{found[0]}”")
        for key in gone:
            self.wrong.append(f"{key} went away: “{sheet.pop(key, '')}”")
