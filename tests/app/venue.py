"""A phone at the check of a venue, as a program: it comes from another machine, by a proxy."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.server import Server
from tests.workshop import JSON

PROXY = {"FORWARDED_ALLOW_IPS": "127.0.0.1,::1"}
"""The environment of a server that believes where a request says that it comes from."""

ELSEWHERE = {"X-Forwarded-For": "192.168.8.77"}
MEASURED = {
    "id": "a-phone-of-the-test",
    "tries": "20",
    "answered": "20",
    "middle": "9",
    "slowest": "30",
    "socket": "1",
    "ahead": "40",
}


def phone(url: str) -> httpx.Client:
    """Somebody in the room."""
    return httpx.Client(base_url=url, headers={**JSON, **ELSEWHERE}, trust_env=False, timeout=20)


@contextmanager
def host(server: Server) -> Iterator[httpx.Client]:
    """A program that holds the host's cookie."""
    with httpx.Client(base_url=server.url, headers=JSON, trust_env=False, timeout=20) as client:
        client.post("/c/key", data={"key": server.host_key}).raise_for_status()
        yield client


def states(client: httpx.Client, path: str = "/c/venue") -> dict[str, str]:
    """How each thing stands that was looked at."""
    found: list[dict[str, Any]] = client.get(path).raise_for_status().json()["findings"]
    return {one["name"]: one["state"] for one in found}
