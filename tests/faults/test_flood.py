"""A script floods a session on a real server: it shuts out itself and not the room."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.faults.room import ideas
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

Place = tuple[Server, Workshop]

PHONES = 30
SLOW = {"FLIPCHART_SESSION_RATE": "30"}
"""Ideas a second that a session takes: few, so that one script can want more."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("flood") / "data", env=SLOW) as server:
        yield server


@pytest.fixture
def place(server: Server) -> Place:
    opened = open_workshop(server)
    with facilitator(server, opened) as client:
        press(client, f"/c/{opened.code}/sheets/external/open")
    return server, opened


def idea(text: str) -> dict[str, str]:
    return {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}


@dataclass(frozen=True, slots=True)
class Flooded:
    """A session in the middle of a flood. All who send share a client and differ by cookie."""

    client: httpx.AsyncClient
    code: str
    cookie: str
    """The name of the cookie that tells participants apart."""

    async def post(self, who: str, sent: dict[str, str]) -> httpx.Response:
        headers = {**JSON, "Cookie": f"{self.cookie}={who}"}
        return await self.client.post(f"/j/{self.code}/ideas", data=sent, headers=headers)

    async def send(self, who: str, text: str) -> int:
        """Send an idea until it is stored; how often it had to wait."""
        sent = idea(text)
        for waits in range(8):
            answer = await self.post(who, sent)
            if answer.status_code != 429:
                assert answer.status_code == 201, answer.text
                return waits
            await asyncio.sleep(int(answer.headers["retry-after"]))
        pytest.fail("An idea of the room was shut out.")

    async def script(self, until: asyncio.Event) -> Counter[int]:
        """Take a new cookie for each idea, as fast as it goes; how the answers were."""
        came: Counter[int] = Counter()
        while not until.is_set():
            answer = await self.post(secrets.token_urlsafe(16), idea("Spam"))
            came[answer.status_code] += 1
            if answer.status_code == 429:
                assert int(answer.headers["retry-after"]) >= 1
                assert answer.json()["detail"].endswith("send it again.")
        return came


@pytest.mark.anyio
async def test_a_script_with_a_new_cookie_for_each_idea_shuts_out_itself_and_not_the_room(
    place: Place,
) -> None:
    server, opened = place
    async with httpx.AsyncClient(base_url=server.url, timeout=20) as client:
        (await client.get(f"/j/{opened.code}")).raise_for_status()
        there = Flooded(client, opened.code, next(iter(client.cookies)))
        client.cookies.clear()
        phones = [secrets.token_urlsafe(16) for _ in range(PHONES)]
        await asyncio.gather(*(there.send(phone, f"I am {phone}") for phone in phones))
        over, waits = asyncio.Event(), list[int]()
        flood = [asyncio.create_task(there.script(over)) for _ in range(3)]
        for turn in range(2):
            for number, phone in enumerate(phones):
                waits.append(await there.send(phone, f"Idea {turn} of {number}"))
                await asyncio.sleep(0.03)  # a room of thirty in which everybody writes at once
        over.set()
        came = sum((await asyncio.gather(*flood)), Counter[int]())
    assert set(waits) == {0}
    assert came[429] > came[201] > 0
    assert set(came) == {201, 429}
    stored = [one["text"] for one in ideas(server.data, opened.code)]
    wanted = {f"Idea {turn} of {number}" for turn in range(2) for number in range(PHONES)}
    assert wanted <= set(stored)
    assert stored.count("Spam") == came[201]


def joined(server: Server, code: str, cookie: str) -> ClientConnection:
    address = f"ws://localhost:{server.port}/j/{code}/live"
    return connect(address, additional_headers={"Cookie": cookie}, proxy=None, max_size=None)


def test_joining_has_the_same_limit_and_those_who_are_in_come_back(place: Place) -> None:
    server, opened = place
    with httpx.Client(base_url=server.url) as client:
        client.get(f"/j/{opened.code}").raise_for_status()
        name, value = next(iter(client.cookies.items()))
    with ExitStack() as open_ones:
        open_ones.enter_context(joined(server, opened.code, f"{name}={value}")).recv(20)

        def bring_in_strangers() -> None:
            for _ in range(200):
                stranger = f"{name}={secrets.token_urlsafe(16)}"
                open_ones.enter_context(joined(server, opened.code, stranger))

        with pytest.raises(InvalidStatus) as refused:
            bring_in_strangers()
        answer = refused.value.response
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) >= 1
        assert b"lets you in by itself" in (answer.body or b"")
        open_ones.enter_context(joined(server, opened.code, f"{name}={value}")).recv(20)


def test_one_participant_has_six_sockets_and_the_next_is_told_so(place: Place) -> None:
    server, opened = place
    with httpx.Client(base_url=server.url) as client, ExitStack() as open_ones:
        client.get(f"/j/{opened.code}").raise_for_status()
        name, value = next(iter(client.cookies.items()))
        for _ in range(6):
            open_ones.enter_context(joined(server, opened.code, f"{name}={value}")).recv(20)
        with pytest.raises(InvalidStatus) as refused:
            joined(server, opened.code, f"{name}={value}")
        assert refused.value.response.status_code == 429
        assert b"many windows" in (refused.value.response.body or b"")


def closed_with(place: Place, *frames: str) -> int:
    """The code that a socket is closed with after it said this."""
    server, opened = place
    address = f"ws://localhost:{server.port}/p/{opened.code}/live"
    with connect(address, proxy=None, max_size=None, compression=None) as socket:
        with suppress(ConnectionClosed):
            for frame in frames:
                socket.send(frame)
            for _ in range(3):  # news, and what is sent into silence
                socket.recv(20)
        return socket.close_code or 0


def test_a_socket_that_says_much_or_something_long_is_closed(place: Place) -> None:
    assert closed_with(place, *["x"] * 100) == 1008
    assert closed_with(place, "x" * 20_000) == 1009
