"""The phone’s page in a real browser: how few taps it takes, and that everybody can use it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sessions import agenda, opening, sheets
from tests.browser.accessible import violations
from tests.participant.stage import stage

SMALL = """() => [...document.querySelectorAll("a, button, summary, input, textarea")]
  .map(one => (one.type === "radio" ? one.closest("label") : one).getBoundingClientRect())
  .filter(box => box.width && (box.width < 44 || box.height < 44)).length"""


def test_the_first_idea_takes_the_typing_and_two_taps(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        page.get_by_label("Your idea").tap()
        page.keyboard.type("The school")
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_contain_text("The school")


def test_it_works_without_scripts(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external", "internal") as on:
        page = on.phone(java_script_enabled=False).new_page()
        page.goto(on.url)
        page.get_by_label("Internal customers").check()
        page.get_by_label("Your idea").fill("The night shift")
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_contain_text("Sent · Internal customers")
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#why")).to_contain_text("nothing to read")
        page.get_by_label("Your idea").fill("Payroll")
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_have_count(2)
        page.get_by_role("button", name="Take back The night shift").tap()
        expect(page.locator("#own li")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_can_be_used_by_everybody(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    """No violation of WCAG 2.2 AA, targets of 44 px, no sideways scrolling at 320 px."""
    with stage(browser, tmp_path) as on:
        small = {"width": 320, "height": 640}
        phone = on.phone(color_scheme=scheme, reduced_motion="reduce", viewport=small)
        page = on.open(phone)

        def check(name: str) -> None:
            assert violations(page, "best-practice") == [], name
            assert page.evaluate(SMALL) == 0, name
            assert page.evaluate("document.documentElement.scrollWidth") == 320, name

        check("lobby")
        on.do(agenda.start(1))
        expect(page.get_by_role("heading", name="Eyes up front")).to_be_visible()
        check("nothing open")
        on.do(sheets.open_sheet("external"))
        page.get_by_label("Your idea").fill("The school")
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_have_count(1)
        check("sent")
        on.do(sheets.open_sheet("internal"))
        expect(page.get_by_role("radio")).to_have_count(2)
        page.get_by_label("Your idea").fill("x" * 201)
        page.get_by_role("button", name="Send").tap()
        check("two open, too long")
        phone.set_offline(True)
        for text in ("One", "Two", "Three", "Four"):
            page.get_by_label("Internal customers").check()
            page.get_by_label("Your idea").fill(text)
            page.get_by_role("button", name="Send").tap()
        page.get_by_label("Your idea").fill("More")
        page.evaluate("document.documentElement.dataset.link = 'off'")
        expect(page.get_by_text("No connection just now.")).to_be_visible()
        check("away")
        phone.set_offline(False)
        expect(page.locator("#waiting li")).to_have_count(1)
        expect(page.locator("#waiting")).to_contain_text("3 already")
        check("refused")
        on.do(agenda.add_time(1, -1140))
        on.do(opening.end())
        expect(page.get_by_text("The session has ended")).to_be_visible()
        check("ended")
        page.goto(on.url.replace("/j/", "/?code=0"))
        check("front door")
