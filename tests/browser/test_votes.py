"""A dot vote in a browser: from the console to phones and back to the wall."""

from typing import Any

import httpx
from playwright.sync_api import Browser, expect

from tests.browser.surfaces import connected, new_laptop, new_phone, open_live
from tests.server import Server
from tests.workshop import facilitator, open_workshop, press

FORM: dict[str, Any] = {"follow_redirects": False}


def with_lines(server: Server, *lines: str) -> Any:
    """A session with these lines on its first sheet."""
    workshop = open_workshop(server)
    with facilitator(server, workshop) as pressing:
        path = f"/c/{workshop.code}"
        press(pressing, f"{path}/topics/1/start")
        text = "\n".join(lines)
        press(pressing, f"{path}/sheets/external/ideas", text=text, id="lines-of-the-vote-01")
    return workshop


def test_a_vote_runs_from_the_console_to_the_wall(browser: Browser, server: Server) -> None:
    workshop = with_lines(server, "Buyers", "Callers", "Schools")
    console = open_live(new_laptop(browser), workshop.console)
    wall = open_live(new_laptop(browser), f"{server.url}/p/{workshop.code}")
    phone = open_live(new_phone(browser), f"{server.url}/j/{workshop.code}")
    console.keyboard.press("Shift+T")
    console.locator("#activity-votes > summary").click()
    console.get_by_role("button", name="Start the vote").click()
    phone.get_by_label("Callers").check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("#mine")).to_contain_text("1 dot is placed.")
    expect(wall.locator(".act-note")).to_contain_text("1 has voted")
    expect(wall.locator(".dots")).to_have_count(0)
    phone.reload()
    connected(phone)
    expect(phone.get_by_label("Callers")).to_be_checked()
    console.get_by_role("button", name="Close and show the result").click()
    expect(wall.locator(".options li").first).to_contain_text("Callers")
    expect(wall.locator(".options li").first.locator(".dots")).to_have_text("1")
    expect(phone.get_by_role("heading", name="The vote is closed", exact=True)).to_be_visible()


def test_dots_that_cannot_be_sent_are_kept_and_go_by_themselves(
    browser: Browser, server: Server
) -> None:
    workshop = with_lines(server, "Buyers", "Callers")
    with facilitator(server, workshop) as pressing:
        press(pressing, f"/c/{workshop.code}/votes/start", sheet="external")
        context = new_phone(browser)
        phone = open_live(context, f"{server.url}/j/{workshop.code}")
        phone.get_by_label("Buyers").check()
        context.set_offline(True)
        phone.get_by_role("button", name="Send").click()
        expect(phone.locator("[data-why]")).to_have_text("Kept on this phone")
        context.set_offline(False)
        expect(phone.locator("#mine")).to_contain_text("1 dot is placed.")


def test_a_vote_works_as_a_plain_form(server: Server) -> None:
    workshop = with_lines(server, "Buyers", "Callers")
    with facilitator(server, workshop) as pressing, httpx.Client(base_url=server.url) as phone:
        press(pressing, f"/c/{workshop.code}/votes/start", sheet="external")
        page = phone.get(f"/j/{workshop.code}").text
        action = page.split("/votes/")[1].split('"')[0]
        option = page.split('name="on-')[1].split('"')[0]
        sent = phone.post(
            f"/j/{workshop.code}/votes/{action}", data={"counter": "1", f"on-{option}": "1"}, **FORM
        )
        assert sent.status_code == 303
        assert "1 dot is placed." in phone.get(f"/j/{workshop.code}").text
        press(pressing, f"/c/{workshop.code}/votes/close")
        late = phone.post(
            f"/j/{workshop.code}/votes/{action}",
            data={"counter": "2"},
            headers={"Accept": "text/html"},
        )
        assert late.status_code == 409
        assert "The vote is closed." in late.text
