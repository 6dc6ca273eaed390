"""Nothing can be stored for a while: nobody is told otherwise, and nothing is lost."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.faults.room import ideas, look
from tests.faults.storage import FAULTS, nothing_can_be_stored
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press


@contextmanager
def workshop(folder: Path) -> Iterator[tuple[Server, Workshop, httpx.Client, httpx.Client]]:
    """A server, a workshop with an open sheet, its facilitator, and a phone that has joined."""
    with running_server(folder / "data") as server:
        opened = open_workshop(server)
        phone = httpx.Client(base_url=server.url, timeout=20)
        with facilitator(server, opened) as client, phone:
            press(client, f"/c/{opened.code}/sheets/external/open")
            phone.get(f"/j/{opened.code}").raise_for_status()
            yield server, opened, client, phone


def idea(text: str) -> dict[str, str]:
    return {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_idea_that_cannot_be_stored_is_refused_and_taken_later_under_the_same_id(
    tmp_path: Path, fault: str
) -> None:
    with workshop(tmp_path) as (server, opened, _, phone):
        path = f"/j/{opened.code}/ideas"
        first, second = idea("Before"), idea("Meanwhile")
        assert phone.post(path, data=first, headers=JSON).status_code == 201
        with nothing_can_be_stored(server, fault):
            refused = phone.post(path, data=second, headers=JSON)
            again = phone.post(path, data=first, headers=JSON)
            shown = look(server, f"/p/{opened.code}")
            stored = ideas(server.data, opened.code)
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) >= 1
        assert "stored" in refused.json()["detail"]
        assert again.status_code == 200
        assert [one["text"] for one in stored] == ["Before"]
        assert len(shown.order("external")) == 1

        assert phone.post(path, data=second, headers=JSON).status_code == 201
        assert phone.post(path, data=second, headers=JSON).status_code == 200
        stored = ideas(server.data, opened.code)
        assert [one["text"] for one in stored] == ["Before", "Meanwhile"]
        server.kill()
        assert ideas(server.data, opened.code) == stored


@pytest.mark.parametrize("fault", FAULTS)
def test_a_phone_without_scripts_gets_its_words_back_in_the_box(tmp_path: Path, fault: str) -> None:
    with workshop(tmp_path) as (server, opened, _, phone):
        sent = idea("Not to be typed twice")
        with nothing_can_be_stored(server, fault):
            refused = phone.post(
                f"/j/{opened.code}/ideas", data=sent, headers={"Accept": "text/html"}
            )
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) >= 1
        assert "Not to be typed twice</textarea>" in refused.text
        assert sent["id"] not in refused.text


@pytest.mark.parametrize("fault", FAULTS)
def test_a_control_that_cannot_be_stored_changes_nothing_and_says_so(
    tmp_path: Path, fault: str
) -> None:
    with workshop(tmp_path) as (server, opened, client, _):
        before = look(server, f"/p/{opened.code}")
        with nothing_can_be_stored(server, fault):
            refused = client.post(f"/c/{opened.code}/topics/1/start")
            after = look(server, f"/p/{opened.code}")
        assert refused.status_code == 503
        assert "stored" in refused.json()["detail"]
        assert {id: before.still(id) for id in before.html} == {
            id: after.still(id) for id in after.html
        }
        press(client, f"/c/{opened.code}/topics/1/start")
        assert (look(server, f"/p/{opened.code}")).clock.total == 20 * 60_000


@pytest.mark.parametrize("fault", FAULTS)
def test_pages_and_sockets_go_on_while_nothing_can_be_stored(tmp_path: Path, fault: str) -> None:
    with workshop(tmp_path) as (server, opened, client, phone):
        with nothing_can_be_stored(server, fault):
            question = (look(server, f"/j/{opened.code}", phone)).html["question"]
            assert client.get(f"/c/{opened.code}").status_code == 200
            assert httpx.get(f"{server.url}/p/{opened.code}").status_code == 200
            with httpx.Client(base_url=server.url) as stranger:
                page = stranger.get(f"/j/{opened.code}")
        assert "external" in question
        assert page.status_code == 200
        assert page.headers["set-cookie"]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_session_is_opened_that_could_not_be_stored(tmp_path: Path, fault: str) -> None:
    with running_server(tmp_path / "data") as server:
        with httpx.Client(base_url=server.url, headers=JSON, timeout=20) as host:
            host.post("/c/key", data={"key": server.host_key}).raise_for_status()
            with nothing_can_be_stored(server, fault):
                refused = host.post("/c/sessions", data={"plan": "who-we-are"})
        assert refused.status_code == 503
        assert "stored" in refused.json()["detail"]
        assert open_workshop(server).code
