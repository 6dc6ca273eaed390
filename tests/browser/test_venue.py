"""The check before people arrive, in real browsers: the phone's page and what the console shows."""

from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.app.venue import ELSEWHERE, PROXY
from tests.browser.accessible import violations
from tests.browser.surfaces import new_laptop, new_phone, open_live
from tests.server import Server, running_server
from tests.workshop import Workshop, open_workshop

TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("venue") / "data"
    with running_server(data, env=PROXY, program="tests.promptly") as running:
        yield running


def a_phone(browser: Browser, **options: object) -> BrowserContext:
    """A phone that is another machine, as the server hears it."""
    return new_phone(browser, extra_http_headers=ELSEWHERE, **options)


def check(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    page.goto(f"{server.url}/check")
    return page


def line(page: Page, name: str) -> Locator:
    return page.locator(f"[data-finding={name}]")


def is_accessible(page: Page) -> None:
    assert violations(page) == []
    assert not page.evaluate(TOO_WIDE)


@pytest.fixture
def checking(browser: Browser, server: Server) -> Iterator[Page]:
    """The facilitator's page, opened from the console; its colours are dark."""
    workshop: Workshop = open_workshop(server)
    context = new_laptop(browser, color_scheme="dark")
    console = open_live(context, workshop.console)
    with context.expect_page() as opened:
        console.get_by_role("link", name="Check the venue").click()
    yield opened.value
    context.close()


def test_a_phone_without_scripts_then_a_good_one_then_all_is_ready(
    browser: Browser, server: Server, checking: Page
) -> None:
    expect(line(checking, "phone")).to_contain_text("No phone has reached this laptop yet")
    expect(line(checking, "phone").get_by_role("listitem")).to_have_count(4)
    expect(line(checking, "printing")).to_have_attribute("data-state", "ok")
    expect(checking.get_by_role("status")).to_have_text(
        "So far so good. Some of it is not known yet."
    )
    is_accessible(checking)

    bare = a_phone(browser, java_script_enabled=False)
    expect(check(bare, server).get_by_role("heading")).to_have_text("This phone reaches the laptop")
    expect(line(checking, "phone")).to_contain_text("A phone has opened the page")
    bare.close()

    context = a_phone(browser)
    phone = check(context, server)
    expect(phone.get_by_role("status")).to_have_text("You can close this page.")
    expect(phone.locator("dl")).to_contain_text("20/20")
    expect(phone.locator("dl")).to_contain_text("news comes at once")
    is_accessible(phone)
    expect(line(checking, "phone")).to_contain_text("Phones that reached this laptop: 1.")
    expect(checking.locator("[data-finding]:not([data-state=ok])")).to_have_count(0)
    expect(checking.get_by_role("status")).to_have_text("Everything is ready.")
    phone.reload()
    expect(phone.get_by_role("status")).to_have_text("You can close this page.")
    expect(line(checking, "phone")).to_contain_text("Phones that reached this laptop: 1.")
    context.close()


def test_sockets_cut_off_requests_lost_and_clocks_apart_are_found_with_what_to_do(
    browser: Browser, server: Server, checking: Page
) -> None:
    checking.emulate_media(color_scheme="light")
    context = a_phone(browser, color_scheme="dark", viewport={"width": 320, "height": 640})
    context.route_web_socket("**/check/echo", lambda socket: socket.close())
    number = count()

    def lose(route: Route) -> None:
        """Every third one goes nowhere; the others say that it is ten minutes earlier."""
        if next(number) % 3 == 0:
            route.abort()
            return
        said = route.fetch().json()
        route.fulfill(json={**said, "now": said["now"] - 600_000})

    context.route("**/check/ping", lose)
    phone = check(context, server)
    expect(phone.get_by_role("status")).to_have_text("You can close this page.")
    expect(phone.locator("dl")).to_contain_text("13/20")
    expect(phone.locator("dl")).to_contain_text("a slower way")
    is_accessible(phone)
    expect(line(checking, "socket")).to_contain_text("This network cuts WebSockets off")
    expect(line(checking, "socket")).to_contain_text("by themselves")
    expect(line(checking, "trip")).to_contain_text("13 of 20 requests were answered")
    expect(line(checking, "trip")).to_contain_text("Guest networks")
    expect(line(checking, "clock")).to_contain_text("10 min ahead of the laptop’s")
    expect(line(checking, "clock")).to_contain_text("countdowns on phones follow the laptop")
    expect(checking.get_by_role("status")).to_have_text("Something stands in the way.")
    is_accessible(checking)
    context.close()


def test_what_was_measured_and_cannot_be_told_is_said_on_the_phone(
    browser: Browser, server: Server
) -> None:
    context = a_phone(browser)
    phone = context.new_page()
    context.route(
        "**/check",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    phone.goto(f"{server.url}/check")
    expect(phone.get_by_role("status")).to_contain_text("did not get through to the laptop. Reload")
    context.close()
