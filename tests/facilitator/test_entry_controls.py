"""Who and what comes in, on a real server: approval, muting, the lobby, a changed code, words."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.faults.room import look
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

Place = tuple[Server, Workshop, httpx.Client]
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("entry") / "data") as running:
        yield running


@pytest.fixture
def place(server: Server) -> Iterator[Place]:
    opened = open_workshop(server)
    with facilitator(server, opened) as client:
        press(client, f"/c/{opened.code}/sheets/external/open")
        yield server, opened, client


@contextmanager
def phone(server: Server, code: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers=JSON, timeout=20) as client:
        client.get(f"/j/{code}")
        yield client


def send(client: httpx.Client, code: str, text: str) -> httpx.Response:
    idea = {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}
    return client.post(f"/j/{code}/ideas", data=idea)


def test_a_phone_is_told_that_its_idea_is_stored_though_it_waits(place: Place) -> None:
    server, opened, client = place
    press(client, f"/c/{opened.code}/sheets/external/approval", on="1")
    with phone(server, opened.code) as ann:
        answer = send(ann, opened.code, "Buyers")
        own = look(server, f"/j/{opened.code}", ann).lists["own"]
    assert answer.status_code == 201
    assert "Buyers" in "".join(own.values())
    assert look(server, f"/p/{opened.code}").order("external") == []
    press(client, f"/c/{opened.code}/ideas/{answer.json()['seq']}/approve")
    assert look(server, f"/p/{opened.code}").order("external") == [answer.json()["seq"]]


def test_what_waits_is_on_no_paper_that_people_take_home(place: Place) -> None:
    server, opened, client = place
    press(client, f"/c/{opened.code}/sheets/external/approval", on="1")
    with phone(server, opened.code) as ann:
        send(ann, opened.code, "Wait for me")
    assert "Wait for me" not in client.get(f"/h/{opened.code}/takeaway", headers=PAGE).text
    rows = client.get(f"/h/{opened.code}/ideas.csv").text
    assert "Wait for me" in rows
    assert ",held," in rows


def test_a_locked_lobby_keeps_strangers_out_and_lets_them_in_by_itself(place: Place) -> None:
    server, opened, client = place
    with phone(server, opened.code) as ann, httpx.Client(base_url=server.url) as stranger:
        send(ann, opened.code, "I am in")
        press(client, f"/c/{opened.code}/lobby", locked="1")
        kept_out = stranger.get(f"/j/{opened.code}", headers=PAGE)
        assert kept_out.status_code == 403
        assert "locked the lobby" in kept_out.text
        assert int(kept_out.headers["refresh"]) > 0
        assert send(ann, opened.code, "Still in").status_code == 201
        refused = send(stranger, opened.code, "Let me in")
        assert refused.status_code == 403
        press(client, f"/c/{opened.code}/lobby", locked="0")
        assert stranger.get(f"/j/{opened.code}", headers=PAGE).status_code == 200


def test_words_typed_before_the_lobby_was_locked_come_back_in_the_box(place: Place) -> None:
    server, opened, client = place
    with httpx.Client(base_url=server.url, headers=PAGE) as stranger:
        stranger.get(f"/j/{opened.code}")
        press(client, f"/c/{opened.code}/lobby", locked="1")
        refused = send(stranger, opened.code, "Typed already")
    assert refused.status_code == 403
    assert "Typed already</textarea>" in refused.text
    assert "locked the lobby" in refused.text


def test_a_changed_code_shuts_out_who_knows_the_old_one_and_nobody_who_is_in(
    place: Place,
) -> None:
    server, opened, client = place
    old = opened.code
    with phone(server, old) as ann, httpx.Client(base_url=server.url) as stranger:
        send(ann, old, "I am in")
        stranger.get(f"/j/{old}").raise_for_status()
        answer = client.post(f"/c/{old}/code").json()
        new = answer["go"].rpartition("/")[2]
        assert new != old
        assert send(ann, old, "Still in").status_code == 201
        assert ann.get(f"/j/{old}", headers=PAGE).status_code == 200
        assert look(server, f"/j/{old}", ann).html["question"]
        for path in (f"/j/{old}", f"/p/{old}", f"/c/{old}", f"/h/{old}"):
            assert stranger.get(path).status_code == 404, path
        assert send(stranger, old, "Let me in").status_code == 404
        assert stranger.get(f"/j/{new}").status_code == 200
        assert press(client, f"/c/{old}/projector/blank", on="1")
        assert client.get(f"/c/{new}").status_code == 200
        corner = look(server, f"/p/{new}").html["corner"]
        assert new in corner


def test_the_changed_code_is_still_there_after_a_restart(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            new = client.post(f"/c/{opened.code}/code").json()["go"].rpartition("/")[2]
            server.kill()
            with running_server(server.data) as again:
                assert httpx.get(f"{again.url}/j/{new}").status_code == 200
                assert httpx.get(f"{again.url}/j/{opened.code}").status_code == 404
                cookies = dict(client.cookies)
                with httpx.Client(base_url=again.url, cookies=cookies) as back:
                    moved = back.get(f"/c/{opened.code}", headers=PAGE)
                    assert moved.headers["location"] == f"/c/{new}"


def test_the_host_changes_the_list_of_words_and_consoles_flag_by_it_at_once(place: Place) -> None:
    server, opened, client = place
    with phone(server, opened.code) as ann:
        send(ann, opened.code, "Our competitors")
    assert 'class="flag"' not in client.get(f"/c/{opened.code}", headers=PAGE).text
    with httpx.Client(base_url=server.url, headers=JSON) as host:
        assert host.get("/c/words").status_code == 403
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        before = host.get("/c/words?lang=en", headers=PAGE).text
        assert "One a line" in before
        said = host.post("/c/words", data={"lang": "en", "text": "competitor*"})
        assert "kept" in said.json()["done"]
        assert host.post("/c/words", data={"lang": "../x", "text": "a"}).status_code == 422
    assert 'class="flag"' in client.get(f"/c/{opened.code}", headers=PAGE).text


@pytest.mark.parametrize("seconds", ["-1", "301", "nan", "inf", "", "soon"])
def test_a_delay_that_makes_no_sense_is_refused_with_a_sentence(place: Place, seconds: str) -> None:
    _, opened, client = place
    refused = client.post(f"/c/{opened.code}/delay", data={"seconds": seconds})
    assert refused.status_code == 422
    assert refused.json()["detail"].endswith(".")
