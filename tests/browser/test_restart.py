"""A server that is started anew, as for an update: pages come back by themselves, quietly."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.door import Door, door
from tests.browser.surfaces import new_laptop, new_phone, open_live, own
from tests.server import Server, running_server
from tests.workers import until
from tests.workshop import Workshop, facilitator, open_workshop, press

WATCH = """
window.links = []
new MutationObserver(() => links.push(document.documentElement.dataset.link))
  .observe(document.documentElement, { attributeFilter: ["data-link"] })
"""


@pytest.fixture
def contexts(browser: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    phone, laptop = new_phone(browser), new_laptop(browser)
    yield phone, laptop
    phone.close()
    laptop.close()


def through(door: Door, address: str) -> str:
    """An address of the workshop, by the door instead of the server itself."""
    parts = urlsplit(address)
    return f"{door.url}{parts.path}" + (f"#{parts.fragment}" if parts.fragment else "")


def watched(context: BrowserContext, address: str) -> Page:
    page = open_live(context, address)
    page.evaluate(WATCH)
    return page


def open_sheet(server: Server, workshop: Workshop) -> None:
    with facilitator(server, workshop) as trainer:
        press(trainer, f"/c/{workshop.code}/sheets/external/open")


def test_pages_come_back_without_an_alarm_and_what_was_typed_stands(
    contexts: tuple[BrowserContext, BrowserContext], tmp_path: Path
) -> None:
    phones, laptop = contexts
    data = tmp_path / "data"
    with running_server(data) as first, door(first.port) as way:
        workshop = open_workshop(first)
        open_sheet(first, workshop)
        phone = watched(phones, through(way, workshop.phone))
        screens = [watched(laptop, through(way, workshop.projector))]
        screens.append(watched(laptop, through(way, workshop.console)))
        phone.get_by_label("Your idea").fill("Half an idea")
        assert first.end() == 0
        until(lambda: len(way.waiting) >= 2)  # a browser opens one socket to a server at a time
        for page in (phone, *screens):
            assert page.evaluate("links") == []
        with running_server(data) as second:
            way.leads_to = second.port
            with facilitator(second, workshop) as trainer:
                said = {"text": "Welcome back"}
                press(trainer, f"/c/{workshop.code}/projector/message", **said)
            expect(screens[0].get_by_text("Welcome back")).to_be_visible()
            phone.get_by_role("button", name="Send").tap()
            expect(own(phone, "Half an idea")).to_contain_text("Sent")
            expect(screens[0].locator("#lines-external > li")).to_contain_text("Half an idea")
            expect(screens[1].locator("#ideas-external > li")).to_contain_text("Half an idea")
