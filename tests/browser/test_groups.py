"""Small groups and the ball of On the Spot, from the console to phones, the wall and back."""

import re
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.browser.surfaces import connected, new_laptop, new_phone, open_live
from tests.server import Server
from tests.workshop import JSON, Workshop, facilitator, press

FORM: dict[str, Any] = {"follow_redirects": False}


def come_in(server: Server, workshop: Workshop, *names: str) -> None:
    """People with phones of their own give their names."""
    for name in names:
        with httpx.Client(base_url=server.url, headers=JSON) as phone:
            phone.get(f"/j/{workshop.code}").raise_for_status()
            phone.post(f"/j/{workshop.code}/name", data={"name": name}).raise_for_status()


def named_phone(browser: Browser, server: Server, workshop: Workshop, name: str) -> Page:
    """A phone whose person has given a name."""
    page = open_live(new_phone(browser), f"{server.url}/j/{workshop.code}")
    if not page.get_by_label("Your name").is_visible():
        page.get_by_text("Your name, if you like").tap()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Keep").tap()
    expect(page.locator("#anonymous")).to_have_text("Your name is kept.")
    return page


def accessible(*pages: Page) -> None:
    """No page breaks a rule."""
    for page in pages:
        page.emulate_media(reduced_motion="reduce")
        assert violations(page) == []


def test_groups_work_write_and_report(browser: Browser, server: Server, workshop: Workshop) -> None:
    with facilitator(server, workshop) as pressing:
        press(pressing, f"/c/{workshop.code}/topics/3/start")
    ann = named_phone(browser, server, workshop, "Ann")
    ben = named_phone(browser, server, workshop, "Ben")
    console = open_live(new_laptop(browser), workshop.console)
    wall = open_live(new_laptop(browser), workshop.projector)
    console.get_by_role("button", name="Start what this cue says").first.click()
    expect(wall.locator(".group-cards")).to_contain_text(re.compile("Ann, Ben|Ben, Ann"))
    expect(wall.locator(".groups-clock")).to_contain_text("left")
    for phone in (ann, ben):
        expect(phone.get_by_role("heading", name="Red", exact=True)).to_be_visible()
    expect(ben.locator("#mine")).to_contain_text("With you: Ann")
    come_in(server, workshop, "Late")
    expect(ben.locator("#mine")).to_contain_text("Late")
    writer = ann if ann.locator("#mine").get_by_text("You write").count() else ben
    other = ben if writer is ann else ann
    expect(other.get_by_label("Your idea")).to_be_hidden()
    other.get_by_role("button", name="Write on my phone instead").tap()
    expect(writer.get_by_label("Your idea")).to_be_hidden()
    other.get_by_label("Your idea").fill("Security guards")
    other.get_by_role("button", name="Send").tap()
    expect(other.locator("#own li")).to_contain_text("Security guards")
    console.get_by_role("button", name="Give list").click()
    expect(writer.locator("#mine")).to_contain_text("Purchasing staff")
    accessible(console, wall, ann, ben)
    console.get_by_role("button", name="Report: Red").click()
    expect(wall.get_by_role("heading", level=2)).to_have_text("Red reports")
    expect(wall.locator(".options")).to_contain_text("Security guards")
    expect(ann.locator("#mine")).to_contain_text("your group’s turn")
    ann.reload()
    connected(ann)
    expect(ann.get_by_role("heading", name="Red", exact=True)).to_be_visible()
    accessible(console, wall, ann)
    console.get_by_role("button", name="One room again").click()
    expect(ann.get_by_role("heading", name="Eyes up front", exact=True)).to_be_visible()
    expect(wall.locator("section.topic")).to_be_visible()


def test_the_ball_goes_from_phone_to_phone(
    browser: Browser, server: Server, workshop: Workshop
) -> None:
    phones = [named_phone(browser, server, workshop, name) for name in ("Ann", "Ben")]
    with facilitator(server, workshop) as pressing:
        press(pressing, f"/c/{workshop.code}/topics/1/start")
    console = open_live(new_laptop(browser), workshop.console)
    wall = open_live(new_laptop(browser), workshop.projector)
    console.keyboard.press("Shift+T")
    console.locator("#activity-icebreaker > summary").click()
    console.get_by_role("button", name="Start", exact=True).click()
    expect(wall.locator(".holder")).to_have_text(re.compile("(Ann|Ben) has the ball"))
    first = phones["Ben" in wall.locator(".holder").inner_text()]
    second = phones[1] if first is phones[0] else phones[0]
    asked = wall.locator(".circle fit-words").inner_text()
    expect(first.locator("#mine")).to_contain_text(asked)
    accessible(console, wall, first, second)
    first.get_by_role("button", name="Pass").tap()
    expect(second.get_by_role("heading", name="You have the ball")).to_be_visible()
    expect(first.locator(".throw")).to_have_count(0)
    expect(wall.locator(".circle fit-words")).not_to_have_text(asked)
    console.get_by_role("button", name="Send the ball on").click()
    expect(first.get_by_role("heading", name="You have the ball")).to_be_visible()
    console.get_by_role("button", name="End it").click()
    expect(first.get_by_role("heading", name="Eyes up front", exact=True)).to_be_visible()


def test_groups_and_the_ball_work_as_plain_forms(server: Server, workshop: Workshop) -> None:
    code = workshop.code
    with facilitator(server, workshop) as pressing, httpx.Client(base_url=server.url) as phone:
        phone.get(f"/j/{code}")
        phone.post(f"/j/{code}/name", data={"name": "Ann"}, **FORM)
        press(pressing, f"/c/{code}/groups/start", names="Bo", count="2", sheets="1")
        page = phone.get(f"/j/{code}").text
        sheet = page.split('name="sheet" value="')[1].split('"')[0]
        idea = {"id": "an-idea-of-the-group", "sheet": sheet, "text": "A guard"}
        assert phone.post(f"/j/{code}/ideas", data=idea, **FORM).status_code == 303
        press(pressing, f"/c/{code}/groups/end")
        late = {**idea, "id": "an-idea-that-is-late"}
        refused = phone.post(f"/j/{code}/ideas", data=late, headers=JSON)
        assert refused.status_code == 409
        assert phone.post(f"/j/{code}/groups/pen", headers=JSON).status_code == 409
        press(pressing, f"/c/{code}/icebreaker/start", names="Bo")
        for _ in range(2):
            page = phone.get(f"/j/{code}").text
            if "You have the ball" in page:
                break
            body = pressing.get(f"/c/{code}", headers={"Accept": "text/html"}).text
            turn = body.split('name="turn" value="')[1].split('"')[0]
            press(pressing, f"/c/{code}/icebreaker/next", circle="0", turn=turn)
        turn = page.split("/icebreaker/")[1].split('"')[0]
        thrown = phone.post(f"/j/{code}/icebreaker/{turn}", data={}, **FORM)
        assert thrown.status_code == 303
        assert "Bo has the ball" in phone.get(f"/j/{code}").text
        again = phone.post(f"/j/{code}/icebreaker/{turn}", headers=JSON)
        assert again.status_code == 409
        for forged in ("0", "999999999999999999999"):
            answer = phone.post(f"/j/{code}/icebreaker/{forged}", headers=JSON)
            assert answer.status_code == 409
