from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from app.gate import Gate

pytestmark = pytest.mark.anyio

OURS = {"localhost", "127.0.0.1", "192.168.8.20"}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


@pytest.fixture
def client() -> httpx.AsyncClient:
    gate = Gate(echo, OURS.__contains__, body_bytes=1000, plan_bytes=5000)
    transport = httpx.ASGITransport(app=gate)
    return httpx.AsyncClient(transport=transport, base_url="http://192.168.8.20:8000")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "["]
)
async def test_a_foreign_host_is_refused(client: httpx.AsyncClient, host: str) -> None:
    answer = await client.get("/", headers={"Host": host})
    assert answer.status_code == 403
    assert "address" in answer.json()["detail"]


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
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
    assert headers["cache-control"] == "no-store"
