"""The workshop without a mouse: by Tab and Enter alone, and no key fires while someone types."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.surfaces import connected, new_laptop, open_live
from tests.server import Server
from tests.workshop import Workshop, facilitator, press

FAR = 90
"""More stops of the Tab key than any page may take to the place that is wanted."""

ALL_KEYS = "zmb?n123poakvrtuf+-hscwelyigjd. QHN"

UNSEEN = """() => {
  const one = document.activeElement
  if (one === document.body) return ""  // between the last place and the first
  const seen = [one, one.parentElement, one.nextElementSibling].filter(Boolean).some(place => {
    const { outlineStyle, outlineWidth } = getComputedStyle(place)
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
  })
  const box = one.getBoundingClientRect()
  const there = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth
  return seen && there ? "" : `${one.tagName} ${one.id} ${one.className} ${one.textContent}`
}"""


@pytest.fixture
def console(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    context = new_laptop(browser)
    yield open_live(context, workshop.console)
    context.close()


def go(page: Page, place: Locator) -> None:
    """Go to a place with the Tab key."""
    expect(place).to_be_visible()
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if place.evaluate("place => place === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {place}.")


def enter(page: Page, place: Locator, answer: str) -> None:
    """Go to a control with the Tab key, press Enter, and read what was done."""
    go(page, place)
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text(answer)


def test_tab_and_enter_alone_run_the_workshop(browser: Browser, server: Server) -> None:
    context = new_laptop(browser)
    page = context.new_page()
    page.goto(f"{server.url}/c#{server.host_key}")
    go(page, page.get_by_role("button", name="Open the session"))
    page.keyboard.press("Enter")
    connected(page)
    started = page.locator("#prepare-start [data-key=Space]")
    enter(page, started, "“Who are customers?” has started.")
    enter(page, page.locator("#clock [data-key=Space]"), "The clock is paused.")
    expect(page.locator("#clock [data-phase=paused]").first).to_be_attached()
    enter(page, page.locator("#clock [data-key=Space]"), "The clock goes on.")
    switch = page.locator("#panel-external [data-key=o]")
    enter(page, switch, "“External customers” takes ideas.")
    go(page, page.locator("#add-text"))
    page.keyboard.type("Suppliers")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Added “Suppliers”.")
    expect(page.locator("#ideas-external li")).to_have_count(1)
    go(page, page.locator("#panel-external .scroller"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#ideas-external li")).to_be_focused()
    hide = page.locator("#ideas-external").get_by_role("button", name="Hide it")
    enter(page, hide, "“Suppliers” is hidden.")
    enter(page, page.locator("#undo button"), "Undone.")
    tick = page.locator("#checklist").get_by_role("checkbox").first
    enter(page, tick, "Ticked: Head a sheet: External customers")
    topic = page.locator("#agenda li[data-topic='2'] button").first
    enter(page, topic, "“What is customer service?” has started.")
    enter(page, page.locator("#told [data-key=b]"), "The projector is blank.")
    expect(page.locator("#told [data-key=b][aria-pressed=true]")).to_be_visible()
    enter(page, page.locator("#told [data-key=b]"), "The projector is back.")
    enter(page, page.locator("#course [data-key='Shift+Q']"), "The session has ended.")
    enter(page, page.locator("#bar [data-key='Shift+Q']"), "The session goes on.")
    context.close()


def test_no_key_fires_while_someone_types(
    console: Page, server: Server, workshop: Workshop
) -> None:
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/topics/1/start")
        press(client, f"/c/{workshop.code}/sheets/external/open")
        path = f"/c/{workshop.code}/sheets/external/ideas"
        press(client, path, text="Suppliers", id="0123456789abcdef")
    idea = console.locator("#ideas-external li")
    expect(idea).to_have_count(1)
    for key, box in (("a", "#add-text"), ("m", "#message-text"), ("k", "#sheet-heading")):
        console.keyboard.press(key)
        types_in_peace(console, console.locator(box))
    idea.focus()
    console.keyboard.press("c")
    types_in_peace(console, console.locator("#correct-text"))


def types_in_peace(page: Page, box: Locator) -> None:
    """Every key that does something elsewhere is only a letter here."""
    action = page.locator("#undo input").get_attribute("value")
    expect(box).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(ALL_KEYS)
    for key in ("PageUp", "PageDown"):
        page.keyboard.press(key)
    expect(box).to_have_value(ALL_KEYS)
    expect(box).to_be_focused()
    expect(page.locator("#said")).to_be_empty()
    expect(page.locator("#undo input")).to_have_value(str(action))
    page.keyboard.press("Escape")
    box.evaluate("box => box.blur()")


def test_where_one_is_can_be_seen_at_every_stop(
    console: Page, server: Server, workshop: Workshop
) -> None:
    for view in ("prepare", "run"):
        expect(console.locator("body")).to_have_attribute("data-view", view)
        for _ in range(40):
            console.keyboard.press("Tab")
            assert console.evaluate(UNSEEN) == ""
        with facilitator(server, workshop) as client:
            press(client, f"/c/{workshop.code}/topics/1/start")


def test_a_remote_steps_through_the_cues_and_blanks(
    console: Page, server: Server, workshop: Workshop
) -> None:
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/topics/1/start")
    here = console.locator("[data-cue][data-here]")
    expect(console.locator("body")).to_have_attribute("data-view", "run")
    for key, cue in (("PageDown", "1"), ("PageDown", "2"), ("PageUp", "1"), ("PageDown", "2")):
        console.keyboard.press(key)
        expect(here).to_have_attribute("data-cue", cue)
    for key, pressed in (("b", "true"), (".", "false")):
        console.keyboard.press(key)
        expect(console.locator("#told [data-key=b]")).to_have_attribute("aria-pressed", pressed)
