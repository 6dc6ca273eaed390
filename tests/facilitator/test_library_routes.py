import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.access import Access
from app.answers import answer_refusals
from app.gate import Gate
from app.keys import Keys
from app.settings import Settings
from facilitator import key_routes, library_routes
from sessions.library import Library
from sessions.log import Log
from sessions.plan_file import MOST_BYTES
from sessions.registry import Registry

pytestmark = pytest.mark.anyio

PLAN = """---
format: flipchart-plan/1
title: Über uns
---

## Who are we? (20 min)
"""
NOW = 1_800_000_000.0
PAGE = {"accept": "text/html"}
JSON = {"accept": "application/json"}


@dataclass(frozen=True)
class Where:
    """This host's addresses."""

    laptop: str = "http://localhost:8000"
    join: str = "http://192.168.8.20:8000"
    note: str = ""


@dataclass
class Host:
    """A server with the library alone, and a browser that holds the host's key."""

    browser: httpx.AsyncClient
    stranger: httpx.AsyncClient
    sessions: Registry
    keys: Keys
    plans: Path

    async def send(self, raw: bytes, name: str = "mine.md", **accept: str) -> httpx.Response:
        """Choose a plan file."""
        headers = accept or PAGE
        return await self.browser.post("/plans", files={"file": (name, raw)}, headers=headers)

    def kept(self) -> list[str]:
        """The plan files in the data directory."""
        return sorted(path.name for path in self.plans.iterdir()) if self.plans.exists() else []


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    log = Log(tmp_path / "flipchart.db")
    times = iter(range(1000))
    sessions = Registry(log, lambda: NOW + next(times))
    keys, settings, plans = Keys(b"secret"), Settings(data=tmp_path), tmp_path / "plans"
    access = Access.of(sessions, keys, settings)
    app = FastAPI()
    answer_refusals(app)
    app.include_router(library_routes.routes(access.host, sessions, Library(plans), keys, Where()))
    app.include_router(key_routes.routes(access.session, access.open_session, access.open_host))
    gate = Gate(app, {"localhost"}.__contains__, settings.body_bytes, settings.plan_bytes)
    browser, stranger = (
        httpx.AsyncClient(transport=httpx.ASGITransport(gate), base_url="http://localhost:8000")
        for _ in range(2)
    )
    async with browser, stranger:
        answer = await browser.post("/c/key", data={"key": keys.host()})
        assert answer.status_code == 204
        yield Host(browser, stranger, sessions, keys, plans)
    await sessions.close()
    log.close()


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


async def test_a_right_plan_is_kept_and_chosen(host: Host) -> None:
    answer = await host.send(PLAN.encode(), "Über uns.md")
    assert (answer.status_code, answer.headers["location"]) == (303, "/c?plan=uber-uns")
    assert host.kept() == ["uber-uns.md"]
    page = (await host.browser.get(answer.headers["location"], headers=PAGE)).text
    assert 'value="uber-uns" required checked' in page
    assert "“Über uns” is checked and kept" in page


async def test_a_plan_with_errors_is_not_kept_and_its_lines_are_told(host: Host) -> None:
    answer = await host.send(PLAN.replace(" (20 min)", "").encode())
    assert answer.status_code == 422
    assert "“mine.md” was not kept." in answer.text
    assert "<b>Line 6</b>" in answer.text
    assert host.kept() == []


async def test_who_asks_for_json_is_given_the_problems(host: Host) -> None:
    wrong = (await host.send(PLAN.replace(" (20 min)", "").encode(), **JSON)).json()
    assert wrong["detail"].startswith("This plan cannot be used. Line 6: ")
    assert wrong["problems"][0]["line"] == 6
    right = await host.send(PLAN.encode(), **JSON)
    assert (right.status_code, right.json()) == (201, {"name": "mine", "problems": []})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02\x03",
        "title: Grüße".encode("latin-1"),
        b"x" * (MOST_BYTES + 1),
        b"---\na: &a [x, x, x]\nb: [*a, *a, *a]\n---\n\n## One (5 min)\n",
        b"[" * 200_000,
    ],
)
async def test_what_is_no_plan_is_said_and_nothing_is_kept(host: Host, raw: bytes) -> None:
    answer = await host.send(raw)
    assert answer.status_code == 422
    assert "was not kept." in answer.text
    assert host.kept() == []
    assert await host.sessions.entries() == []


async def test_a_file_larger_than_any_request_is_not_read(host: Host) -> None:
    answer = await host.send(b"x" * 10_000_000)
    assert answer.status_code == 413
    assert answer.json()["detail"].endswith(".")
    assert host.kept() == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.md", "con.md", "<script>.md", "\u202e.md", "a" * 300]
)
async def test_a_files_name_is_only_a_name(host: Host, name: str) -> None:
    answer = await host.send(PLAN.encode(), name)
    assert answer.status_code == 303
    (kept,) = host.kept()
    assert set(kept) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert host.plans.parent.name != "etc"


async def test_what_a_plan_says_is_text_on_the_page(host: Host) -> None:
    await host.send(PLAN.replace("Über uns", "<script>alert(1)</script> {{ 7 * 7 }}").encode())
    page = (await host.browser.get("/c", headers=PAGE)).text
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page


async def test_a_plan_file_that_was_spoilt_in_its_folder_is_told_with_its_lines(
    host: Host,
) -> None:
    host.plans.mkdir()
    (host.plans / "spoilt.md").write_text(PLAN.replace("(20 min)", "(0 min)"), encoding="utf-8")
    page = (await host.browser.get("/c", headers=PAGE)).text
    assert "“spoilt” in your plans cannot be used yet" in page
    answer = await host.browser.post("/c/sessions", data={"plan": "spoilt"}, headers=JSON)
    assert answer.status_code == 422
    assert "Line 6: " in answer.json()["detail"]


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
