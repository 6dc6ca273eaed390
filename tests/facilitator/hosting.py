"""A server with the library alone, on a real log; and the host who asks it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from fastapi import FastAPI

from app.access import Access
from app.answers import answer_refusals
from app.gate import Gate
from app.keys import Keys
from app.remembering import Memory
from app.settings import Settings
from facilitator import key_routes, library_routes
from facilitator.library_page import LibraryPage
from sessions.library import Library
from sessions.log_sqlite import SqliteLog
from sessions.registry import Registry

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


@asynccontextmanager
async def hosting(tmp_path: Path) -> AsyncIterator[Host]:
    """Run it, with its data in a folder."""
    log = SqliteLog(tmp_path / "flipchart.db")
    times = iter(range(1000))
    sessions = Registry(log, lambda: NOW + next(times))
    keys, settings, plans = Keys(b"secret"), Settings(data=tmp_path), tmp_path / "plans"
    access = Access.of(sessions, keys, settings)
    app = FastAPI()
    answer_refusals(app)
    page = LibraryPage(sessions, Library(plans), keys, Where(), look_back=Memory(sessions).look)
    app.include_router(library_routes.routes(access.host, page))
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
    await log.close()
