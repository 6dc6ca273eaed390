"""A phone on a real server: from the scan to the first idea, and nothing typed is ever lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.browser.surfaces import by_name, connected, new_phone, open_live, own, scanned, send
from tests.faults.room import ideas
from tests.faults.storage import FAULTS, nothing_can_be_stored
from tests.server import Server
from tests.workshop import Workshop, facilitator, open_workshop, press

REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The user has said no.", "SecurityError") },
})"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("There is no room left.", "QuotaExceededError")
}"""
NO_COOKIES = "Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false })"


@pytest.fixture
def workshop(server: Server) -> Workshop:
    opened = open_workshop(server)
    control(server, opened, "topics/1/start")
    control(server, opened, "sheets/external/open")
    return opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = new_phone(browser)
    yield context
    context.close()


def control(server: Server, workshop: Workshop, path: str, **fields: str) -> None:
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/{path}", **fields)


def stored(server: Server, workshop: Workshop) -> list[str]:
    return [one["text"] for one in ideas(server.data, workshop.code)]


class Finger:
    """Counts its taps."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, place: Locator) -> None:
        place.tap()
        self.taps += 1


def test_from_the_scan_to_the_first_idea_it_is_three_taps(
    phone: BrowserContext, server: Server, workshop: Workshop
) -> None:
    finger = Finger()
    page = phone.new_page()
    page.goto(scanned(workshop))
    finger.taps += 1  # on what the camera found
    finger.tap(page.get_by_label("Your idea"))
    page.keyboard.type("Suppliers")
    finger.tap(page.get_by_role("button", name="Send"))
    expect(own(page, "Suppliers")).to_contain_text("Sent")
    assert finger.taps <= 3
    assert stored(server, workshop) == ["Suppliers"]


def test_from_the_typed_code_to_the_first_idea_it_is_three_taps(
    phone: BrowserContext, server: Server, workshop: Workshop
) -> None:
    finger = Finger()
    page = phone.new_page()
    page.goto(server.url)
    expect(page.get_by_label("Code")).to_be_focused()
    page.keyboard.type(workshop.code.lower())
    finger.tap(page.get_by_role("button", name="Join"))
    finger.tap(page.get_by_label("Your idea"))
    page.keyboard.type("Suppliers")
    finger.tap(page.get_by_role("button", name="Send"))
    expect(own(page, "Suppliers")).to_contain_text("Sent")
    assert finger.taps <= 3
    assert stored(server, workshop) == ["Suppliers"]


def test_what_is_half_typed_survives_a_reload_and_a_closed_tab(
    phone: BrowserContext, server: Server, workshop: Workshop
) -> None:
    page = open_live(phone, by_name(server, workshop))
    page.get_by_label("Your idea").press_sequentially("Half an id")
    page.reload()
    connected(page)
    expect(page.get_by_label("Your idea")).to_have_value("Half an id")
    page.close()
    page = open_live(phone, by_name(server, workshop))
    expect(page.get_by_label("Your idea")).to_have_value("Half an id")
    send(page, "ea")
    expect(own(page, "Half an idea")).to_contain_text("Sent")
    page.reload()
    connected(page)
    expect(page.get_by_label("Your idea")).to_have_value("")
    assert stored(server, workshop) == ["Half an idea"]


def test_a_sheet_that_closes_while_someone_types_leaves_the_words_in_the_box(
    phone: BrowserContext, server: Server, workshop: Workshop
) -> None:
    page = open_live(phone, by_name(server, workshop))
    box = page.get_by_label("Your idea")
    box.press_sequentially("Half an ")
    control(server, workshop, "sheets/external/close")
    expect(page.get_by_text("“External customers” is closed.")).to_be_visible()
    expect(box).to_be_focused()
    box.press_sequentially("idea")
    expect(box).to_have_value("Half an idea")
    page.reload()
    connected(page)
    expect(box).to_have_value("Half an idea")
    expect(page.get_by_role("button", name="Send")).to_be_hidden()
    control(server, workshop, "sheets/external/open")
    page.get_by_role("button", name="Send").tap()
    expect(own(page, "Half an idea")).to_contain_text("Sent")
    assert stored(server, workshop) == ["Half an idea"]


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_without_storage_one_is_told_to_use_a_real_browser_and_ideas_are_sent_all_the_same(
    phone: BrowserContext, server: Server, workshop: Workshop, storage: str
) -> None:
    phone.add_init_script(storage)
    page = open_live(phone, by_name(server, workshop))
    expect(page.locator("#forgets")).to_contain_text("Open this page in your usual browser")
    expect(page.locator("#forgets .address")).to_contain_text(str(server.port))
    expect(page.get_by_label("Your idea")).to_be_hidden()
    page.get_by_role("button", name="Write here all the same").tap()
    send(page, "Suppliers")
    expect(own(page, "Suppliers")).to_contain_text("Sent")
    phone.set_offline(offline=True)
    send(page, "Buyers")
    expect(own(page, "Buyers")).to_contain_text("Kept only while this page is open")
    phone.set_offline(offline=False)
    expect(own(page, "Buyers")).to_contain_text("Sent")
    assert stored(server, workshop) == ["Suppliers", "Buyers"]


def test_without_cookies_one_is_told_to_use_a_real_browser_before_anything_is_typed(
    phone: BrowserContext, server: Server, workshop: Workshop
) -> None:
    phone.add_init_script(NO_COOKIES)
    page = open_live(phone, by_name(server, workshop))
    expect(page.locator("#forgets")).to_contain_text("Open this page in your usual browser")
    expect(page.get_by_label("Your idea")).to_be_hidden()


@pytest.mark.parametrize("fault", FAULTS)
def test_while_nothing_can_be_stored_ideas_are_kept_and_go_by_themselves(
    phone: BrowserContext, server: Server, workshop: Workshop, fault: str
) -> None:
    page = open_live(phone, by_name(server, workshop))
    with nothing_can_be_stored(server, fault):
        with page.expect_response("**/ideas") as answered:
            send(page, "Suppliers")
        assert answered.value.status == 503
        expect(own(page, "Suppliers")).to_contain_text("Kept on this phone")
        assert stored(server, workshop) == []
    expect(own(page, "Suppliers")).to_contain_text("Sent")
    assert stored(server, workshop) == ["Suppliers"]


def test_a_phone_that_comes_back_is_the_same_person_with_the_same_ideas(
    phone: BrowserContext, server: Server, workshop: Workshop
) -> None:
    page = open_live(phone, by_name(server, workshop))
    send(page, "Suppliers")
    expect(own(page, "Suppliers")).to_contain_text("Sent")
    page.close()
    control(server, workshop, "topics/2/start")
    control(server, workshop, "sheets/great/open")
    page = open_live(phone, by_name(server, workshop))
    expect(own(page, "Suppliers")).to_contain_text("External customers")
    own(page, "Suppliers").get_by_role("button", name="Take back").tap()
    expect(own(page, "Suppliers")).to_have_count(0)
    assert [one["state"] for one in ideas(server.data, workshop.code)] == ["withdrawn"]
