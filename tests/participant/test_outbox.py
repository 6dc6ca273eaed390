"""What is typed on a phone is not lost, and is sent once, whatever network and browser do."""

from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from tests.browser.surfaces import NAME
from tests.participant.stage import ideas, rows, send, stage

NO_STORAGE = """
Object.defineProperty(window, "localStorage", { get() { throw new Error("forbidden") } })
"""
EVERY_FRAME = """
window.seen = []
const look = () => {
  const rows = [...document.querySelectorAll("own-ideas li")]
  window.seen.push(rows.filter(one => one.textContent.includes("The school")).length)
  requestAnimationFrame(look)
}
look()
"""


def test_an_idea_is_sent_over_plain_http_and_its_row_never_flickers(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        assert page.evaluate("[isSecureContext, typeof crypto.randomUUID]") == [False, "undefined"]
        page.evaluate(EVERY_FRAME)
        send(page, "The school")
        expect(page.locator("#own li")).to_contain_text("Sent")
        expect(page.get_by_role("status")).to_have_text("Sent")
        with page.expect_event("websocket", predicate=lambda _: True, timeout=10_000):
            page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_selector("html[data-link=on]")
        seen = page.evaluate("window.seen")
        first = seen.index(1)
        assert set(seen[first:]) == {1}
        assert ideas(on) == ["The school"]
        assert rows(page) == ["The school: Sent · External customers"]
        expect(page.get_by_label("Your idea")).to_have_value("")


def test_what_is_sent_without_a_network_is_kept_and_goes_by_itself_in_order(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        phone = on.phone()
        page = on.open(phone)
        phone.set_offline(True)
        for text in ("One", "Two", "Three"):
            send(page, text)
        assert rows(page) == [f"{text}: Kept on this phone" for text in ("Three", "Two", "One")]
        expect(page.get_by_role("status")).to_have_text("Kept on this phone")
        phone.set_offline(False)
        expect(page.locator("#own li")).to_have_count(3)
        assert ideas(on) == ["One", "Two", "Three"]


def test_an_idea_waits_in_a_closed_page_and_goes_when_it_is_opened_again(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        phone = on.phone()
        page = on.open(phone)
        phone.set_offline(True)
        send(page, "The school")
        page.get_by_label("Your idea").fill("Half a tho")
        page.close()
        phone.set_offline(False)
        page = on.open(phone)
        expect(page.locator("#own li")).to_have_count(1)
        expect(page.get_by_label("Your idea")).to_have_value("Half a tho")
        assert ideas(on) == ["The school"]


def test_an_answer_that_is_lost_does_not_send_the_idea_twice(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        lost: list[int] = []

        def lose(route: Route) -> None:
            if len(lost) < 2:
                here = route.request.url.replace(NAME, "127.0.0.1")
                lost.append(route.fetch(url=here).status)
                route.abort()
            else:
                route.continue_()

        page.route("**/ideas", lose)
        send(page, "The school")
        expect(page.locator("#own li")).to_contain_text("Sent")
        expect(page.locator("#waiting li")).to_have_count(0)
        assert lost[0] == 201
        assert ideas(on) == ["The school"]
        assert page.evaluate("localStorage.length") == 0


def test_a_page_that_a_hotel_puts_between_is_no_answer(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        page.route("**/ideas", lambda route: route.fulfill(status=200, body="<h1>Welcome</h1>"))
        send(page, "The school")
        expect(page.get_by_role("status")).to_have_text("Kept on this phone")
        page.unroute("**/ideas")
        expect(page.locator("#own li")).to_have_count(1)
        assert ideas(on) == ["The school"]


def test_two_tabs_share_what_waits_and_send_it_once(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external") as on:
        phone = on.phone()
        one, other = on.open(phone), on.open(phone)
        phone.set_offline(True)
        send(one, "One")
        send(other, "Two")
        for page in (one, other):
            expect(page.locator("#waiting li")).to_have_count(2)
        phone.set_offline(False)
        for page in (one, other):
            page.evaluate("dispatchEvent(new Event('pageshow'))")
            expect(page.locator("#own li")).to_have_count(2)
            expect(page.locator("#waiting li")).to_have_count(0)
        assert sorted(ideas(on)) == ["One", "Two"]


def test_without_storage_it_is_said_and_sent_all_the_same(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external") as on:
        phone = on.phone()
        phone.add_init_script(NO_STORAGE)
        page = on.open(phone)
        page.get_by_role("button", name="Write here all the same").tap()
        phone.set_offline(True)
        send(page, "The school")
        assert rows(page) == ["The school: Kept only while this page is open"]
        phone.set_offline(False)
        expect(page.locator("#own li")).to_have_count(1)
        assert ideas(on) == ["The school"]


def test_a_lost_cookie_is_fetched_again(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external") as on:
        phone = on.phone()
        page = on.open(phone)
        phone.clear_cookies()
        send(page, "The school")
        expect(page.locator("#own li")).to_contain_text("Sent")
        assert ideas(on) == ["The school"]


def test_what_comes_too_fast_waits_its_turn(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external", person_burst=2) as on:
        page = on.open(on.phone())
        for text in ("One", "Two", "Three"):
            send(page, text)
        expect(page.locator("#own li")).to_have_count(2)
        expect(page.locator("#waiting li")).to_contain_text("Kept on this phone")
        on.there.watch.at += 60
        expect(page.locator("#own li")).to_have_count(3)
        assert ideas(on) == ["One", "Two", "Three"]
