"""A server with the phone's part of the house alone, on a real log; and one who asks it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from fastapi import Depends, FastAPI, WebSocket
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from app.access import Access
from app.answers import answer_refusals, refused_page
from app.gate import Gate
from app.keys import Keys
from app.limits import Limits
from app.live import Live
from app.now import now
from app.settings import Settings
from app.static import ForeverFiles
from participant import join
from participant import routes as phone_routes
from participant.view import PHONE
from sessions.log_sqlite import SqliteLog
from sessions.plan_file import parse
from sessions.registry import Registry
from sessions.room import Room
from sessions.session import Session
from sessions.sheets import open_sheet
from sessions.visitor import Visitor
from templates.face import digest
from templates.style import STATIC

PLAN = """---
format: flipchart-plan/1
title: Who we are
lang: en
---

## Who are customers? (20 min)

### Flip chart
- `external` External customers: Who outside the firm relies on your work?
- `internal` Internal customers: Who inside the firm relies on it?  (max 3 each)
- `short` In short: What is a customer?  (max 10 words)

### Activity
- SAY 20m: Ask everybody.

## What is service? (15 min)

### Activity
- SAY 15m: Ask again.
"""


@dataclass
class Watch:
    """The time by which limits are counted, in seconds; it goes on when it is told to."""

    at: float = 0

    def __call__(self) -> float:
        return self.at


@dataclass
class House:
    """A server, its one session, and who comes to it."""

    app: ASGIApp
    session: Session
    sessions: Registry
    log: SqliteLog
    watch: Watch = field(default_factory=Watch)

    def browser(self, **headers: str) -> httpx.AsyncClient:
        """A browser, or a script, that has never been here."""
        transport = httpx.ASGITransport(app=self.app)
        return httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1:8000", headers=headers
        )

    @property
    def page(self) -> str:
        """The phone's page."""
        return f"/j/{self.session.code}"

    @property
    def ideas(self) -> list[str]:
        """The texts of all ideas, in order."""
        all_ideas = self.session.state.ideas.all
        return [all_ideas[number].text for number in sorted(all_ideas)]

    async def phone(self) -> httpx.AsyncClient:
        """A phone's script that has opened the page."""
        browser = self.browser(accept="application/json")
        (await browser.get(self.page, headers={"accept": "text/html"})).raise_for_status()
        return browser

    async def form(self) -> httpx.AsyncClient:
        """A phone without scripts that has opened the page."""
        browser = self.browser(accept="text/html")
        (await browser.get(self.page)).raise_for_status()
        return browser


@asynccontextmanager
async def house(path: Path, *sheets: str, plan: str = PLAN, **options: Any) -> AsyncIterator[House]:
    """Open a session with these sheets open. `options` are the server's settings."""
    log, watch = SqliteLog(path / "flipchart.db"), Watch()
    sessions = Registry(log, now)
    read = parse(plan).plan
    assert read is not None
    session = await sessions.open(read)
    for sheet in sheets:
        await session.do(open_sheet(sheet))
    settings = Settings(data=path, **options)
    person = Limits(settings.person_burst, settings.person_rate, watch)
    crowd = Limits(settings.session_rate, settings.session_rate, watch)
    access = Access(sessions, Keys(b"secret"), settings, person, crowd)
    live = Live(lambda one: Room(one.code, "http://127.0.0.1:8000"), now)
    try:
        yield House(_app(access, live), session, sessions, log, watch)
    finally:
        await live.close()
        await sessions.close()
        await log.close()


def _app(access: Access, live: Live) -> ASGIApp:
    app = FastAPI()
    answer_refusals(app)
    app.include_router(join.routes(access.find))
    phones = phone_routes.routes(access.participant, access.welcome, live.moment, refused_page)
    app.include_router(phones)

    @app.websocket("/j/{code}/live")
    async def watch(socket: WebSocket, visitor: Visitor = Depends(access.participant)) -> None:
        phone = await live.phone(visitor, PHONE, "en")
        await live.over_socket(socket, phone)

    app.mount(f"/static/{digest()}", ForeverFiles(directory=STATIC))
    app.add_middleware(GZipMiddleware, minimum_size=500)
    known = {"127.0.0.1", "workshop.test"}
    settings = access.settings
    return Gate(app, known.__contains__, settings.body_bytes, settings.plan_bytes)
