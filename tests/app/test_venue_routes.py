"""The check's addresses on a real server: who may see what, and what is not taken."""

import json
import time
from collections.abc import Iterator

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from app.venue import Where, of_addresses
from app.venue_probe import run_at
from app.venue_routes import said
from templates.face import render
from tests.app.asked import bytes_of
from tests.app.venue import ELSEWHERE, MEASURED, PROXY, host, phone, states
from tests.server import Server, running_server
from tests.workshop import facilitator, open_workshop


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("venue") / "data", env=PROXY) as running:
        yield running
        running.end()
    assert (running.data.parent / "data.errors").read_text("utf-8") == ""


def test_a_phone_that_comes_is_told_it_may_go_and_the_facilitator_sees_it(server: Server) -> None:
    workshop = open_workshop(server)
    with facilitator(server, workshop) as trainer, phone(server.url) as one:
        path = f"/c/{workshop.code}/venue"
        page = one.get("/check")
        assert "This phone reaches the laptop" in page.text
        assert "set-cookie" not in page.headers
        assert one.post("/check", data=MEASURED).json() == {"done": "You can close this page."}
        found = states(trainer, path)
        assert {found[name] for name in ("phone", "socket", "trip", "clock")} == {"ok"}
        assert one.post("/check", data={**MEASURED, "socket": "0"}).status_code == 200
        assert states(trainer, path)["socket"] == "warn"
        assert (
            f'href="/c/{workshop.code}"' in trainer.get(path, headers={"Accept": "text/html"}).text
        )


def test_only_the_host_and_the_facilitator_see_what_was_found(server: Server) -> None:
    mine, other = open_workshop(server), open_workshop(server)
    with phone(server.url) as one, facilitator(server, other) as stranger:
        assert one.get("/c/venue").status_code == 403
        assert one.get(f"/c/{mine.code}/venue").status_code == 403
        assert stranger.get(f"/c/{mine.code}/venue").status_code == 403
        assert stranger.get("/c/venue").status_code == 403
        assert stranger.get("/c/ZZZZZZ/venue").status_code == 404


def test_opened_on_the_laptop_itself_it_says_so_and_counts_for_nothing(server: Server) -> None:
    with host(server) as client:
        before = client.get("/c/venue").json()["findings"]
        assert "This is the laptop itself" in client.get("/check").text
        refused = client.post("/check", data={**MEASURED, "id": "the-laptop-itself"})
        assert refused.status_code == 409
        assert "Open it on a phone" in refused.json()["detail"]
        phones = [one for one in before if one["name"] == "phone"]
        after = client.get("/c/venue").json()["findings"]
        assert [one for one in after if one["name"] == "phone"] == phones


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("tries", "0"), ("tries", ""), ("tries", "many"), ("answered", "21"), ("answered", "-1")),
        *(("middle", "nan"), ("slowest", "1e9"), ("slowest", "9" * 5000), ("socket", "yes please")),
        *(("ahead", "9" * 15), ("id", "short"), ("id", "<script>alert(1)</script>")),
    ],
)
def test_a_bad_report_is_refused_with_a_sentence(server: Server, field: str, value: str) -> None:
    with phone(server.url) as one:
        answer = one.post("/check", data={**MEASURED, field: value})
        assert answer.status_code == 422
        assert f"“{field}” is missing or not as it should be" in answer.json()["detail"]


def test_what_is_no_report_at_all_is_refused_too(server: Server) -> None:
    with phone(server.url) as one:
        assert one.post("/check").status_code == 422
        assert one.post("/check", content=b"\xff{}", headers={"Content-Type": "x"}).status_code in (
            400,
            422,
        )
        assert one.post("/check", data={"id": "x" * 70_000}).status_code == 413
        foreign = one.post("/check", data=MEASURED, headers={"Origin": "http://evil.example"})
        assert foreign.status_code == 403


def test_a_socket_brings_back_what_it_is_sent_once_and_little_of_it(server: Server) -> None:
    address = f"ws://localhost:{server.port}/check/echo"
    for sent, back in (("here", "here"), ("x" * 9000, "x" * 64), (b"bytes", "")):
        with connect(address, proxy=None) as socket:
            socket.send(sent)
            assert socket.recv() == back
            with pytest.raises(ConnectionClosed):
                socket.recv()
    with connect(address, proxy=None):
        pass  # it goes without a word
    with (
        pytest.raises(Exception, match="403"),
        connect(
            address,
            proxy=None,
            origin=Origin("http://evil.example"),
        ),
    ):
        pass


def test_the_time_is_told_to_anybody(server: Server) -> None:
    with phone(server.url) as one:
        first, second = (one.get("/check/ping").json() for _ in range(2))
    assert set(first) == {"now", "run"}
    assert first["run"] == second["run"]
    assert abs(second["now"] / 1000 - time.time()) < 60


def test_nothing_of_a_phone_is_stored_and_no_address_is_told(server: Server) -> None:
    with phone(server.url) as one, host(server) as client:
        one.post("/check", data=MEASURED)
        told = json.dumps(client.get("/c/venue").json())
    for secret in (ELSEWHERE["X-Forwarded-For"], MEASURED["id"]):
        assert secret not in told
        assert secret.encode() not in bytes_of(server.data)


def test_this_server_is_known_at_its_own_address(server: Server) -> None:
    with host(server) as client:
        assert {states(client)[name] for name in ("disk", "port")} == {"ok"}
    assert run_at(server.url) == httpx.get(f"{server.url}/check/ping").json()["run"]


def test_without_an_address_for_phones_there_is_no_code_to_scan() -> None:
    pages = []
    for note in ("", "No network was found."):
        found = said(of_addresses(Where("http://localhost:8000", "", (), note)), "en")
        values = {"address": "http://localhost:8000/check", "back": "/c", "findings": [found]}
        pages.append(render("facilitator/venue.html", "en", **values))
    assert ["QR code" in page for page in pages] == [True, False]
    assert "No network was found." in pages[1]
