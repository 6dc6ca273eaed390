"""Networks that cut live connections off: the news comes another way, by itself."""

import json
import re
import threading
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.surfaces import connected, new_laptop, new_phone, open_live, own, send
from tests.server import Server
from tests.workshop import Workshop, facilitator, press


@pytest.fixture
def console(browser: Browser, workshop: Workshop, server: Server) -> Iterator[Page]:
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/topics/1/start")
        press(client, f"/c/{workshop.code}/sheets/external/open")
    context = new_laptop(browser)
    yield open_live(context, workshop.console)
    context.close()


def cut_sockets(context: BrowserContext) -> None:
    """A network that lets no WebSocket through."""
    context.route_web_socket(re.compile("/live$"), lambda socket: socket.close())


def cut_events(context: BrowserContext) -> None:
    """And no stream of events."""
    context.route("**/events", lambda route: route.abort())


def strip(console: Page) -> str:
    return console.locator("#strip-phones").inner_text()


@pytest.mark.parametrize("ways_cut", [[cut_sockets], [cut_sockets, cut_events]])
def test_ideas_and_news_come_through_a_network_that_cuts_live_connections_off(
    browser: Browser, console: Page, workshop: Workshop, ways_cut: list[object]
) -> None:
    context, wall = new_phone(browser), new_laptop(browser)
    for cut in ways_cut:
        for each in (context, wall):
            cut(each)  # type: ignore[operator]
    phone = open_live(context, workshop.phone)
    projector = open_live(wall, workshop.projector)
    expect(console.locator("#strip-phones")).to_contain_text("1 by a slower way")
    before = phone.locator("body").inner_text()
    assert "slower" not in before
    assert "No connection" not in before
    send(phone, "Buyers")
    expect(projector.locator("#lines-external > li")).to_contain_text("Buyers")
    expect(own(phone, "Buyers")).to_contain_text("Sent")
    console.keyboard.press("o")
    expect(phone.get_by_role("heading", name="Eyes up front")).to_be_visible()
    context.close()
    wall.close()


def test_once_the_network_lets_sockets_through_the_better_way_is_taken_again(
    browser: Browser, console: Page, workshop: Workshop
) -> None:
    context = new_phone(browser)
    lets_through = threading.Event()

    def meet(socket: object) -> None:
        if lets_through.is_set():
            socket.connect_to_server()  # type: ignore[attr-defined]
        else:
            socket.close()  # type: ignore[attr-defined]

    context.route_web_socket(re.compile("/live$"), meet)
    phone = open_live(context, workshop.phone)
    expect(console.locator("#strip-phones")).to_contain_text("1 by a slower way")
    lets_through.set()
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    expect(console.locator("#strip-phones")).not_to_contain_text("slower")
    expect(console.locator("#strip-phones")).to_contain_text("1 phone here")
    send(phone, "Buyers")
    expect(console.locator("#ideas-external > li")).to_contain_text("Buyers")
    context.close()


def test_a_proxy_that_holds_events_back_is_asked_instead(
    browser: Browser, console: Page, workshop: Workshop
) -> None:
    context = new_phone(browser)
    cut_sockets(context)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    context.route("**/events", hold)
    phone = open_live(context, workshop.phone)
    console.keyboard.press("o")
    expect(phone.get_by_role("heading", name="Eyes up front")).to_be_visible()
    assert held
    context.close()


def test_no_phone_is_here_any_more_once_the_slower_ones_have_gone(
    browser: Browser, console: Page, workshop: Workshop
) -> None:
    for cut in ((cut_sockets,), (cut_sockets, cut_events)):
        context = new_phone(browser)
        for one in cut:
            one(context)
        open_live(context, workshop.phone)
        expect(console.locator("#strip-phones")).to_contain_text("1 phone here")
        context.close()
        expect(console.locator("#strip-phones")).to_contain_text("0 phones here")


def test_after_the_code_was_changed_phone_and_projector_go_on_and_a_stranger_does_not(
    browser: Browser, console: Page, workshop: Workshop
) -> None:
    context, elsewhere = new_phone(browser), new_laptop(browser)
    phone = open_live(context, workshop.phone)
    send(phone, "Buyers")
    expect(own(phone, "Buyers")).to_contain_text("Sent")
    projector = open_live(console.context, workshop.projector)
    stranger = open_live(elsewhere, workshop.projector)
    console.keyboard.press("Shift+E")
    console.get_by_role("button", name="Change the code").click()
    console.wait_for_url(lambda url: workshop.code not in url)
    connected(console)
    code = console.url.rpartition("/")[2]
    expect(projector.locator("#corner")).to_contain_text(code)
    stranger.locator("html[data-link=off]").wait_for(state="attached")
    send(phone, "Callers")
    expect(projector.locator("#lines-external > li")).to_have_count(2)
    assert stranger.locator("#lines-external > li").count() == 1
    phone.reload()
    connected(phone)
    expect(own(phone, "Callers")).to_be_visible()
    projector.reload()
    connected(projector)
    assert projector.url.endswith(f"/p/{code}")
    context.close()
    elsewhere.close()


def test_the_slower_ways_have_the_same_doors_and_the_same_news(
    server: Server, workshop: Workshop
) -> None:
    code = workshop.code
    with httpx.Client(base_url=server.url, timeout=20) as stranger:
        for way in ("events", "news"):
            assert stranger.get(f"/c/{code}/{way}").status_code == 403
            assert stranger.get(f"/j/{code}/{way}").status_code == 403
            for surface in "cpj":
                assert stranger.get(f"/{surface}/AAAAAA/{way}").status_code == 404
        first = stranger.get(f"/p/{code}/news")
        assert first.headers["cache-control"] == "no-store"
        everything = first.json()
        with stranger.stream("GET", f"/p/{code}/events") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert "content-encoding" not in stream.headers
            line = next(line for line in stream.iter_lines() if line)
            event = json.loads(line.removeprefix("data: "))
        assert event["html"] == everything["html"]
        same = stranger.get(f"/p/{code}/news", params={"after": everything["token"]}).json()
        assert set(same) == {"now", "token"}
        with facilitator(server, workshop) as client:
            press(client, f"/c/{code}/projector/message", text="Back at 10:45")
        changed = stranger.get(f"/p/{code}/news", params={"after": same["token"]}).json()
        assert "Back at 10:45" in changed["html"]["front"]
        assert "title" not in changed["html"]
        for unknown in ("", "-", "another-7", "x" * 40):
            again = stranger.get(f"/p/{code}/news", params={"after": unknown}).json()
            assert "title" in again["html"]
        assert stranger.get(f"/p/{code}/news", params={"after": "x" * 41}).status_code == 422
