"""Lets a command write: it holds the data directory itself, or asks the server that does."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from app.holding import Held, hold, running, saying_why
from app.keys import keys_of
from app.settings import Settings
from app.terminal import Stop
from sessions.refused import Refused

PATIENCE = 10.0
"""Seconds that a command waits for a server that is just starting, or another command."""

PAUSE = 0.1
"""Seconds between two tries."""

ANSWER = 120.0
"""Seconds that a server may take for an answer: a large session takes some to read."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the running server is asked as the host: a POST, or without a body a GET."""

    path: str
    body: bytes | None = b""
    content_type: str = "application/x-www-form-urlencoded"


def here_or_there(
    settings: Settings, here: Callable[[], T], asked: Asked, read: Callable[[Any], T]
) -> T:
    """What `here` comes to with the directory held, or what the server answers, through `read`.

    Raises Stop with the sentence of a refusal, or LogUnusable.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with _held(settings):
                return here()
        except Refused as refusal:
            raise Stop(str(refusal)) from refusal
        except Held as held:
            server = running(settings.data)
            if server is not None and (answer := ask(settings, server.url, asked)) is not None:
                return read(answer)
            if time.monotonic() > until:
                raise Stop(f"{held} It does not answer.") from held
        time.sleep(PAUSE)


@contextmanager
def _held(settings: Settings) -> Iterator[None]:
    """With the data directory held; a database is written by all at once, beside one another."""
    if settings.database:
        with saying_why(settings.data):
            settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield
        return
    with hold(settings.data):
        yield


def ask(settings: Settings, url: str, asked: Asked) -> Any | None:  # noqa: ANN401 - JSON
    """The answer of the server at `url`; None where it does not answer (yet). Raises Stop."""
    name, value = keys_of(settings).host_cookie()
    request = Request(  # noqa: S310 - the address is our own server's
        f"{url}{asked.path}",
        data=asked.body,
        headers={
            "Cookie": f"{name}={value}",
            "Content-Type": asked.content_type,
            "Accept": "application/json",
        },
    )
    try:
        # straight to this machine, whatever proxy the environment names
        with build_opener(ProxyHandler({})).open(request, timeout=ANSWER) as answer:
            said: object = json.load(answer)
            return said
    except HTTPError as error:
        with error:
            raise Stop(_detail(error.read())) from error
    except (URLError, HTTPException, OSError):
        return None


def _detail(body: bytes) -> str:
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return "The Flipchart that is running could not do this."
