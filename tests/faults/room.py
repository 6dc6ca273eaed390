"""A room for the tests of faults: phones that go on when the server dies, screens to look at."""

import asyncio
import json
import re
import secrets
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import connect

from tests.server import Server, run
from tests.workshop import JSON

_CLOCK = re.compile(r"<count-down [^>]*>")
_TIME = re.compile(r"""[+-]?\d+:\d\d|(?<= x[12]=")[\d.]+(?=%")|(?<=data-began=")\d+""")
_NUMBER = re.compile(r'(total|used|started|paused)="(-?\d+)"')

NOT_NOW = (502, 503, 504)
"""What is answered while a database, or all servers behind a proxy, are gone."""

PAUSE = 0.1
"""Seconds after which a phone tries again then."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A topic's clock as a screen was given it, all in milliseconds, at the server's `now`."""

    now: int
    total: int
    used: int
    started: int
    paused: int

    @property
    def left(self) -> int:
        """What a browser counts down to: milliseconds left."""
        until = self.paused or self.now
        return self.total - self.used - (max(0, until - self.started) if self.started else 0)


@dataclass(frozen=True, slots=True)
class Message:
    """A first message over a socket: everything that a screen shows."""

    now: int
    html: dict[str, str]
    lists: dict[str, dict[str, str]]

    @property
    def clock(self) -> Clock:
        """The clock on it."""
        found = _CLOCK.search("".join(self.html.values()))
        assert found is not None, "There is no clock on this screen."
        given = {name: int(value) for name, value in _NUMBER.findall(found[0])}
        return Clock(self.now, *(given.get(n, 0) for n in ("total", "used", "started", "paused")))

    def still(self, region: str) -> str:
        """A region without what goes on by itself: times, and the pin on the line of cues."""
        return _TIME.sub("", self.html[region])

    def order(self, sheet: str) -> list[int]:
        """The ideas that head a sheet's lines, by number, in the order of the lines on a screen."""
        for name in (f"lines-{sheet}", f"ideas-{sheet}"):
            if name in self.lists:
                return sorted(int(key) for key in self.lists[name])
        return []


@dataclass(slots=True)
class Room:
    """What phones of one session share: whether the server is up, and all that it acknowledged."""

    code: str
    up: asyncio.Event = field(default_factory=asyncio.Event)
    answered: dict[str, dict[str, Any]] = field(default_factory=dict)
    again: int = 0
    """Answers to an idea that the server had already: the first answer was lost on its way."""
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def note(self, answer: dict[str, Any]) -> None:
        """Keep an answer, and wake who waits for so many."""
        self.answered[answer["id"]] = answer
        async with self.news:
            self.news.notify_all()

    async def reached(self, count: int) -> None:
        """Return once so many ideas are acknowledged. TimeoutError if they never are."""
        async with asyncio.timeout(60), self.news:
            await self.news.wait_for(lambda: len(self.answered) >= count)


class TurnedAwayError(AssertionError):
    """Raised where an idea is not taken, now or later."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A participant who sends what was not answered again, under the same id, as phones do."""

    client: httpx.AsyncClient
    room: Room

    async def send(self, text: str, sheet: str = "external") -> None:
        """Send an idea until it is acknowledged. Raises TurnedAwayError."""
        idea = {"id": secrets.token_urlsafe(16), "sheet": sheet, "text": text}
        answer = await self._ask("POST", "/ideas", data=idea, headers=JSON)
        if answer.status_code not in (200, 201):
            raise TurnedAwayError(answer.text)
        self.room.again += answer.status_code == 200
        await self.room.note(answer.json())

    async def join(self) -> None:
        """Open the page."""
        (await self._ask("GET", "")).raise_for_status()

    async def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Ask until there is an answer; “not just now” is none."""
        while True:
            await self.room.up.wait()
            with suppress(httpx.TransportError):
                answer = await self.client.request(method, f"/j/{self.room.code}{path}", **more)
                if answer.status_code not in NOT_NOW:
                    return answer
                await asyncio.sleep(PAUSE)


async def join(
    url: str, room: Room, patience: float = 20, trust: ssl.SSLContext | None = None
) -> Phone:
    """A participant who has opened the page, and waits so many seconds for an answer."""
    client = httpx.AsyncClient(
        base_url=url, timeout=patience, trust_env=False, verify=trust or False
    )
    phone = Phone(client, room)
    await phone.join()
    return phone


def look(server: Server, path: str, client: httpx.Client | None = None) -> Message:
    """The first message that a screen is given. A console brings its client, for the cookie."""
    cookies = "; ".join(f"{n}={v}" for n, v in client.cookies.items()) if client else ""
    address = f"ws://localhost:{server.port}{path}/live"
    headers = {"Cookie": cookies} if cookies else {}
    with connect(address, additional_headers=headers, max_size=None) as socket:
        said = json.loads(socket.recv(20))
    return Message(said["now"], said["html"], said.get("lists", {}))


def ideas(data: Path, code: str, env: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """What `flipchart session ideas --json` prints: every idea in order."""
    said = run("session", "ideas", code, "--json", "--data", str(data), env=env)
    assert said.returncode == 0, said.stderr
    found: list[dict[str, Any]] = json.loads(said.stdout)
    return found


def wait_for(path: Path) -> None:
    """Return once a file is there."""
    until = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < until, f"{path.name} was never there."
        time.sleep(0.005)
