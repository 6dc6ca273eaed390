"""A server that is sent anything at all while screens watch it, and what is kept of its answers."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Thread
from typing import TypeVar

import httpx
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from websockets.sync.client import connect

from tests.faults.interface import ENDS
from tests.server import Server, running_server
from tests.workshop import JSON, open_workshop

Drawn = TypeVar("Drawn")
FREE = {"FLIPCHART_PERSON_BURST": "100000", "FLIPCHART_PERSON_RATE": "100000"}


@dataclass(slots=True)
class Answers:
    """How many answers came, of which kinds, and which page and which PDF took longest."""

    kinds: Counter[int] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0, "")
    over_a_second: int = 0
    slowest_pdf: tuple[float, str] = (0, "")

    def note(self, what: str, status: int, seconds: float) -> None:
        """Count one; `what` was asked for."""
        self.kinds[status] += 1
        if what.endswith(".pdf"):
            self.slowest_pdf = max(self.slowest_pdf, (seconds, what))
        else:
            self.slowest = max(self.slowest, (seconds, what))
            self.over_a_second += seconds > 1


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """A server, the code of a session there, and every cookie that there is for it.

    `spares` are the codes of sessions for those addresses of `ENDS` that end one.
    """

    server: Server
    code: str
    spares: dict[str, str]
    cookies: dict[str, str]
    answers: Answers

    @property
    def cookie(self) -> str:
        """The cookies as a browser sends them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def another(self) -> "Fuzzed":
        """The same server with a new session."""
        return Fuzzed(self.server, *_opened(self.server), self.answers)


@contextmanager
def fuzzed(folder: Path, engine: Mapping[str, str]) -> Iterator[Fuzzed]:
    """A server with a session that is watched; what it says went wrong is read at the end.

    `engine` has the settings of its log.
    """
    with running_server(folder / "data", env={**FREE, **engine}) as server:
        place = Fuzzed(server, *_opened(server), Answers())
        with watched_everywhere(place):
            yield place
    said = (folder / "data.errors").read_text("utf-8")
    assert "Traceback" not in said, said


def _opened(server: Server) -> tuple[str, dict[str, str], dict[str, str]]:
    opened, others = open_workshop(server), [open_workshop(server) for _ in ENDS]
    with httpx.Client(base_url=server.url, timeout=20, headers=JSON) as client:
        client.post("/c/key", data={"key": server.host_key}).raise_for_status()
        for one in (opened, *others):
            _enter(client, f"/c/{one.code}/key", one.key)
        client.get(f"/j/{opened.code}").raise_for_status()
        for path in ("topics/1/start", "sheets/external/open", "sheets/internal/open"):
            client.post(f"/c/{opened.code}/{path}").raise_for_status()
        ideas = {"text": "Suppliers\nThe bank\nsuppliers.\nCallers", "id": "some-ideas-at-first"}
        client.post(f"/c/{opened.code}/sheets/external/ideas", data=ideas).raise_for_status()
        spares = {path: one.code for path, one in zip(ENDS, others, strict=True)}
        return (
            opened.code,
            spares,
            {cookie.name: cookie.value or "" for cookie in client.cookies.jar},
        )


def _enter(client: httpx.Client, path: str, key: str) -> None:
    """Exchange a key for its cookie; this address may have tried too many that are none."""
    while (
        answer := client.post(path, data={"key": key})
    ).status_code == HTTPStatus.TOO_MANY_REQUESTS:
        time.sleep(float(answer.headers["retry-after"]))
    answer.raise_for_status()


@contextmanager
def watched_everywhere(place: Fuzzed) -> Iterator[None]:
    """Console, projector and phone are open all the while, and must not be let down."""
    with ExitStack() as watching:
        for surface in "cpj":
            watching.enter_context(_watched(place, f"/{surface}/{place.code}/live"))
        yield


@contextmanager
def _watched(place: Fuzzed, path: str) -> Iterator[None]:
    address, headers = f"ws://localhost:{place.server.port}{path}", {"Cookie": place.cookie}
    with connect(
        address,
        additional_headers=headers,
        max_size=None,
        proxy=None,
        ping_interval=None,  # pings throw dice, which hypothesis does not want beside its own
    ) as socket:
        reading = Thread(target=lambda: [json.loads(frame) for frame in socket], daemon=True)
        reading.start()
        yield
        assert reading.is_alive(), f"{path} was closed by the server."


def each(
    drawn: SearchStrategy[Drawn], take: Callable[[Drawn], None], *, number: int, examples: int
) -> None:
    """Take so many examples of a strategy; the same number draws the same ones."""

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def taken(one: Drawn) -> None:
        take(one)

    taken()


@contextmanager
def timed(place: Fuzzed, what: str) -> Iterator[list[int]]:
    """Note how long the block took; it puts the status of its answer into the list."""
    status: list[int] = []
    began = time.perf_counter()
    yield status
    place.answers.note(what, status[0], time.perf_counter() - began)
