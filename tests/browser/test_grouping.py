"""Ideas put together in a browser: by dragging, by ticks, and by what the host finds."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.browser.surfaces import new_laptop, open_live
from tests.server import Server
from tests.workshop import Workshop, facilitator, open_workshop, press

LINES = "Buyers\nBuyer\nCallers\nSchools\nThe press"


def at_hand(server: Server, browser: Browser) -> tuple[Workshop, Page, Page]:
    """A session whose first sheet is to be grouped: the session, its console, its projector."""
    workshop = open_workshop(server)
    with facilitator(server, workshop) as pressing:
        path = f"/c/{workshop.code}"
        press(pressing, f"{path}/topics/1/start")
        press(pressing, f"{path}/sheets/external/ideas", text=LINES, id="lines-to-be-grouped-01")
    console = open_live(new_laptop(browser), workshop.console)
    wall = open_live(new_laptop(browser), f"{server.url}/p/{workshop.code}")
    console.keyboard.press("Shift+T")
    console.locator("#activity-grouping > summary").press("Enter")
    console.get_by_role("button", name="Group its ideas").press("Enter")
    expect(wall.locator(".clusters li")).to_have_count(5)
    return workshop, console, wall


def test_lines_are_dragged_together_and_named(browser: Browser, server: Server) -> None:
    _, console, wall = at_hand(server, browser)
    line = console.locator("[data-line]")
    line.filter(has_text="Schools").drag_to(line.filter(has_text="The press"))
    expect(console.locator(".cluster")).to_have_count(1)
    line.filter(has_text="Callers").drag_to(console.locator(".cluster"))
    expect(console.locator(".cluster li")).to_have_count(3)
    console.get_by_label("Name of the group").fill("Those who watch")
    console.get_by_label("Name of the group").press("Enter")
    expect(wall.locator(".clusters li").first).to_contain_text("Those who watch")
    expect(wall.locator(".members")).to_have_text("Callers, Schools, The press")


def test_the_keyboard_is_enough(browser: Browser, server: Server) -> None:
    _, console, wall = at_hand(server, browser)
    for name in ("Callers", "Schools"):
        console.get_by_label(name, exact=True).press("Space")
    console.get_by_role("button", name="Put the ticked ones together").press("Enter")
    expect(wall.locator(".clusters b")).to_have_text("Callers")
    console.get_by_role("button", name="Take out: Schools").press("Enter")
    expect(console.locator(".cluster li")).to_have_count(1)
    assert violations(console) == []
    assert violations(wall) == []


def test_what_is_nearly_the_same_is_proposed_and_taken_up(browser: Browser, server: Server) -> None:
    workshop, console, wall = at_hand(server, browser)
    console.get_by_role("button", name="Look for near-equals").press("Enter")
    expect(console.locator(".proposals li")).to_have_count(1)
    expect(console.locator(".proposals li")).to_contain_text(
        "“Buyers” and “Buyer”: one word but for its ending."
    )
    assert violations(console) == []
    console.get_by_role("button", name="Group: Buyers, Buyer").press("Enter")
    expect(wall.locator(".clusters b")).to_have_text("Buyers")
    with facilitator(server, workshop) as pressing:
        exported = pressing.get(f"/h/{workshop.code}/session.json").json()
    assert [row["text"] for row in exported["grouping"]] == ["Buyers", "Buyer"]
