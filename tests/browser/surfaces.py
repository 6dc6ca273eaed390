"""The surfaces in a real browser, opened as people open them, for the tests that use several."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.chromium import find_chromium
from tests.browser.complaints import listen
from tests.server import Server
from tests.workshop import Workshop

NAME = "workshop.test"
"""A name of this machine that is not local: over plain http it is no secure context."""

LAPTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}


expect.set_options(timeout=60_000)  # as long as what is done may take: only a hang misses it


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, for which NAME is this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
        )
        listen(browser)
        yield browser
        browser.close()


def new_laptop(browser: Browser, **options: Any) -> BrowserContext:
    """The facilitator's browser."""
    return _patient(browser.new_context(**{**LAPTOP, **options}))


def new_phone(browser: Browser, **options: Any) -> BrowserContext:
    """A participant's browser, with a memory of its own."""
    return _patient(browser.new_context(**{**PHONE, **options}))


def _patient(context: BrowserContext) -> BrowserContext:
    context.set_default_timeout(60_000)
    return context


def open_live(context: BrowserContext, address: str) -> Page:
    """A page, its scripts running and connected."""
    page = context.new_page()
    page.goto(address)
    connected(page)
    return page


def connected(page: Page) -> None:
    """Wait until the page hears from the server."""
    page.locator("html[data-link=on]").wait_for(state="attached")


def cut_off(page: Page) -> None:
    """Wait until the page has noticed that it hears nothing."""
    page.locator("html[data-link=off]").wait_for(state="attached")


def by_name(server: Server, workshop: Workshop) -> str:
    """The phone's address by the name that is not local."""
    return f"http://{NAME}:{server.port}/j/{workshop.code}"


def scanned(workshop: Workshop) -> str:
    """The phone's address as the QR code on the projector has it."""
    return workshop.phone.upper()


def send(page: Page, text: str) -> None:
    """Tap the box, type, tap Send."""
    page.get_by_label("Your idea").tap()
    page.get_by_label("Your idea").press_sequentially(text)
    page.get_by_role("button", name="Send").tap()


def own(page: Page, text: str) -> Locator:
    """The line of an own idea on a phone."""
    return page.locator("own-ideas li").filter(has=page.get_by_text(text, exact=True))


def lines(page: Page, sheet: str) -> list[str]:
    """The ideas on a sheet of the projector or the console, in the order they stand in."""
    found = page.locator(f"#lines-{sheet} > li .words, #ideas-{sheet} > li .idea-text")
    return found.all_text_contents()


def keys(page: Page, sheet: str) -> list[str]:
    """The numbers of the lines on a sheet, in the order they stand in."""
    found: list[str] = page.locator(f"#lines-{sheet} > li, #ideas-{sheet} > li").evaluate_all(
        "lines => lines.map(line => line.dataset.key)"
    )
    return found


def do(console: Page, key: str, answer: str) -> None:
    """Press a key on the console, and read what was done."""
    console.keyboard.press(key)
    expect(console.locator("#said")).to_have_text(answer)


def path(address: str) -> str:
    """An address without scheme and host."""
    return urlsplit(address).path
