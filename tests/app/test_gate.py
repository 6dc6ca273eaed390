from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from app.gate import Gate

pytestmark = pytest.mark.anyio

OURS = {"localhost", "127.0.0.1", "192.168.8.20", "fd00::20"}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


@pytest.fixture
def client() -> httpx.AsyncClient:
    gate = Gate(echo, OURS.__contains__, body_bytes=1000, plan_bytes=5000)
    transport = httpx.ASGITransport(app=gate)
    return httpx.AsyncClient(transport=transport, base_url="http://192.168.8.20:8000")


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8000", "localhost.evil.example", "[", "", "0.0.0.0:8000"),
        *("localhost@evil.example", "evil.example@localhost", "localhost:80@evil.example"),
        *("localhost/", "localhost:", "localhost:x", "localhost:8000; script-src *", "[::1"),
        *("localhost, evil.example", "localhost..", "[fd00::21]:8000", "localhost#", "loc\\alhost"),
    ],
)
async def test_a_foreign_host_is_refused(client: httpx.AsyncClient, host: str) -> None:
    answer = await client.get("/", headers={"Host": host})
    assert answer.status_code == 403
    assert "address" in answer.json()["detail"]


@pytest.mark.parametrize(
    "host", ["LOCALHOST", "localhost.", "Localhost.:8000", "127.0.0.1", "[fd00::20]:8000"]
)
async def test_our_names_are_known_in_any_case_with_port_and_last_dot(
    client: httpx.AsyncClient, host: str
) -> None:
    assert (await client.get("/", headers={"Host": host})).status_code == 200
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert (await client.post("/", headers=headers)).status_code == 200


async def test_a_second_host_is_one_too_many(client: httpx.AsyncClient) -> None:
    headers = [("Host", "localhost"), ("Host", "evil.example")]
    assert (await client.get("/", headers=headers)).status_code == 403


async def test_what_a_foreign_host_says_stands_in_no_policy(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"Host": "evil.example; script-src *"})
    assert "evil" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].count("script-src") == 1


async def test_what_a_browser_calls_another_site_presses_nothing(
    client: httpx.AsyncClient,
) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert (await client.post("/", headers=foreign)).status_code == 403
    assert (await client.get("/", headers=foreign)).status_code == 200
    for site in ("same-origin", "none"):
        assert (await client.post("/", headers={"Sec-Fetch-Site": site})).status_code == 200


async def test_of_two_origins_both_have_to_be_ours(client: httpx.AsyncClient) -> None:
    ours, foreign = "http://192.168.8.20:8000", "http://evil.example"
    for pair in ((ours, foreign), (foreign, ours)):
        headers = [("Origin", origin) for origin in pair]
        assert (await client.post("/", headers=headers)).status_code == 403


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://192.168.8.20@evil.example:8000",
        "http://evil.example@192.168.8.20:8000",
        "ftp://192.168.8.20:8000",
        "null",
        "http://192.168.8.20:3000",
        "http://192.168.8.20.evil.example:8000",
        "http://evil.example:8000",
        "file://",
        "http://[",
    ],
)
async def test_a_post_from_a_foreign_origin_is_refused(
    client: httpx.AsyncClient, origin: str
) -> None:
    answer = await client.post("/", headers={"Origin": origin})
    assert answer.status_code == 403
    assert "another site" in answer.json()["detail"]


async def test_a_host_and_origin_that_agree_but_are_not_ours_are_refused(
    client: httpx.AsyncClient,
) -> None:
    """DNS rebinding: a foreign name that was made to point at this machine."""
    headers = {"Host": "evil.example:8000", "Origin": "http://evil.example:8000"}
    assert (await client.post("/", headers=headers)).status_code == 403


@pytest.mark.parametrize("origin", ["http://192.168.8.20:8000", "http://localhost:8000"])
async def test_our_own_pages_may_post(client: httpx.AsyncClient, origin: str) -> None:
    assert (await client.post("/", headers={"Origin": origin})).status_code == 200


async def test_a_post_without_origin_is_let_in_to_be_judged_by_its_cookie(
    client: httpx.AsyncClient,
) -> None:
    assert (await client.post("/")).status_code == 200


async def test_a_body_announced_too_large_is_refused_before_it_is_read(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post("/", content=b"x" * 1001)
    assert answer.status_code == 413
    assert "too large" in answer.json()["detail"]


async def test_a_body_that_grows_too_large_is_refused(client: httpx.AsyncClient) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100

    assert (await client.post("/", content=parts())).status_code == 413


async def test_plans_may_be_larger(client: httpx.AsyncClient) -> None:
    assert (await client.post("/plans", content=b"x" * 4000)).status_code == 200


async def test_every_answer_keeps_scripts_and_frames_of_others_out(
    client: httpx.AsyncClient,
) -> None:
    headers = (await client.get("/")).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "trusted-types flipchart" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("length", ["-1", "+5", "\xb2", "1e9", "9" * 5000, "5, 5", ""])
async def test_a_length_that_is_none_is_refused(client: httpx.AsyncClient, length: str) -> None:
    headers = [(b"Content-Length", length.encode("latin-1"))]
    answer = await client.post("/", content=b"x" * 5, headers=headers)
    assert answer.status_code == 413


async def test_a_socket_that_says_much_is_closed() -> None:
    """They carry news to browsers alone: what comes from one is counted, read or not."""
    heard, sent = 0, list[Message]()

    async def listening(_scope: Scope, receive: Receive, _send: Send) -> None:
        nonlocal heard
        while (await receive())["type"] == "websocket.receive":
            heard += 1

    async def talking() -> Message:
        return {"type": "websocket.receive", "text": "x"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/j/K7M4PX/live", "headers": [(b"host", b"localhost")]}
    await Gate(listening, OURS.__contains__, 1000, 5000)(scope, talking, send)
    assert heard == 20
    assert sent == [{"type": "websocket.close", "code": 1008}]
