"""What docs/host.md says of a proxy, with a real nginx and the configuration that stands there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from websockets.sync.client import connect

from tests.nginx import Nginx, free_port, running_nginx
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, open_workshop

TRUSTING = {"FORWARDED_ALLOW_IPS": "127.0.0.1"}


@dataclass(frozen=True, slots=True)
class Site:
    """A server, an nginx before it and another that is down, and a session."""

    server: Server
    nginx: Nginx
    workshop: Workshop

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.nginx.url, verify=self.nginx.trust, headers=JSON)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with (
        running_server(folder / "data", env=TRUSTING) as server,
        running_nginx(folder / "nginx", [server.port, free_port()]) as nginx,
    ):
        yield Site(server, nginx, open_workshop(server))


def idea(number: int) -> dict[str, str]:
    return {"id": f"behind-nginx-{number:04}", "sheet": "external", "text": f"Idea {number}"}


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


def test_while_one_server_is_down_every_request_and_idea_is_answered_by_the_other(
    site: Site,
) -> None:
    with site.client() as trainer:
        trainer.post(f"/c/{site.workshop.code}/key", data={"key": site.workshop.key})
        trainer.post(f"/c/{site.workshop.code}/sheets/external/open").raise_for_status()
    with site.client() as phone:
        phone.get(f"/j/{site.workshop.code}").raise_for_status()
        for number in range(10):
            sent = phone.post(f"/j/{site.workshop.code}/ideas", data=idea(number))
            assert sent.status_code == 201


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
        codes = [f"/p/ZZZZ{one}{other}" for one in "23456789ABCD" for other in "23456789ABCD"]
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
