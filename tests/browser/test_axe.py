"""Every surface in its main states, held against the rules of axe-core: WCAG 2.2, A and AA."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.browser.surfaces import PHONE, new_laptop, new_phone, open_live
from tests.server import Server
from tests.workshop import Workshop, facilitator, press

REST = "Promise.allSettled(document.getAnimations().map(one => one.finished)).then(() => {})"
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
SCHEMES = ["light", "dark"]

IDEAS = "Suppliers\nThe bank\nsuppliers.\n=1+1\nA rather long idea with <b>letters</b> of all kinds"


def check(page: Page) -> None:
    """No rule is broken, and nothing has to be pushed sideways to be read."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(REST)
    assert violations(page) == []
    assert not page.evaluate(TOO_WIDE)


def begin(server: Server, workshop: Workshop, *sheets: str) -> None:
    """Start the first topic and open sheets, with ideas on them."""
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/topics/1/start")
        for sheet in sheets:
            press(client, f"/c/{workshop.code}/sheets/{sheet}/open")
            path = f"/c/{workshop.code}/sheets/{sheet}/ideas"
            press(client, path, text=IDEAS, id=f"ideas-for-{sheet}-sheet")


def control(server: Server, workshop: Workshop, path: str, **fields: str) -> None:
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/{path}", **fields)


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def projector(browser: Browser, workshop: Workshop, scheme: str) -> Iterator[Page]:
    """A projector; dark is a switch on its own page, for a dark room."""
    context = new_laptop(browser, viewport={"width": 1920, "height": 1080})
    page = open_live(context, workshop.projector)
    if scheme == "dark":
        page.get_by_role("button", name="Dark room").focus()
        page.keyboard.press("Enter")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    yield page
    context.close()


def test_the_lobby(projector: Page) -> None:
    expect(projector.locator("#lobby")).to_be_visible()
    check(projector)


def test_one_sheet_then_two_then_one_idea_alone(
    projector: Page, server: Server, workshop: Workshop
) -> None:
    begin(server, workshop, "external")
    expect(projector.locator("#lines-external li")).to_have_count(4)
    check(projector)
    begin(server, workshop, "internal")
    expect(projector.locator("flip-sheet")).to_have_count(2)
    expect(projector.locator("#lines-internal li")).to_have_count(4)
    check(projector)
    idea = str(projector.locator("#lines-internal li").first.get_attribute("data-key"))
    control(server, workshop, "projector/spotlight", idea=idea)
    expect(projector.locator("section.spotlight")).to_be_visible()
    check(projector)


def test_a_topic_a_message_a_blank_screen_a_rehearsal_and_the_end(
    projector: Page, server: Server, workshop: Workshop
) -> None:
    begin(server, workshop)
    expect(projector.locator("section.topic")).to_be_visible()
    check(projector)
    control(server, workshop, "projector/message", text="Back at 10:45")
    expect(projector.locator("#message")).to_be_visible()
    check(projector)
    control(server, workshop, "projector/blank", on="1")
    expect(projector.locator("#blank")).to_be_visible()
    check(projector)
    control(server, workshop, "end")
    control(server, workshop, "projector/blank", on="0")
    control(server, workshop, "projector/message", text="")
    expect(projector.locator("#thanks")).to_be_visible()
    check(projector)


def test_the_phone(browser: Browser, server: Server, workshop: Workshop, scheme: str) -> None:
    viewport = {"width": 320, "height": 640} if scheme == "dark" else PHONE["viewport"]
    context = new_phone(browser, viewport=viewport, color_scheme=scheme)
    page = open_live(context, workshop.phone)
    check(page)
    begin(server, workshop)
    expect(page.get_by_role("heading", name="Eyes up front")).to_be_visible()
    check(page)
    begin(server, workshop, "external")
    page.get_by_label("Your idea").fill("Suppliers")
    page.get_by_role("button", name="Send").tap()
    expect(page.locator("#own li")).to_have_count(1)
    page.get_by_label("Your idea").fill("Half an idea of " + "great length " * 20)
    page.get_by_role("button", name="Send").tap()
    expect(page.locator("#why")).to_be_visible()
    check(page)
    begin(server, workshop, "internal")
    expect(page.get_by_role("radio")).to_have_count(2)
    check(page)
    control(server, workshop, "takeaway", on="1")
    control(server, workshop, "end")
    expect(page.get_by_role("link", name="Take it home")).to_be_visible()
    check(page)
    context.close()


def test_the_join_page(browser: Browser, server: Server, scheme: str) -> None:
    viewport = {"width": 320, "height": 640} if scheme == "dark" else PHONE["viewport"]
    context = new_phone(browser, viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.goto(server.url)
    page.get_by_label("Code").fill("K7M4P0")
    page.get_by_role("button", name="Join").tap()
    expect(page.locator("#why")).to_be_visible()
    check(page)
    context.close()


def test_the_library_and_the_door_to_it(browser: Browser, server: Server, scheme: str) -> None:
    context = new_laptop(browser, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{server.url}/c")
    check(page)
    page.goto(f"{server.url}/c#{server.host_key}")  # the door notices its key
    expect(page.get_by_role("heading", name="Begin a session")).to_be_visible()
    check(page)
    context.close()


def test_the_console_prepared_and_live(
    browser: Browser, server: Server, workshop: Workshop, scheme: str
) -> None:
    context = new_laptop(browser, color_scheme=scheme)
    page = open_live(context, workshop.console)
    expect(page.locator("#prepare-start")).to_be_visible()
    check(page)
    begin(server, workshop, "external")
    expect(page.locator("#ideas-external li")).to_have_count(4)
    check(page)
    control(server, workshop, "projector/message", text="Back at 10:45")
    control(server, workshop, "rehearse", on="1")
    expect(page.get_by_text("Take message down")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#ask-keys")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    control(server, workshop, "rehearse", on="0")
    control(server, workshop, "end")
    control(server, workshop, "takeaway", on="1")
    expect(page.locator("#bar [data-key=u][aria-pressed=true]")).to_be_visible()
    check(page)
    context.close()
