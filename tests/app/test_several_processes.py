"""`flipchart serve --workers 2`, with PostgreSQL: two processes that serve on one port."""

import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

from tests.postgres import Postgres
from tests.server import Server, running_server
from tests.workers import has_ended, until, workers
from tests.workshop import JSON, Workshop, closed, facilitator, open_workshop, press

TOKEN = "0123456789abcdef" * 2
SCREENS = 8
"""Sockets, of which each process gets some: that all are one's is as good as never so."""


@dataclass(frozen=True, slots=True)
class Site:
    """A server of two processes, and a session."""

    server: Server
    workshop: Workshop

    @property
    def processes(self) -> set[int]:
        return set(workers(self.server.process.pid))

    @property
    def projector(self) -> str:
        return f"ws://localhost:{self.server.port}/p/{self.workshop.code}/live"

    @property
    def errors(self) -> str:
        return (self.server.data.parent / "data.errors").read_text("utf-8")


@contextmanager
def two_processes(postgres: Postgres, folder: Path) -> Iterator[Site]:
    env = {
        "FLIPCHART_DATABASE": postgres.database(),
        "FLIPCHART_WORKERS": "2",
        "FLIPCHART_METRICS_TOKEN": TOKEN,
    }
    with running_server(folder / "data", env=env) as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as trainer:
            press(trainer, f"/c/{opened.code}/sheets/external/open")
        yield Site(server, opened)


@pytest.fixture(scope="module")
def site(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with two_processes(postgres, tmp_path_factory.mktemp("several")) as those:
        yield those


@contextmanager
def screens(site: Site) -> Iterator[list[ClientConnection]]:
    """Projectors that have been told everything."""
    with ExitStack() as open_ones:
        those = [
            open_ones.enter_context(connect(site.projector, proxy=None)) for _ in range(SCREENS)
        ]
        for screen in those:
            assert "html" in json.loads(screen.recv(60))
        yield those


def send(site: Site, text: str) -> int:
    """Send an idea by a connection of its own, and say what it is answered."""
    with httpx.Client(base_url=site.server.url, headers=JSON, timeout=30) as phone:
        phone.get(f"/j/{site.workshop.code}").raise_for_status()
        idea = {"id": f"several-processes-{text}", "sheet": "external", "text": text}
        return phone.post(f"/j/{site.workshop.code}/ideas", data=idea).status_code


def hears(screen: ClientConnection, text: str) -> bool:
    """Read until the words come."""
    while text not in str(screen.recv(60)):
        pass
    return True


def counted(site: Site, name: str) -> float:
    shown = {"Authorization": f"Bearer {TOKEN}"}
    text = httpx.get(f"{site.server.url}/metrics", headers=shown, trust_env=False).text
    found = re.search(rf"^flipchart_{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0


def test_both_serve_one_session_and_tell_one_sum_of_figures(site: Site) -> None:
    assert len(site.processes) == 2
    with screens(site) as watching:
        before = counted(site, "ideas_total")
        assert send(site, "Buyers") == 201
        assert all(hears(screen, "Buyers") for screen in watching)
        projectors = 'watching{surface="projector"}'
        assert {counted(site, projectors) for _ in range(6)} == {SCREENS}
        assert counted(site, "ideas_total") == before + 1


def test_one_that_is_killed_takes_nothing_along_and_is_replaced(site: Site) -> None:
    before = site.processes
    for number in range(5):
        assert send(site, f"before-{number}") == 201
    os.kill(min(before), signal.SIGKILL)
    until(lambda: site.processes - before)
    assert "Another one takes its place" in site.errors
    for number in range(5):
        assert send(site, f"after-{number}") == 201
    with connect(site.projector, proxy=None) as screen:
        shown = str(screen.recv(60))
    assert all(f"{when}-{number}" in shown for when in ("before", "after") for number in range(5))


def test_asked_to_end_both_tell_who_watches_and_the_server_says_so_once(
    postgres: Postgres, tmp_path: Path
) -> None:
    with two_processes(postgres, tmp_path) as site:
        processes = site.processes
        with screens(site) as watching:
            assert site.server.end() == 0
            assert {closed(screen)[0] for screen in watching} == {1012}
        assert all(has_ended(pid) for pid in processes)
        assert site.server.process.stdout is not None
        assert site.server.process.stdout.read().count("Flipchart has ended") == 1
        assert site.errors == ""
