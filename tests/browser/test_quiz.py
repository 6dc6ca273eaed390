"""A review quiz in a browser: from the console to phones and to the wall, by touch and by keys."""

import re
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.browser.surfaces import connected, new_laptop, new_phone, open_live
from tests.server import Server
from tests.workshop import facilitator, open_workshop, press

GIFT = (
    "Which are outside? {~%50%Buyers ~%50%<b>Callers</b> ~%-100%Workmates}\n\n"
    "Who are customers? \\{max 3 words\\} {}\n\nA remark\n"
)
FORM: dict[str, Any] = {"follow_redirects": False, "headers": {"Accept": "text/html"}}


def clean(*pages: Page) -> None:
    """No rule of accessibility is broken."""
    for page in pages:
        assert violations(page) == [], page.url


def test_a_led_quiz_runs_from_the_console_to_the_wall(browser: Browser, server: Server) -> None:
    workshop = open_workshop(server)
    with facilitator(server, workshop) as pressing:
        press(pressing, f"/c/{workshop.code}/topics/1/start")
    laptop = new_laptop(browser, reduced_motion="reduce")
    console = open_live(laptop, workshop.console)
    wall = open_live(new_laptop(browser), f"{server.url}/p/{workshop.code}")
    phone = open_live(new_phone(browser), f"{server.url}/j/{workshop.code}")
    console.keyboard.press("Shift+T")
    console.locator("#activity-quiz > summary").click()
    console.locator("select[name=source]").select_option("lesson")
    console.get_by_role("button", name="Start the quiz").click()
    phone.get_by_text("External customers").tap()
    expect(phone.locator("#mine")).to_contain_text("Your answer is in.")
    phone.get_by_role("radio").nth(3).press("ArrowUp")
    expect(console.locator("[data-key=choice-2] td").first).to_have_text("1")
    expect(wall.locator(".quiz-top")).to_contain_text("1 answer")
    expect(wall.locator(".bar")).to_have_count(0)
    phone.reload()
    connected(phone)
    expect(phone.get_by_role("radio").nth(2)).to_be_checked()
    clean(console, wall, phone)
    phone.get_by_text("External customers").tap()
    expect(console.locator("[data-key=choice-3] td").first).to_have_text("1")
    console.get_by_label("Hands raised for “Competitors”").fill("4")
    console.get_by_label("Hands raised for “Competitors”").press("Enter")
    expect(console.locator("[data-key=choice-1] td").first).to_have_text("4")
    console.get_by_role("button", name="Show the result").click()
    expect(wall.locator("[data-right]")).to_contain_text("External customers")
    expect(wall.locator("[data-right] .dots")).to_have_text("20 %")
    expect(phone.locator("#mine")).to_contain_text("You were right.")
    expect(phone.locator("#activity")).to_contain_text("They come from outside")
    expect(console.locator("[data-missed]")).to_contain_text("teach again")
    clean(console, wall, phone)
    console.keyboard.press("z")
    expect(wall.locator(".bar")).to_have_count(0)
    expect(phone.get_by_role("radio").nth(3)).to_be_checked()


def test_a_file_is_asked_at_ones_own_pace_and_for_a_team(browser: Browser, server: Server) -> None:
    workshop = open_workshop(server)
    console = open_live(new_laptop(browser), workshop.console)
    with facilitator(server, workshop) as pressing:
        press(pressing, f"/c/{workshop.code}/topics/1/start")
    wall = open_live(new_laptop(browser), f"{server.url}/p/{workshop.code}")
    phone = open_live(new_phone(browser), f"{server.url}/j/{workshop.code}")
    console.keyboard.press("Shift+T")
    console.locator("#activity-quiz > summary").click()
    sent = {"name": "outside.gift", "mimeType": "text/plain", "buffer": GIFT.encode()}
    console.locator("input[type=file][accept*=gift]").set_input_files(sent)  # type: ignore[arg-type]
    console.get_by_role("button", name="Bring them in").click()
    expect(console.locator("#said")).to_contain_text("2 questions came in, 1 did not. Line 5:")
    console.locator("select[name=source]").select_option(label="outside.gift (2)")
    console.locator("select[name=led]").select_option("0")
    console.get_by_label("Seconds a question").fill("600")
    console.get_by_role("button", name="Start the quiz").click()
    phone.get_by_text("Buyers").tap()
    phone.get_by_text("Callers").tap()
    box = phone.get_by_label("Your answer")
    box.fill("all of the people")
    expect(phone.locator("[data-left]")).to_have_text("4 of 3 words")
    phone.get_by_role("button", name="Send").tap()
    expect(phone.locator("[data-why]").last).to_contain_text("That is 4 words")
    box.fill("all people")
    phone.get_by_role("button", name="Send").tap()
    expect(wall.locator("#stage")).to_contain_text("1 has finished")
    phone.get_by_role("button", name="I need more time").tap()
    expect(phone.locator("#mine")).to_contain_text("For you: 39:")
    phone.get_by_text("We answer as a team").tap()
    phone.get_by_label("Name of the team").fill("Blue table")
    phone.get_by_label("How many you are").fill("4")
    phone.locator(".team").get_by_role("button", name="Keep").tap()
    expect(phone.locator("#mine")).to_contain_text("Blue table (4 people)")
    clean(phone, wall)
    console.get_by_role("button", name="Show all results").click()
    expect(phone.locator("#mine")).to_contain_text("You were right in 1 of 1 question.")
    expect(console.locator("#activity-quiz")).to_contain_text("Blue table")
    expect(wall.locator(".of-all li")).to_have_count(2)
    console.locator("[data-key=sum-2] button").click()
    expect(wall.locator(".said li").first).to_have_text("all people")
    console.get_by_role("button", name="Hide: all people").click()
    expect(wall.locator(".said li").first).to_have_text("Nobody answered.")
    clean(console, wall, phone)


def test_an_answer_that_cannot_be_sent_is_kept_and_goes_by_itself(
    browser: Browser, server: Server
) -> None:
    workshop = open_workshop(server)
    with facilitator(server, workshop) as pressing:
        press(pressing, f"/c/{workshop.code}/quiz/start", source="lesson")
    context = new_phone(browser)
    phone = open_live(context, f"{server.url}/j/{workshop.code}")
    context.set_offline(True)
    phone.get_by_text("Colleagues").tap()
    expect(phone.locator("[data-why]")).to_have_text("Kept on this phone")
    context.set_offline(False)
    expect(phone.locator("#mine")).to_contain_text("Your answer is in.")


def test_a_quiz_works_with_plain_forms(server: Server) -> None:
    workshop = open_workshop(server)
    path = f"/j/{workshop.code}"
    with facilitator(server, workshop) as pressing, httpx.Client(base_url=server.url) as phone:
        press(pressing, f"/c/{workshop.code}/quiz/start", source="lesson", seconds="30")
        page = phone.get(path).text
        found = re.search(r"/quiz/(\d+)/1", page)
        assert found is not None
        quiz = f"{path}/quiz/{found[1]}"
        for address, form in (
            (f"{quiz}/1", {"counter": "1", "choice": "3"}),
            (f"{quiz}/time", {}),
            (f"{path}/quiz/team", {"name": "Blue table", "size": ""}),
        ):
            assert phone.post(address, data=form, **FORM).status_code == 303, address
        page = phone.get(path).text
        assert "Your answer is in." in page
        assert "Blue table" in page
        assert "They come from outside" not in page, "not before it is shown"
        press(pressing, f"/c/{workshop.code}/quiz/reveal")
        late = phone.post(f"{quiz}/1", data={"counter": "2", "choice": "1"}, **FORM)
        assert late.status_code == 409
        assert "Your last answer stands." in late.text
        assert "You were right." in phone.get(path).text


def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(server: Server) -> None:
    workshop = open_workshop(server)
    with facilitator(server, workshop) as pressing:
        for raw, status, why in (
            (b"x" * 10_000_000, 413, ""),
            (b"x" * 300_000, 422, "256 KB"),
            (b"Who? {=a ~b", 422, "no question"),
            (b"<html>{</html>", 422, "no question"),
            (b"\xff\xfe", 422, "UTF-8"),
        ):
            answer = pressing.post(f"/c/{workshop.code}/quiz/questions", files={"file": raw})
            assert answer.status_code == status
            assert why in answer.json()["detail"]
        assert "file-" not in pressing.get(f"/c/{workshop.code}").text
