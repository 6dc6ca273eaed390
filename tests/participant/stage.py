"""The phone's part of the house on a real port, and Chromium in front of it.

The browser asks for it by a name that is not local, so that it is no secure context there, as on
the trainer's network.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from sessions.state import Decision
from tests.browser.surfaces import NAME, PHONE
from tests.participant.house import House, house


@dataclass
class Stage:
    """A house that answers at `url`, and the browser."""

    there: House
    browser: Browser
    loop: asyncio.AbstractEventLoop
    url: str
    phones: list[BrowserContext] = field(default_factory=list)

    def do(self, decision: Decision) -> None:
        """Take a decision as the facilitator."""
        done = asyncio.run_coroutine_threadsafe(self.there.session.do(decision), self.loop)
        done.result(10)

    def phone(self, **options: Any) -> BrowserContext:
        """Another participant's browser."""
        phone = self.browser.new_context(**{**PHONE, **options})
        phone.set_default_timeout(10_000)
        self.phones.append(phone)
        return phone

    def open(self, phone: BrowserContext) -> Page:
        """A tab with the page, its scripts running and connected."""
        page = phone.new_page()
        page.goto(self.url)
        page.wait_for_selector("html[data-link=on]")
        return page


@contextmanager
def stage(browser: Browser, path: Path, *sheets: str, **options: Any) -> Iterator[Stage]:
    """A house with these sheets open, which answers until the block ends."""
    up: list[tuple[House, asyncio.AbstractEventLoop, uvicorn.Server, int]] = []
    ready = threading.Event()

    async def serve() -> None:
        async with house(path, *sheets, **options) as there:
            listening = socket.create_server(("127.0.0.1", 0))
            config = uvicorn.Config(there.app, log_level="error", timeout_graceful_shutdown=2)
            server = uvicorn.Server(config)
            port = listening.getsockname()[1]
            up.append((there, asyncio.get_running_loop(), server, port))
            ready.set()
            await server.serve(sockets=[listening])

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(10)
    there, loop, server, port = up[0]
    on = Stage(there, browser, loop, f"http://{NAME}:{port}{there.page}")
    try:
        yield on
    finally:
        for phone in on.phones:
            phone.close()
        server.should_exit = True
        thread.join(10)


def ideas(on: Stage) -> list[str]:
    """What is stored, in order."""
    return on.there.ideas


def send(page: Page, text: str) -> None:
    """Type an idea and press Send."""
    page.get_by_label("Your idea").fill(text)
    page.get_by_role("button", name="Send").tap()


def rows(page: Page) -> list[str]:
    """Own ideas as they stand on the phone, each with what is said of it."""
    found = page.locator("own-ideas li p").all()
    return [
        f"{one.locator('b').inner_text()}: {one.locator('small').inner_text()}" for one in found
    ]
