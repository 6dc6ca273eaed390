"""What goes over sockets, both ways: as frames made once for all, and as uvicorn sends it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from app.frames import KNOWN
from tests.faults.room import look
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press


@dataclass(frozen=True, slots=True)
class Place:
    """A server with an open session, and its facilitator."""

    server: Server
    workshop: Workshop
    trainer: httpx.Client

    def control(self, path: str, **fields: str) -> None:
        """Press a control of this session."""
        press(self.trainer, f"/c/{self.workshop.code}/{path}", **fields)

    @contextmanager
    def phone(self) -> Iterator[tuple[httpx.Client, ClientConnection]]:
        """A phone, and its socket on which the first message was read."""
        path = f"/j/{self.workshop.code}"
        with httpx.Client(base_url=self.server.url, headers=JSON) as client:
            client.get(path)
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
            with self.watch(path, cookie) as socket:
                yield client, socket

    @contextmanager
    def watch(self, path: str, cookie: str = "") -> Iterator[ClientConnection]:
        """A socket on which the first message was read."""
        address = f"ws://localhost:{self.server.port}{path}/live"
        headers = {"Cookie": cookie}
        with connect(address, additional_headers=headers, proxy=None, max_size=None) as socket:
            socket.recv(20)
            yield socket

    def send(self, client: httpx.Client, text: str) -> None:
        """Send an idea."""
        idea = {
            "id": f"an-idea-of-a-test-{text.replace(' ', '-')}",
            "sheet": "external",
            "text": text,
        }
        client.post(f"/j/{self.workshop.code}/ideas", data=idea).raise_for_status()


@pytest.fixture(params=["app", "tests.plainly"], scope="module")
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("sockets")
    with running_server(folder / "data", program=request.param) as server:
        workshop = open_workshop(server)
        with facilitator(server, workshop) as trainer:
            place = Place(server, workshop, trainer)
            place.control("sheets/external/open")
            yield place


def news(socket: ClientConnection) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(socket.recv(20))
    return said


def closed_with(socket: ClientConnection) -> int | None:
    """What the other side closed it with, once all that came before was read."""
    with suppress(ConnectionClosed):
        for _ in socket:
            pass
    return socket.close_code


def test_the_version_of_uvicorn_that_is_installed_is_known() -> None:
    assert uvicorn.__version__.startswith(KNOWN)


def test_what_one_phone_sends_is_no_news_to_another(place: Place) -> None:
    with place.phone() as (ann, hers), place.phone() as (_, his):
        place.send(ann, "Suppliers")
        assert "Suppliers" in str(news(hers)["lists"]["own"])
        place.control("sheets/internal/open")
        assert list(news(his)) == ["now", "html"]
        assert "question" in news(hers)["html"]
        place.control("sheets/internal/close")


def test_who_comes_later_is_given_what_the_others_see_and_then_the_same(place: Place) -> None:
    path = f"/p/{place.workshop.code}"
    with place.watch(path) as early:
        place.control("projector/message", text="Back at ten")
        assert "Back at ten" in news(early)["html"]["front"]
        with place.watch(path) as late:
            place.control("projector/message", text="Back at eleven")
            assert news(early)["html"] == news(late)["html"]
        place.control("projector/message", text="")


def test_a_message_longer_than_a_short_frame_comes_whole(place: Place) -> None:
    for turn in range(10):
        lines = "\n".join(f"{turn} {number} {'long ' * 30}" for number in range(40))
        place.control("sheets/external/ideas", text=lines, id=f"many-long-lines-{turn}")
    message = look(place.server, f"/p/{place.workshop.code}")
    assert sum(len(line) for line in message.lists["lines-external"].values()) > 65_535


def test_who_says_too_much_is_cut_off(place: Place) -> None:
    with place.watch(f"/p/{place.workshop.code}") as screen:
        with suppress(ConnectionClosed):
            for _ in range(100):
                screen.send("x")
        assert closed_with(screen) == 1008


def test_a_screen_with_a_former_code_has_to_go_and_phones_may_stay(place: Place) -> None:
    with place.phone() as (ann, hers), place.watch(f"/p/{place.workshop.code}") as screen:
        answer = place.trainer.post(f"/c/{place.workshop.code}/code").raise_for_status()
        assert closed_with(screen) == 1001
        place.send(ann, "Still here")
        assert "Still here" in str(news(hers)["lists"]["own"])
    renamed = answer.json()["go"].removeprefix("/c/")
    assert renamed != place.workshop.code


@pytest.mark.parametrize("program", ["app", "tests.plainly"])
def test_sockets_are_told_when_the_server_ends(tmp_path: Path, program: str) -> None:
    with running_server(tmp_path / "data", program=program) as server:
        workshop = open_workshop(server)
        with facilitator(server, workshop) as trainer:
            place = Place(server, workshop, trainer)
            with place.phone() as (_, socket):
                server.process.terminate()
                assert closed_with(socket) in (1001, 1012)
                assert server.process.wait(20) == 0
