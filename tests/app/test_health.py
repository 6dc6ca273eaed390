"""What a balancer asks: does it live, and can it do its work just now."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app import health
from app.answers import answer_refusals
from app.ending import Ending
from tests.faults.room import wait_for
from tests.faults.storage import FAULTS, nothing_can_be_stored
from tests.server import running_server

STRANGE = {"Host": "10.1.2.3:8000"}


async def nothing() -> None:
    """Answer at once."""


@asynccontextmanager
async def asking(log: health.Check, ending: Ending) -> AsyncIterator[httpx.AsyncClient]:
    app = answer_refusals(FastAPI())
    app.include_router(health.routes(log, ending))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


def test_a_balancer_is_answered_under_any_name_without_a_cookie(tmp_path: Path) -> None:
    with (
        running_server(tmp_path / "data") as server,
        httpx.Client(base_url=server.url, headers=STRANGE, trust_env=False) as balancer,
    ):
        for path in ("/healthz", "/readyz"):
            answer = balancer.get(path)
            assert (answer.status_code, answer.text) == (200, "ok")
            assert "set-cookie" not in answer.headers
            assert balancer.head(path).status_code == 200
            assert balancer.post(path).status_code == 405
        assert balancer.get("/").status_code == 403
        answers = {balancer.get("/readyz").status_code for _ in range(200)}
        assert answers == {200}  # nobody counts how often


@pytest.mark.skipif("held" not in FAULTS, reason="no way to hold a log")
def test_a_server_whose_log_another_program_holds_lives_and_is_not_ready(tmp_path: Path) -> None:
    with (
        running_server(tmp_path / "data") as server,
        httpx.Client(base_url=server.url, trust_env=False) as balancer,
    ):
        with nothing_can_be_stored(server, "held"):
            assert balancer.get("/healthz").status_code == 200
            refused = balancer.get("/readyz")
            assert refused.status_code == 503
            assert "nothing can be stored" in refused.json()["detail"]
            assert refused.headers["retry-after"]
        assert balancer.get("/readyz").status_code == 200


def test_a_server_whose_commit_hangs_is_not_ready_until_it_is_done(tmp_path: Path) -> None:
    data, hold = tmp_path / "data", tmp_path / "hold"
    env = {"HOLD": str(hold)}
    with (
        running_server(data, env=env, program="tests.faults.mutant") as server,
        httpx.Client(base_url=server.url, trust_env=False) as balancer,
    ):
        hold.touch()
        assert balancer.get("/readyz").status_code == 503
        wait_for(tmp_path / "hold.inside")
        assert balancer.get("/healthz").status_code == 200
        hold.unlink()
        assert balancer.get("/readyz").status_code == 200


@pytest.mark.anyio
async def test_from_when_it_is_asked_to_end_a_server_is_not_ready_and_says_so() -> None:
    ending = Ending(nothing)
    async with asking(nothing, ending) as balancer:
        assert (await balancer.get("/readyz")).status_code == 200
        ending.begun = True
        refused = await balancer.get("/readyz")
        assert refused.status_code == 503
        assert "ending" in refused.json()["detail"]
        assert (await balancer.get("/healthz")).status_code == 200


@pytest.mark.anyio
async def test_however_many_ask_at_once_the_log_is_asked_once() -> None:
    asked, go_on = 0, asyncio.Event()

    async def check() -> None:
        nonlocal asked
        asked += 1
        await go_on.wait()

    async with asking(check, Ending(nothing)) as balancer:
        many = [asyncio.create_task(balancer.get("/readyz")) for _ in range(20)]
        asyncio.get_running_loop().call_later(0.1, go_on.set)
        assert {answer.status_code for answer in await asyncio.gather(*many)} == {200}
    assert asked == 1
