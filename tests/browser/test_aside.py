"""What phones have beside the question: sparks of a private sheet, the parking lot, the pulse."""

import re

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.browser.surfaces import connected, new_laptop, new_phone, open_live
from tests.server import Server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press


def running(server: Server) -> Workshop:
    """A session whose first sheet is open."""
    workshop = open_workshop(server)
    with facilitator(server, workshop) as pressing:
        press(pressing, f"/c/{workshop.code}/topics/1/start")
        press(pressing, f"/c/{workshop.code}/sheets/external/open")
    return workshop


def send(phone: Page, text: str) -> None:
    """Type an idea and send it."""
    phone.get_by_label("Your idea").fill(text)
    phone.get_by_role("button", name="Send").click()


def test_a_sheet_collects_unseen_sparks_and_is_shown_at_once(
    browser: Browser, server: Server
) -> None:
    workshop = running(server)
    address = f"{server.url}/j/{workshop.code}"
    console = open_live(new_laptop(browser), workshop.console)
    wall = open_live(new_laptop(browser), f"{server.url}/p/{workshop.code}")
    panel = console.locator("#panel-external")
    console.keyboard.press("Shift+E")
    console.get_by_label("Sparks for each phone").select_option("1")
    console.get_by_role("button", name="Collect unseen").click()
    first, second = (open_live(new_phone(browser), address) for _ in range(2))
    expect(second.get_by_text("Nobody sees yet")).to_be_visible()
    send(first, "<b>Buyers")
    expect(first.locator("#own li")).to_have_count(1)
    expect(first.locator(".sparks")).to_have_count(0)
    send(second, "Callers")
    expect(second.locator(".sparks li")).to_have_text(["<b>Buyers"])
    expect(wall.locator("#counts")).to_contain_text("Received 2, shown 0")
    expect(console.locator("#held-external li")).to_have_count(2)
    for page in (console, second):
        assert violations(page) == []
    panel.get_by_role("button", name="Show all at once").click()
    expect(wall.locator("#lines-external li")).to_have_text(["<b>Buyers", "Callers"])
    expect(second.locator(".sparks")).to_have_count(0)


def test_something_is_parked_offline_and_arrives_by_itself(
    browser: Browser, server: Server
) -> None:
    workshop = running(server)
    console = open_live(new_laptop(browser), workshop.console)
    context = new_phone(browser)
    phone = open_live(context, f"{server.url}/j/{workshop.code}")
    phone.get_by_text("Something for later? Park it").click()
    phone.get_by_label("Parking lot").fill("Who pays for parking?")
    phone.reload()
    connected(phone)
    expect(phone.get_by_label("Parking lot")).to_have_value("Who pays for parking?")
    context.set_offline(True)
    phone.get_by_role("button", name="Park", exact=True).click()
    expect(phone.locator("#waiting li")).to_contain_text("Who pays for parking?")
    context.set_offline(False)
    expect(phone.locator("#own li")).to_contain_text("Parking lot")
    expect(console.get_by_role("tab", name=re.compile("Parking lot"))).to_be_visible()
    expect(console.locator("#tab-external")).to_have_attribute("aria-selected", "true")
    assert violations(phone) == []


def test_the_console_alone_counts_who_is_lost(browser: Browser, server: Server) -> None:
    workshop = running(server)
    console = open_live(new_laptop(browser), workshop.console)
    wall = open_live(new_laptop(browser), f"{server.url}/p/{workshop.code}")
    phone = open_live(new_phone(browser), f"{server.url}/j/{workshop.code}")
    phone.get_by_text("Too fast? Lost?").click()
    phone.get_by_role("button", name="I’m lost").click()
    expect(phone.get_by_text("Counted.")).to_be_visible()
    expect(console.locator("#strip-pulse")).to_have_text("1 lost")
    assert violations(console) == []
    assert violations(phone) == []
    expect(wall.get_by_text("1 lost")).to_have_count(0)
    phone.get_by_role("button", name="All fine again").click()
    expect(console.locator("#strip-pulse")).to_be_hidden()


@pytest.mark.parametrize("feeling", ["fast", "lost", "fine"])
def test_without_scripts_each_is_a_plain_form(server: Server, feeling: str) -> None:
    workshop = running(server)
    path = f"/j/{workshop.code}"
    with httpx.Client(base_url=server.url) as phone:
        page = phone.get(path).text
        assert f'action="{path}/pulse/{feeling}"' in page
        assert phone.post(f"{path}/pulse/{feeling}").status_code == 303
        assert phone.post(f"{path}/pulse/hungry", headers=JSON).status_code == 404
        form = page.partition('id="park"')[2]
        id = re.search(r'name="id" value="([\w-]+)"', form)
        assert id
        parked = {"id": id[1], "sheet": "parking-lot", "text": "Who pays?"}
        assert phone.post(f"{path}/ideas", data=parked).status_code == 303
        assert "Who pays?" in phone.get(path).text
