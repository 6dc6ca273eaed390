"""Time and telling in a browser: a late day, a break, stories, what was missed, and sounds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.browser.surfaces import connected, do, new_laptop, new_phone, open_live
from tests.server import Server
from tests.workshop import Workshop, facilitator, open_workshop, press

BEEPS = """const start = OscillatorNode.prototype.start
OscillatorNode.prototype.start = function (...at) {
  document.documentElement.dataset.beeps ??= ""
  document.documentElement.dataset.beeps += ` ${this.frequency.value}`
  return start.apply(this, at)
}"""
"""Writes the pitch of each beep on the page."""


@pytest.fixture
def workshop(server: Server) -> Workshop:
    return open_workshop(server)


@pytest.fixture
def console(browser: Browser, server: Server, workshop: Workshop) -> Iterator[Page]:
    """The console, its first topic running."""
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/topics/1/start")
    context = new_laptop(browser)
    context.add_init_script(BEEPS)
    yield open_live(context, workshop.console)
    context.close()


@pytest.fixture
def wall(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    context = new_laptop(browser, viewport={"width": 1920, "height": 1080})
    yield open_live(context, workshop.projector)
    context.close()


def clean(*pages: Page) -> None:
    for page in pages:
        page.emulate_media(reduced_motion="reduce")
        assert violations(page) == []


def unfold(console: Page, name: str) -> None:
    """Bring up what the console has of an activity."""
    if console.locator("body").get_attribute("data-right") != "activities":
        console.keyboard.press("Shift+T")
    console.locator(f"#activity-{name} > summary").press("Enter")


def test_a_late_day_is_mended_with_one_press_each(
    console: Page, server: Server, workshop: Workshop
) -> None:
    with facilitator(server, workshop) as client:
        path = f"/c/{workshop.code}/topics/2/add"
        press(client, path, seconds="430", id="more-time-for-topic-2")
    expect(console.locator(".pace .chip")).to_have_text("7 min behind")
    console.keyboard.press("Shift+B")
    box = console.get_by_role("dialog", name="Catch up")
    expect(box.get_by_role("button", name="Take 7 min")).to_have_count(3)
    clean(console)
    box.get_by_role("button", name="Skip, saves 2 min").first.click()
    expect(console.locator(".pace .chip")).to_have_text("5 min behind")
    expect(box.get_by_role("button", name="Skip, saves 2 min")).to_have_count(3)
    box.get_by_role("button", name="Take 5 min").last.click()
    expect(console.locator(".pace .chip")).to_be_hidden()
    box.get_by_role("button", name="Close").click()
    do(console, "z", "Undone.")
    expect(console.locator(".pace .chip")).to_have_text("5 min behind")
    console.keyboard.press("Shift+B")
    box.get_by_role("button", name="End 5 min later").click()
    expect(console.locator(".pace .chip")).to_be_hidden()


def test_a_break_stands_on_every_screen_and_going_on_brings_everything_back(
    browser: Browser, console: Page, wall: Page, workshop: Workshop
) -> None:
    phone = open_live(new_phone(browser), workshop.phone)
    unfold(console, "breaks")
    console.locator("#activity-breaks").get_by_role("button", name="10 min").press("Enter")
    expect(wall.locator(".back")).to_contain_text("Back at")
    expect(wall.locator(".rest")).to_contain_text("left")
    expect(wall.locator("#clock")).to_contain_text("paused")
    expect(phone.get_by_role("heading", name=wall.locator(".back").inner_text())).to_be_visible()
    expect(console.locator("#activity-breaks")).to_contain_text("Break until")
    clean(console, wall, phone)
    console.locator("#activity-breaks").get_by_role("button", name="Go on").press("Enter")
    expect(wall.locator("section.topic")).to_be_visible()
    expect(wall.locator("#clock")).to_contain_text("left")
    expect(phone.get_by_role("heading", name="Eyes up front")).to_be_visible()
    phone.context.close()


def test_a_story_is_read_in_parts_that_the_facilitator_turns(console: Page, wall: Page) -> None:
    unfold(console, "story")
    console.get_by_role("button", name="Show to the room: Story").press("Enter")
    expect(wall.locator(".turned")).to_have_text("1 of 2")
    expect(wall.get_by_text("Why do we call these people customers?")).not_to_be_in_viewport()
    clean(console, wall)
    console.get_by_role("button", name="Further part").press("Enter")
    expect(wall.locator(".turned")).to_have_text("2 of 2")
    expect(wall.get_by_text("Why do we call these people customers?")).to_be_in_viewport()
    console.get_by_role("button", name="Show to the room: Question").press("Enter")
    expect(wall.locator(".turned")).to_be_hidden()


def test_what_was_missed_is_for_the_console_first(
    console: Page, wall: Page, server: Server, workshop: Workshop
) -> None:
    with facilitator(server, workshop) as client:
        path = f"/c/{workshop.code}/sheets/external/ideas"
        press(client, path, text="Buyer\nThe tax office", id="lines-of-the-room-1")
    unfold(console, "missed")
    part = console.locator("#activity-missed")
    part.get_by_role("button", name="Compare with the sheets").press("Enter")
    expect(part).to_contain_text("Beyond the plan (1)")
    expect(part).to_contain_text("Named (1)")
    part.get_by_role("button", name="Heard aloud: suppliers").press("Enter")
    expect(part).to_contain_text("Named (2)")
    expect(wall.locator("section.missed")).to_have_count(0)
    part.get_by_role("button", name="On projector").press("Enter")
    expect(wall.locator(".act-note")).to_contain_text("2 of the 16 answers")
    clean(console, wall)


def test_sounds_are_off_until_they_are_switched_on_and_can_be_tested(console: Page) -> None:
    reach(console, "over")
    console.keyboard.press("Shift+S")
    box = console.get_by_role("dialog", name="Sounds")
    clean(console)
    box.get_by_role("button", name="Test: wrap up").click()
    expect(console.locator("html")).to_have_attribute("data-beeps", " 660")
    box.get_by_role("button", name="Sounds on").click()
    console.reload()
    connected(console)
    expect(console.locator("body")).to_have_attribute("data-sounds", "on")
    console.keyboard.press("Escape")
    reach(console, "over")
    expect(console.locator("html")).to_have_attribute("data-beeps", " 880 660 440")


def reach(console: Page, phase: str) -> None:
    """Let the time of the topic be over, as when the server says so."""
    clock = console.locator("#clock count-down")
    expect(clock).to_have_attribute("data-phase", "plain")
    clock.evaluate("clock => clock.setAttribute('total', 1)")
    expect(clock).to_have_attribute("data-phase", phase)
