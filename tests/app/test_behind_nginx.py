"""What docs/host.md says of many machines: a real nginx as it stands there, before two servers."""

import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest
from websockets.sync.client import connect

from tests.nginx import Nginx, running_nginx
from tests.postgres import Postgres
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press


@dataclass(frozen=True, slots=True)
class Site:
    """Two servers with one database and one secret, an nginx before them, and a session."""

    server: Server
    other: Server
    nginx: Nginx
    workshop: Workshop

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.nginx.url, verify=self.nginx.trust, headers=JSON)


@pytest.fixture(scope="module")
def settings(postgres: Postgres) -> dict[str, str]:
    return {
        "FLIPCHART_DATABASE": postgres.database(),
        "FLIPCHART_SECRET": secrets.token_hex(32),
        "FORWARDED_ALLOW_IPS": "127.0.0.1",
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, settings: dict[str, str]) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with (
        running_server(folder / "one", env=settings) as server,
        running_server(folder / "other", env=settings) as other,
        running_nginx(folder / "nginx", [server.port, other.port]) as nginx,
    ):
        workshop = open_workshop(server)
        with facilitator(other, workshop) as trainer:  # its key is one there, too
            press(trainer, f"/c/{workshop.code}/sheets/external/open")
        yield Site(server, other, nginx, workshop)


def idea(text: str) -> dict[str, str]:
    return {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}


def test_a_phone_is_served_over_https_and_its_cookie_goes_nowhere_else(site: Site) -> None:
    with site.client() as phone:
        page = phone.get(f"/j/{site.workshop.code}")
        assert page.status_code == 200
        assert "; Secure" in page.headers["set-cookie"]


def test_keys_are_taken_over_https_and_a_control_from_the_site_itself_works(site: Site) -> None:
    code = site.workshop.code
    with site.client() as trainer:
        opened = trainer.post(f"/c/{code}/key", data={"key": site.workshop.key})
        assert opened.status_code == 204
        ours = {"Origin": site.nginx.url}
        pressed = trainer.post(f"/c/{code}/sheets/external/open", headers=ours)
        assert pressed.status_code == 200, pressed.text
        foreign = {"Origin": "https://evil.example"}
        assert trainer.post(f"/c/{code}/undo", headers=foreign).status_code == 403


def test_an_idea_is_at_once_on_the_screens_of_both_servers(site: Site) -> None:
    with ExitStack() as screens:
        watching = [
            screens.enter_context(
                connect(f"ws://localhost:{one.port}/p/{site.workshop.code}/live", proxy=None)
            )
            for one in (site.server, site.other)
        ]
        assert all("html" in json.loads(screen.recv(60)) for screen in watching)
        with site.client() as phone:
            phone.get(f"/j/{site.workshop.code}").raise_for_status()
            sent = phone.post(f"/j/{site.workshop.code}/ideas", data=idea("Buyers"))
            assert sent.status_code == 201
        for screen in watching:
            while "Buyers" not in str(screen.recv(60)):
                pass


def test_sockets_and_events_come_through_as_they_are_sent(site: Site) -> None:
    code = site.workshop.code
    live = f"wss://localhost:{site.nginx.port}/p/{code}/live"
    with connect(live, ssl=site.nginx.trust, proxy=None, origin=None) as screen:
        assert "html" in json.loads(screen.recv(60))
    with (
        site.client() as client,
        client.stream("GET", f"/p/{code}/events", timeout=60) as events,
    ):
        assert next(events.iter_lines()).startswith("data: ")


def test_two_people_behind_the_proxy_are_two_addresses_to_who_counts_guesses(site: Site) -> None:
    """nginx passes the address on, and takes none that a guesser claims to have."""
    with site.client() as guesser:
        claims = {"X-Forwarded-For": "203.0.113.9"}
        signs = "23456789ABCDEFGHJKMN"  # each server counts 120 before it slows them
        codes = [f"/p/ZZZZ{one}{other}" for one in signs for other in signs]
        answers = [guesser.get(path, headers=claims).status_code for path in codes]
    assert answers[0] == 404
    assert answers[-1] == 429  # whatever it claims, it is one address
    assert httpx.get(f"{site.server.url}/p/ZZZZZZ", headers=claims).status_code == 404


def test_what_is_for_the_hosts_own_network_is_not_there_for_others(site: Site) -> None:
    with site.client() as stranger:
        assert stranger.get("/metrics").status_code == 404
        assert stranger.get("/readyz").status_code == 404
        assert stranger.get("/healthz").status_code == 200


def test_a_plan_of_the_largest_size_comes_through(site: Site) -> None:
    with site.client() as host:
        host.post("/c/key", data={"key": site.server.host_key}).raise_for_status()
        plan = b"x" * (512 * 1024 - 1000)
        answer = host.post("/plans/sessions", content=plan)
        assert answer.status_code == 422  # read, and found to be no plan


def test_while_one_server_is_started_anew_the_other_serves_everybody(
    site: Site, settings: dict[str, str]
) -> None:
    code = site.workshop.code
    live = f"wss://localhost:{site.nginx.port}/p/{code}/live"
    with site.client() as phone, ExitStack() as screens:
        phone.get(f"/j/{code}").raise_for_status()
        watching = [
            screens.enter_context(connect(live, ssl=site.nginx.trust, proxy=None))
            for _ in range(4)  # the least busy server has the next, so each has two
        ]
        assert all("html" in json.loads(screen.recv(60)) for screen in watching)
        assert site.other.end() == 0
        for number in range(10):
            sent = phone.post(f"/j/{code}/ideas", data=idea(f"Meanwhile {number}"))
            assert sent.status_code == 201
        with connect(live, ssl=site.nginx.trust, proxy=None) as screen:
            assert "Meanwhile 9" in str(screen.recv(60))
    with running_server(site.other.data, env=settings, port=site.other.port) as again:
        assert httpx.get(f"{again.url}/readyz", trust_env=False).status_code == 200
        assert "Meanwhile 9" in httpx.get(f"{again.url}/p/{code}", trust_env=False).text
