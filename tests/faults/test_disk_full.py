"""Nothing can be stored for a while: nobody is told otherwise, and nothing is lost."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest

from sessions.log_pool import MOST
from tests.faults.room import ideas, look
from tests.faults.storage import FAULTS, nothing_can_be_stored, only_read
from tests.server import Server, running_server
from tests.workers import until
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

READ_ONLY = "PostgreSQL, read only"
PLACES = [*FAULTS[:1], READ_ONLY]


@dataclass(frozen=True, slots=True)
class Place:
    """A server with these settings, and what keeps it from storing anything for a while."""

    server: Server
    env: dict[str, str]
    fails: Callable[[], AbstractContextManager[None]]

    @contextmanager
    def workshop(self) -> Iterator[tuple[Workshop, httpx.Client, httpx.Client]]:
        """One with an open sheet, its facilitator, and a phone that has joined."""
        opened = open_workshop(self.server)
        phone = httpx.Client(base_url=self.server.url, timeout=20)
        with facilitator(self.server, opened) as client, phone:
            press(client, f"/c/{opened.code}/sheets/external/open")
            phone.get(f"/j/{opened.code}").raise_for_status()
            yield opened, client, phone


@pytest.fixture(scope="module", params=PLACES)
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """A server for each way in which storing fails."""
    data = tmp_path_factory.mktemp("full") / "data"
    if request.param != READ_ONLY:
        with running_server(data) as server:
            yield Place(server, {}, partial(nothing_can_be_stored, server, request.param))
        return
    address = request.getfixturevalue("postgres").database()
    env = {"FLIPCHART_DATABASE": address}
    with running_server(data, env=env) as server:
        yield Place(server, env, partial(only_read_for_a_while, server, address))


@contextmanager
def only_read_for_a_while(server: Server, address: str) -> Iterator[None]:
    """When it is over, return once every connection of the server may write: they take turns."""
    with only_read(address):
        yield
    until(lambda: all(is_ready(server) for _ in range(2 * MOST)))


def is_ready(server: Server) -> bool:
    return httpx.get(f"{server.url}/readyz").status_code == 200


def idea(text: str) -> dict[str, str]:
    return {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}


@pytest.mark.parametrize("place", [*FAULTS, READ_ONLY], indirect=True)
def test_an_idea_that_cannot_be_stored_is_refused_and_taken_later_under_the_same_id(
    place: Place,
) -> None:
    server = place.server
    with place.workshop() as (opened, _, phone):
        path = f"/j/{opened.code}/ideas"
        first, second = idea("Before"), idea("Meanwhile")
        assert phone.post(path, data=first, headers=JSON).status_code == 201
        with place.fails():
            refused = phone.post(path, data=second, headers=JSON)
            again = phone.post(path, data=first, headers=JSON)
            shown = look(server, f"/p/{opened.code}")
            stored = ideas(server.data, opened.code, place.env)
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) >= 1
        assert "stored" in refused.json()["detail"]
        assert again.status_code == 200
        assert [one["text"] for one in stored] == ["Before"]
        assert len(shown.order("external")) == 1

        assert phone.post(path, data=second, headers=JSON).status_code == 201
        assert phone.post(path, data=second, headers=JSON).status_code == 200
        stored = ideas(server.data, opened.code, place.env)
        assert [one["text"] for one in stored] == ["Before", "Meanwhile"]


def test_a_phone_without_scripts_gets_its_words_back_in_the_box(place: Place) -> None:
    with place.workshop() as (opened, _, phone):
        sent = idea("Not to be typed twice")
        with place.fails():
            refused = phone.post(
                f"/j/{opened.code}/ideas", data=sent, headers={"Accept": "text/html"}
            )
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) >= 1
        assert "Not to be typed twice</textarea>" in refused.text
        assert sent["id"] not in refused.text


def test_a_control_that_cannot_be_stored_changes_nothing_and_says_so(place: Place) -> None:
    server = place.server
    with place.workshop() as (opened, client, _):
        before = look(server, f"/p/{opened.code}")
        with place.fails():
            refused = client.post(f"/c/{opened.code}/topics/1/start")
            after = look(server, f"/p/{opened.code}")
        assert refused.status_code == 503
        assert "stored" in refused.json()["detail"]
        assert {id: before.still(id) for id in before.html} == {
            id: after.still(id) for id in after.html
        }
        press(client, f"/c/{opened.code}/topics/1/start")
        assert (look(server, f"/p/{opened.code}")).clock.total == 20 * 60_000


def test_pages_and_sockets_go_on_while_nothing_can_be_stored(place: Place) -> None:
    server = place.server
    with place.workshop() as (opened, client, phone):
        with place.fails():
            question = (look(server, f"/j/{opened.code}", phone)).html["question"]
            assert client.get(f"/c/{opened.code}").status_code == 200
            assert httpx.get(f"{server.url}/p/{opened.code}").status_code == 200
            with httpx.Client(base_url=server.url) as stranger:
                page = stranger.get(f"/j/{opened.code}")
        assert "external" in question
        assert page.status_code == 200
        assert page.headers["set-cookie"]


def test_no_session_is_opened_that_could_not_be_stored(place: Place) -> None:
    with httpx.Client(base_url=place.server.url, headers=JSON, timeout=20) as host:
        host.post("/c/key", data={"key": place.server.host_key}).raise_for_status()
        with place.fails():
            refused = host.post("/c/sessions", data={"plan": "who-we-are"})
    assert refused.status_code == 503
    assert "stored" in refused.json()["detail"]
    assert open_workshop(place.server).code


def test_a_database_that_lets_itself_be_written_to_again_needs_no_new_start(
    tmp_path: Path, database: str
) -> None:
    with running_server(tmp_path / "data", env={"FLIPCHART_DATABASE": database}) as server:
        with Place(server, {}, partial(only_read, database)).workshop() as (opened, _, phone):

            def is_stored(sent: dict[str, str]) -> bool:
                path = f"/j/{opened.code}/ideas"
                return phone.post(path, data=sent, headers=JSON).status_code in (200, 201)

            kept = [idea(f"Idea {n}") for n in range(4)]
            with only_read(database):
                assert [is_stored(one) for one in kept] == [False] * 4
                assert not is_ready(server)
            for one in kept:
                until(partial(is_stored, one))
        stored = ideas(server.data, opened.code, {"FLIPCHART_DATABASE": database})
    assert [one["text"] for one in stored] == [one["text"] for one in kept]
