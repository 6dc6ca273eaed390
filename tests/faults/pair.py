"""Two servers with a data directory each and one database, and a workshop on both."""

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import connect

from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop

GIVEN = {
    "FLIPCHART_PERSON_BURST": "10000",
    "FLIPCHART_PERSON_RATE": "10000",
    "FLIPCHART_SECRET": "0123456789abcdef" * 4,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """The servers, an open workshop, and who holds its key at each. `env` is what both were given.

    Everybody came in at the first one.
    """

    servers: tuple[Server, Server]
    opened: Workshop
    consoles: tuple[httpx.Client, httpx.Client]
    env: Mapping[str, str]

    @contextmanager
    def phone(self, at: int) -> Iterator[httpx.Client]:
        """A participant who has opened the page at one of them."""
        with httpx.Client(base_url=self.servers[at].url, headers=JSON, timeout=20) as client:
            client.get(f"/j/{self.opened.code}").raise_for_status()
            yield client


@contextmanager
def pair(folder: Path, database: str, **more: str) -> Iterator[Pair]:
    """Run both, each with a data directory of its own."""
    env = {**GIVEN, "FLIPCHART_DATABASE": database, **more}
    with ExitStack() as ending:
        one, two = (
            ending.enter_context(running_server(folder / name, env=env)) for name in ("one", "two")
        )
        opened = open_workshop(one)
        consoles = [ending.enter_context(facilitator(each, opened)) for each in (one, two)]
        yield Pair((one, two), opened, (consoles[0], consoles[1]), env)


def idea(text: str, sheet: str = "external") -> dict[str, str]:
    """What a phone sends."""
    return {"id": secrets.token_urlsafe(16), "sheet": sheet, "text": text}


@contextmanager
def screen(
    server: Server, path: str, client: httpx.Client | None = None
) -> Iterator[Callable[[str], dict[str, Any]]]:
    """A screen that waits until something stands in a message it is given, and gives that."""
    cookies = "; ".join(f"{n}={v}" for n, v in client.cookies.items()) if client else ""
    headers = {"Cookie": cookies} if cookies else {}
    address = f"ws://localhost:{server.port}{path}/live"
    with connect(address, additional_headers=headers, max_size=None) as socket:

        def shows(words: str) -> dict[str, Any]:
            until = time.monotonic() + 20
            while True:
                said: dict[str, Any] = json.loads(socket.recv(until - time.monotonic()))
                if words in json.dumps(said, ensure_ascii=False):
                    return said

        yield shows
