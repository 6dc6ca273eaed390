"""The phone’s page in a real browser: nothing disturbs who types, and everything can be reached."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sessions import agenda, opening, sheets
from tests.participant.stage import Stage, chromium, stage

AXE = Path(__file__).parents[1] / "browser" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL = """() => [...document.querySelectorAll("a, button, summary, input, textarea")]
  .map(one => (one.type === "radio" ? one.closest("label") : one).getBoundingClientRect())
  .filter(box => box.width && (box.width < 44 || box.height < 44)).length"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def ideas(on: Stage) -> list[str]:
    """What is stored, in order."""
    return on.there.ideas


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


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    if not page.evaluate("window.axe"):
        page.evaluate(AXE.read_text("utf-8"))
    run = "async rules => (await axe.run({ runOnly: rules })).violations"
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in page.evaluate(run, RULES)]


def test_the_first_idea_takes_the_typing_and_two_taps(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        page.get_by_label("Your idea").tap()
        page.keyboard.type("The school")
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_contain_text("The school")


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


def test_an_idea_is_taken_back_and_a_name_kept_without_leaving_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        phone = on.phone()
        page = on.open(phone)
        page.get_by_label("Your idea").fill("The school")
        page.get_by_role("button", name="Send").tap()
        page.get_by_label("Your idea").fill("Half a tho")
        button = page.get_by_role("button", name="Take back")
        phone.set_offline(True)
        button.tap()
        expect(page.locator("#own small")).to_have_text(
            "No connection just now. Try again in a moment."
        )
        phone.set_offline(False)
        button.tap()
        expect(page.locator("#own li")).to_have_count(0)
        page.get_by_label("Your name").fill("Ana")
        page.get_by_role("button", name="Keep").tap()
        expect(page.locator("#anonymous")).to_have_text("Your name is kept.")
        expect(page.get_by_label("Your idea")).to_have_value("Half a tho")
        assert list(on.there.session.state.people.names.values()) == ["Ana"]


def test_what_others_typed_is_text_and_long_words_do_not_widen_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone(viewport={"width": 320, "height": 640}))
        page.on("dialog", lambda _: pytest.fail("a script ran"))
        for text in ("<img src=x onerror=alert(1)>", "x" * 200, "{{ 7*7 }}", "الجيران"):
            page.get_by_label("Your idea").fill(text)
            page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_have_count(4)
        page.reload()
        shown = page.locator("#own li b")
        assert shown.all_inner_texts() == [
            "الجيران",
            "{{ 7*7 }}",
            "x" * 200,
            "<img src=x onerror=alert(1)>",
        ]
        assert shown.first.evaluate("one => getComputedStyle(one).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") == 320


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
            assert faults(page) == [], name
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
