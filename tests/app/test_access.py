"""Cookies, keys and codes on a real server."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop

PROXY = {
    "FLIPCHART_NAMES": '["flip.example"]',
    "FORWARDED_ALLOW_IPS": "127.0.0.1,::1",
}
Place = tuple[Server, Workshop]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with running_server(tmp_path_factory.mktemp("access") / "data", env=PROXY) as server:
        yield server, open_workshop(server)


def behind(address: str, scheme: str = "https") -> dict[str, str]:
    """The headers that a proxy adds for somebody at an address."""
    return {
        **JSON,
        "Host": "flip.example",
        "X-Forwarded-For": address,
        "X-Forwarded-Proto": scheme,
    }


def attributes(answer: httpx.Response) -> set[str]:
    _, *given = answer.headers["set-cookie"].lower().split("; ")
    return set(given)


def test_a_participants_cookie_is_out_of_reach_of_scripts_and_other_sites(place: Place) -> None:
    server, opened = place
    answer = httpx.get(f"{server.url}/j/{opened.code}")
    assert attributes(answer) == {"httponly", "samesite=lax", "path=/", "max-age=31536000"}
    over_tls = httpx.get(f"{server.url}/j/{opened.code}", headers=behind("203.0.113.1"))
    assert attributes(over_tls) == attributes(answer) | {"secure"}


def test_a_facilitators_cookie_and_the_hosts_never_come_from_another_site(place: Place) -> None:
    server, opened = place
    for path, key in (("/c/key", server.host_key), (f"/c/{opened.code}/key", opened.key)):
        answer = httpx.post(f"{server.url}{path}", data={"key": key})
        assert attributes(answer) == {"httponly", "samesite=strict", "path=/", "max-age=31536000"}
        assert key not in answer.headers["set-cookie"]
        tls = behind("203.0.113.1")
        over_tls = httpx.post(f"{server.url}{path}", data={"key": key}, headers=tls)
        assert attributes(over_tls) == attributes(answer) | {"secure"}


def test_a_key_is_taken_from_another_machine_over_https_alone(place: Place) -> None:
    server, opened = place
    for path, key in (("/c/key", server.host_key), (f"/c/{opened.code}/key", opened.key)):
        open_air = behind("192.168.8.30", "http")
        answer = httpx.post(f"{server.url}{path}", data={"key": key}, headers=open_air)
        assert answer.status_code == 403
        assert "open network" in answer.json()["detail"]
        assert "set-cookie" not in answer.headers


def test_one_who_tries_codes_is_slowed_and_the_room_beside_them_still_joins(place: Place) -> None:
    server, opened = place
    venue, elsewhere = behind("203.0.113.50"), behind("203.0.113.51")
    with httpx.Client(base_url=server.url, timeout=20) as client:

        def guess(headers: dict[str, str], path: str = "/j/AAAAAA") -> httpx.Response:
            client.cookies.clear()
            return client.get(path, headers=headers)

        assert guess(venue, f"/j/{opened.code}").status_code == 200
        for headers in (venue, elsewhere):
            assert [guess(headers).status_code for _ in range(100)] == [404] * 100
            while guess(headers).status_code == 404:
                pass
        for path in ("/j/AAAAAA", "/J/AAAAAA", "/p/AAAAAA", "/c/AAAAAA", "/h/AAAAAA/guide"):
            slowed = guess(elsewhere, path)
            if slowed.status_code != 404:  # a second's worth of leave may have come meanwhile
                assert slowed.status_code == 429
                assert int(slowed.headers["retry-after"]) >= 1
                assert slowed.json()["detail"].startswith("Too many codes")
        assert guess(elsewhere, "/?code=AAAAAA").status_code in {404, 429}
        with pytest.raises(InvalidStatus) as refused:
            connect(
                f"ws://localhost:{server.port}/p/AAAAAA/live",
                additional_headers=[*elsewhere.items()][2:],
                proxy=None,
            )
        assert refused.value.response.status_code in {404, 429}
        assert guess(venue, f"/j/{opened.code}").status_code == 200
        assert guess(venue, f"/?code={opened.code}").status_code == 303
        assert guess(behind("203.0.113.52"), f"/j/{opened.code}").status_code == 200


def test_one_who_tries_keys_is_slowed_and_the_right_key_opens_all_the_same(place: Place) -> None:
    server, opened = place
    headers = behind("203.0.113.60")
    with httpx.Client(base_url=server.url, timeout=20, headers=headers) as client:
        statuses = [
            client.post(path, data={"key": "x"}).status_code
            for _ in range(130)
            for path in ("/c/key", f"/c/{opened.code}/key")
        ]
        assert statuses[:120] == [403] * 120
        assert 429 in statuses
        right = client.post(f"/c/{opened.code}/key", data={"key": opened.key})
        assert right.status_code == 204


def test_no_key_and_no_cookie_is_ever_said_or_stored(place: Place) -> None:
    server, opened = place
    with facilitator(server, opened) as client:
        pages = [
            client.get(path, headers={"Accept": accept}).text
            for path in (f"/c/{opened.code}", f"/p/{opened.code}", f"/j/{opened.code}", "/c")
            for accept in ("text/html", "application/json")
        ]
        client.post(f"/c/{opened.code}/key", data={"key": f"{opened.key}x"})
        client.get(f"/c/{opened.code}/{opened.key}")
        secrets = {opened.key, server.host_key, *(value for _, value in client.cookies.items())}
    assert len(secrets) == 4
    written = Path(f"{server.data}.errors").read_text("utf-8")
    stored = b"".join(file.read_bytes() for file in server.data.iterdir() if file.is_file())
    for secret in secrets:
        assert not any(secret in page for page in pages)
        assert secret not in written
        assert secret.encode() not in stored
