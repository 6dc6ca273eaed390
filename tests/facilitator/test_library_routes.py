import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sessions import agenda, opening
from sessions.facts import FACILITATOR
from sessions.plan_file import parse
from tests.facilitator.hosting import JSON, PAGE, PLAN, Host, hosting

pytestmark = pytest.mark.anyio


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    async with hosting(tmp_path) as there:
        yield there


@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", "/c"), ("POST", "/c/sessions"), ("POST", "/plans"), ("POST", "/plans/sessions")],
)
async def test_nobody_comes_in_without_the_hosts_key(host: Host, method: str, address: str) -> None:
    body = {"plan": "who-we-are"} if method == "POST" else None
    answer = await host.stranger.request(method, address, data=body)
    assert answer.status_code == 403
    assert await host.sessions.entries() == []


async def test_a_sessions_key_does_not_open_the_library(host: Host) -> None:
    opened = await host.browser.post("/c/sessions", data={"plan": "who-we-are"}, headers=JSON)
    code, key = opened.json()["code"], opened.json()["console"].partition("#")[2]
    assert (await host.stranger.post("/c/key", data={"key": key})).status_code == 403
    assert (await host.stranger.post(f"/c/{code}/key", data={"key": key})).status_code == 204
    assert (await host.stranger.get("/c")).status_code == 403


async def test_a_stranger_who_opens_the_page_finds_the_door(host: Host) -> None:
    answer = await host.stranger.get("/c", headers=PAGE)
    assert answer.status_code == 403
    assert "key-door" in answer.text


async def test_the_page_has_the_plans_and_where_phones_join(host: Host) -> None:
    page = (await host.browser.get("/c", headers=PAGE)).text
    assert "Who we are and what we do" in page
    assert "3 topics, 50 min" in page
    assert "192.168.8.20:8000" in page
    assert "No session yet." in page


async def test_a_session_is_opened_and_its_console_follows(host: Host) -> None:
    answer = await host.browser.post("/c/sessions", data={"plan": "who-we-are", "start": "09:30"})
    entry = (await host.sessions.entries())[0]
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/c/{entry.code}#{host.keys.session(entry.id)}"
    session = await host.sessions.find(entry.code)
    assert session is not None
    assert session.state.starts_at % 1800 == 0
    page = (await host.browser.get("/c", headers=PAGE)).text
    assert f'href="/c/{entry.code}#{host.keys.session(entry.id)}"' in page


async def test_who_asks_for_json_is_given_the_addresses(host: Host) -> None:
    answer = await host.browser.post("/c/sessions", data={"plan": "who-we-are"}, headers=JSON)
    entry = (await host.sessions.entries())[0]
    assert answer.status_code == 201
    assert answer.json() == {
        "code": entry.code,
        "console": f"http://localhost:8000/c/{entry.code}#{host.keys.session(entry.id)}",
        "projector": f"http://localhost:8000/p/{entry.code}",
        "phone": f"http://192.168.8.20:8000/j/{entry.code}",
    }


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"plan": "nowhere"}, 404),
        ({"plan": "../secret"}, 404),
        ({"plan": "who-we-are", "start": "25:00"}, 422),
        ({"plan": "who-we-are", "start": "9" * 30}, 422),
        ({"start": "09:30"}, 422),
        ({"plan": "x" * 301}, 422),
    ],
)
async def test_what_cannot_be_opened_is_said(
    host: Host, fields: dict[str, str], status: int
) -> None:
    answer = await host.browser.post("/c/sessions", data=fields, headers=JSON)
    assert answer.status_code == status
    assert answer.json()["detail"].endswith(".")
    assert await host.sessions.entries() == []


async def test_a_plan_that_is_sent_along_is_opened_and_not_kept(host: Host) -> None:
    answer = await host.browser.post("/plans/sessions?start=09:30", content=PLAN.encode())
    assert answer.status_code == 201
    assert [entry.title for entry in await host.sessions.entries()] == ["Über uns"]
    assert host.kept() == []


async def test_older_sessions_are_folded_away(host: Host) -> None:
    for _ in range(10):
        await host.browser.post("/c/sessions", data={"plan": "who-we-are"}, headers=JSON)
    page = (await host.browser.get("/c", headers=PAGE)).text
    codes = [entry.code for entry in await host.sessions.entries()]
    places = [page.index(f"/c/{code}#") for code in codes]
    assert places == sorted(places)
    assert places[7] < page.index("2 older sessions") < places[8]


async def test_two_who_open_at_once_have_two_sessions(host: Host) -> None:
    await asyncio.gather(
        *(host.browser.post("/c/sessions", data={"plan": "who-we-are"}) for _ in range(2))
    )
    assert len({entry.code for entry in await host.sessions.entries()}) == 2


async def test_a_plan_says_what_its_last_sessions_took(host: Host) -> None:
    assert ", took" not in (await host.browser.get("/c", headers=PAGE)).text
    host.plans.mkdir()
    (host.plans / "mine.md").write_text(PLAN, "utf-8")
    plan = parse(PLAN).plan
    assert plan
    session = await host.sessions.open(plan)
    await session.do(agenda.start(1), by=FACILITATOR)
    for _ in range(99):
        host.sessions.now()  # a second each
    await session.do(opening.end(), by=FACILITATOR)
    assert "1 topic, 20 min, took 2" in (await host.browser.get("/c", headers=PAGE)).text
