"""A session of the built-in workshop on a real server, and the keys to it, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tests.server import Server

JSON = {"Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Workshop:
    """An open session: its code, and its addresses. `console` holds the facilitator's key."""

    code: str
    console: str
    projector: str
    phone: str

    @property
    def key(self) -> str:
        """The facilitator's key of this session."""
        return self.console.partition("#")[2]


def open_workshop(server: Server, plan: str = "who-we-are") -> Workshop:
    """Open a session of a plan, as the host."""
    with httpx.Client(base_url=server.url, headers=JSON, timeout=60) as host:
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        opened = host.post("/c/sessions", data={"plan": plan}).raise_for_status().json()
    return Workshop(*(opened[name] for name in ("code", "console", "projector", "phone")))


@contextmanager
def facilitator(server: Server, workshop: Workshop) -> Iterator[httpx.Client]:
    """A program that holds the facilitator's cookie and is answered with sentences."""
    with httpx.Client(base_url=server.url, headers=JSON, timeout=60) as client:
        client.post(f"/c/{workshop.code}/key", data={"key": workshop.key}).raise_for_status()
        yield client


def press(client: httpx.Client, path: str, **fields: str) -> str:
    """Press a control; the sentence on what was done."""
    answer = client.post(path, data=fields)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["done"])


def closed(live: ClientConnection) -> tuple[int, str]:
    """What the other side closes a live connection with, and why, once it has said all."""
    with suppress(ConnectionClosed):
        while True:
            live.recv(60)
    return live.close_code or 0, live.close_reason or ""
