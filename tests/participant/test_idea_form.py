"""Nothing disturbs who types: not scripts that come late, not news, not a sheet that closes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sessions import agenda, sheets
from tests.participant.stage import ideas, stage


def hold(page: Page, what: str) -> Callable[[], None]:
    """Let files not come until the result is called."""
    held: list[Route] = []

    def wait(route: Route) -> None:
        held.append(route)

    def go_on() -> None:
        while held:
            held.pop().continue_()
        page.unroute(what)

    page.route(what, wait)
    return go_on


def test_enter_sends_and_an_open_keyboard_stays_open(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        box = page.get_by_label("Your idea")
        for text in ("One", "Two"):
            box.type(text)
            box.press("Enter")
        expect(page.locator("#own li")).to_have_count(2)
        expect(box).to_be_focused()
        assert ideas(on) == ["One", "Two"]


def test_scripts_that_come_late_do_not_disturb_what_is_typed(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.phone().new_page()
        go_on = hold(page, "**/*.js")
        page.goto(on.url, wait_until="commit")
        box = page.get_by_label("Your idea")
        box.type("The school we clen for")
        box.evaluate("box => box.setSelectionRange(17, 17)")
        go_on()
        page.wait_for_selector("html[data-link=on]")
        page.keyboard.type("a")
        expect(box).to_be_focused()
        expect(box).to_have_value("The school we clean for")
        page.reload()
        expect(box).to_have_value("The school we clean for")


def test_send_pressed_before_the_scripts_are_there_sends_once(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.phone().new_page()
        go_on = hold(page, "**/phone.js")
        page.goto(on.url, wait_until="commit")
        page.get_by_label("Your idea").type("The school")
        page.get_by_role("button", name="Send").tap()
        go_on()
        expect(page.locator("#own li")).to_contain_text("The school")
        page.wait_for_selector("html[data-link=on]")
        expect(page.get_by_label("Your idea")).to_have_value("")
        assert ideas(on) == ["The school"]


def test_an_older_draft_is_kept_beside_what_was_typed_before_the_scripts_came(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        page.get_by_label("Your idea").type("An older thought")
        go_on = hold(page, "**/phone.js")
        page.reload(wait_until="commit")
        page.get_by_label("Your idea").type("A newer one")
        go_on()
        expect(page.locator("#waiting li")).to_contain_text("An older thought")
        expect(page.get_by_label("Your idea")).to_have_value("A newer one")


def test_news_from_the_server_does_not_disturb_what_is_typed(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        box = page.get_by_label("Your idea")
        box.type("The school")
        on.do(agenda.start(1))
        on.do(sheets.open_sheet("internal"))
        expect(page.get_by_label("External customers")).to_be_checked()
        page.keyboard.type(" we clean for")
        page.get_by_label("Internal customers").check()
        on.do(sheets.open_sheet("short"))
        expect(page.get_by_label("In short")).to_be_visible()
        expect(page.get_by_label("Internal customers")).to_be_checked()
        on.do(sheets.close("internal"))
        expect(page.locator("#note")).to_have_text(
            "“Internal customers” is closed. Send puts this on “In short”."
        )
        on.do(sheets.close("short"))
        expect(page.locator("#note")).to_contain_text("Your words stay here.")
        expect(box).to_have_value("The school we clean for")
        on.do(sheets.open_sheet("internal"))
        expect(page.locator("#note")).to_be_hidden()
        page.reload()
        expect(box).to_have_value("The school we clean for")


def test_limits_are_counted_as_one_types_and_too_much_is_not_sent(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "short") as on:
        page = on.open(on.phone())
        page.route("**/ideas", lambda _: pytest.fail("it was sent"))
        box, left = page.get_by_label("Your idea"), page.locator("#left")
        expect(left).to_have_text("0 of 10 words")
        box.type("one  two three ")
        expect(left).to_have_text("3 of 10 words")
        box.fill("w " * 11)
        page.get_by_role("button", name="Send").tap()
        why = "That is 11 words; an idea here has at most 10."
        expect(page.locator("#why")).to_have_text(why)
        expect(page.get_by_role("status")).to_have_text(why)
        on.do(sheets.open_sheet("internal"))
        page.get_by_label("Internal customers").check()
        box.fill("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 نعم")
        expect(left).to_have_text("5 of 200 letters")
        expect(page.locator("#each")).to_have_text("0 of 3")
        box.fill("  ")
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#why")).to_contain_text("There is nothing in it yet")
        assert ideas(on) == []
