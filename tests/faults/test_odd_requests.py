"""Requests that no browser sends, and what every answer carries, on a real server."""

import gzip
import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from socket import create_connection

import httpx
import pytest

from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

Place = tuple[Server, Workshop]

FORM = {
    **JSON,
    "Content-Type": "application/x-www-form-urlencoded",
}
CARRIED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with running_server(tmp_path_factory.mktemp("odd") / "data") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/sheets/external/open")
        yield server, opened
        said = Path(f"{server.data}.errors").read_text("utf-8")
        assert "Traceback" not in said, said


def test_every_answer_keeps_others_out_and_none_is_kept_by_the_browser(place: Place) -> None:
    server, opened = place
    code = opened.code
    with facilitator(server, opened) as client:
        client.post("/c/key", data={"key": server.host_key}).raise_for_status()
        statuses = set()
        for path in (
            *("/", f"/?code={code}", "/?code=AAAAAA", "/?code=0", "/nowhere", "/static/nowhere"),
            *("/c", f"/c/{code}", f"/p/{code}", f"/j/{code}", f"/h/{code}/report", "/c/AAAAAA"),
            *(f"/h/{code}/ideas.csv", f"/h/{code}/ideas.json", f"/h/{code}/ideas.xlsx"),
            *(f"/h/{code}/nothing.pdf", "/plans/who-we-are/guide", "/plans/nothing/guide"),
            *(f"/p/{code}/news", f"/j/{code}/news", f"/c/{code}/news", "/p/AAAAAA/events"),
        ):
            for method, headers in (
                ("GET", {"Accept": "text/html"}),
                ("GET", {"Accept": "text/html", "Cookie": ""}),
                ("GET", {"Host": "evil.example"}),
                ("POST", {"Origin": "http://evil.example"}),
                ("DELETE", JSON),
            ):
                answer = client.request(method, path, headers=headers)
                statuses.add(answer.status_code)
                assert answer.status_code < 500, (method, path)
                assert answer.headers.items() >= CARRIED.items(), (method, path)
                assert "no-store" in answer.headers["cache-control"], (method, path)
                policy = answer.headers["content-security-policy"]
                assert "script-src 'self';" in policy
                assert "require-trusted-types-for 'script'" in policy
                assert "frame-ancestors 'none'" in policy
        assert statuses >= {200, 303, 403, 404, 405, 422}


def test_only_files_that_are_there_may_be_kept(place: Place) -> None:
    server, opened = place
    page = httpx.get(f"{server.url}/j/{opened.code}").text
    path = re.search(r'/static/[^"]+\.js', page)
    assert path is not None
    file = httpx.get(f"{server.url}{path[0]}")
    assert "immutable" in file.headers["cache-control"]
    assert file.headers["x-content-type-options"] == "nosniff"


def raw(server: Server, request: bytes) -> bytes:
    """What comes back for some bytes, until the server closes."""
    with create_connection(("localhost", server.port), timeout=20) as wire:
        wire.sendall(request)
        heard = b""
        while more := wire.recv(65_536):
            heard += more
        return heard


@pytest.mark.parametrize(
    "target",
    [
        *("/c/CODE/", "//c/CODE", "/c//CODE", "/c/./CODE", "/p/../c/CODE", "/p/%2e%2e/c/CODE"),
        *("/c%2fCODE", "/c/CODE%2f", "/c/CODE%00", "/%63/CODE", "/c/CODE;x", "/c/CODE%0d%0aX:x"),
        *("/C/CODE", "/c/CODE?key=x", "/c/CODE#x", "http://evil.example/c/CODE", "c/CODE"),
        *("/static/%2e%2e/%2e%2e/secret", "/static/../../secret", "/static/%2e%2e%2fapp/main.py"),
        *("/h/CODE/..%2f..%2fsecret", "/plans/..%2f..%2fsecret/guide", "/plans/%2e%2e/guide"),
        *("*", "http://", "/%", "/%zz", "/%ff%fe", "/" + "x" * 60_000, "/?" + "x=1&" * 15_000),
    ],
)
def test_no_way_of_writing_an_address_opens_what_is_closed(place: Place, target: str) -> None:
    server, opened = place
    target = target.replace("CODE", opened.code)
    head = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    said = raw(server, head.encode())
    status = int(said.split(b" ", 2)[1])
    assert status in {200, 307, 400, 403, 404, 405}, said
    assert status != 200 or target.startswith("/?")
    assert b"Who are customers" not in said
    secret = (server.data / "secret").read_bytes()
    assert secret not in said


@pytest.mark.parametrize(
    "method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "get", "PRI"]
)
def test_other_methods_do_nothing(place: Place, method: str) -> None:
    server, opened = place
    before = httpx.get(f"{server.url}/p/{opened.code}").status_code
    for path in (f"/c/{opened.code}/end", f"/j/{opened.code}/ideas", f"/p/{opened.code}", "/"):
        target = "localhost:80" if method == "CONNECT" else path
        head = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        said = raw(server, head.encode())
        assert said.split(b" ", 2)[1] in {b"400", b"404", b"405"}, said
    assert httpx.get(f"{server.url}/p/{opened.code}").status_code == before == 200


@pytest.mark.parametrize(
    "head",
    [
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, x\r\n",
        "GET / HTTP/1.1\r\nHost : localhost\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.0\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n",
        "\x16\x03\x01\x02\x00\x01\r\n",
    ],
)
def test_a_request_that_can_be_read_in_two_ways_is_not_read(place: Place, head: str) -> None:
    server, _ = place
    said = raw(server, f"{head}Connection: close\r\n\r\n0\r\n\r\n".encode("latin-1"))
    assert said.split(b" ", 2)[1] in {b"400", b"403"}, said


def test_what_is_compressed_is_not_unfolded(place: Place) -> None:
    server, opened = place
    bomb = gzip.compress(b"text=" + b"x" * 50_000_000)
    assert len(bomb) < 60_000
    headers = {**FORM, "Content-Encoding": "gzip"}
    with httpx.Client(base_url=server.url, headers=headers) as client:
        client.get(f"/j/{opened.code}").raise_for_status()
        answer = client.post(f"/j/{opened.code}/ideas", content=bomb)
        assert answer.status_code == 422
        assert "has to come once" in answer.json()["detail"]


def test_a_body_in_pieces_is_counted_as_it_comes(place: Place) -> None:
    server, opened = place
    for path in (f"/j/{opened.code}/ideas", "/c/key"):
        wire = HTTPConnection("localhost", server.port, timeout=20)
        headers = {**FORM, "Transfer-Encoding": "chunked"}
        pieces = (b"x" * 10_000 for _ in range(60))
        wire.request("POST", path, pieces, headers, encode_chunked=True)
        with wire.getresponse() as answer:
            assert answer.status == 413, path
            assert json.loads(answer.read())["detail"].endswith(".")
        wire.close()


@pytest.mark.parametrize("parts", [21, 800])
def test_many_fields_and_parts_within_parts_are_refused_with_a_sentence(
    place: Place, parts: int
) -> None:
    server, opened = place
    many = "&".join(f"f{n}=1" for n in range(parts))
    each = "".join(
        f'--x\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\n1\r\n' for n in range(parts)
    )
    nested = "".join(
        f"--x{n}\r\nContent-Type: multipart/form-data; boundary=x{n + 1}\r\n\r\n"
        for n in range(parts)
    )
    for body, kind in (
        (many, "application/x-www-form-urlencoded"),
        (f"{each}--x--\r\n", "multipart/form-data; boundary=x"),
        (nested, "multipart/form-data; boundary=x0"),
    ):
        for path in (f"/j/{opened.code}/ideas", f"/c/{opened.code}/key"):
            headers = {**JSON, "Content-Type": kind}
            answer = httpx.post(f"{server.url}{path}", content=body, headers=headers)
            assert answer.status_code in {400, 403, 422}, answer.text
            assert answer.json()["detail"].endswith(".")
