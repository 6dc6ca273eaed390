"""The same person with two tabs: nothing twice, nothing lost, whichever one is closed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.surfaces import connected, new_phone, open_live, own, send
from tests.server import Server
from tests.workshop import Workshop, facilitator, press


@pytest.fixture
def phone(browser: Browser, server: Server, workshop: Workshop) -> Iterator[BrowserContext]:
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/sheets/external/open")
    context = new_phone(browser)
    yield context
    context.close()


def box(page: Page) -> str:
    return page.get_by_label("Your idea").input_value()


def test_an_idea_that_waits_in_two_tabs_is_sent_once_and_both_say_so(
    phone: BrowserContext, workshop: Workshop, server: Server
) -> None:
    one, other = open_live(phone, workshop.phone), open_live(phone, workshop.phone)
    phone.set_offline(True)
    send(one, "Buyers")
    expect(own(other, "Buyers")).to_contain_text("Kept on this phone")
    phone.set_offline(False)
    for page in (one, other):
        expect(own(page, "Buyers")).to_contain_text("Sent")
        expect(page.locator("#waiting li")).to_have_count(0)
        assert own(page, "Buyers").count() == 1
    with facilitator(server, workshop) as client:
        rows = client.get(f"/h/{workshop.code}/ideas.csv").text
    assert rows.count("Buyers") == 3  # as it stands, as it was sent, and as a line: one row


def test_what_is_typed_in_two_tabs_is_lost_in_neither_when_both_are_closed(
    phone: BrowserContext, workshop: Workshop
) -> None:
    one, other = open_live(phone, workshop.phone), open_live(phone, workshop.phone)
    one.get_by_label("Your idea").fill("From the first tab")
    other.get_by_label("Your idea").fill("From the second tab")
    assert box(one) == "From the first tab"
    one.close()
    other.close()
    later = open_live(phone, workshop.phone)
    expect(later.get_by_label("Your idea")).not_to_have_value("")
    shelved = later.locator("#waiting li[data-state=refused]")
    expect(shelved).to_have_count(1)
    kept = {box(later), shelved.locator("b").inner_text()}
    assert kept == {"From the first tab", "From the second tab"}


def test_a_tab_that_is_open_keeps_its_words_to_itself(
    phone: BrowserContext, workshop: Workshop
) -> None:
    one = open_live(phone, workshop.phone)
    one.get_by_label("Your idea").fill("Half a thought")
    other = open_live(phone, workshop.phone)
    third = phone.new_page()
    third.clock.install()
    third.goto(workshop.phone)
    connected(third)
    third.clock.run_for(2_000)
    assert box(third) == ""
    assert box(other) == ""
    one.reload()
    expect(one.get_by_label("Your idea")).to_have_value("Half a thought")


def test_a_phone_that_comes_back_under_a_new_code_finds_what_it_kept(
    phone: BrowserContext, workshop: Workshop, server: Server
) -> None:
    page = open_live(phone, workshop.phone)
    send(page, "I am in")
    expect(own(page, "I am in")).to_contain_text("Sent")
    with facilitator(server, workshop) as client:
        phone.set_offline(True)
        send(page, "Kept")
        expect(own(page, "Kept")).to_contain_text("Kept on this phone")
        page.get_by_label("Your idea").fill("Half a thought")
        code = client.post(f"/c/{workshop.code}/code").json()["go"].rpartition("/")[2]
    page.close()
    phone.set_offline(False)
    again = open_live(phone, workshop.phone.replace(workshop.code, code))
    expect(own(again, "Kept")).to_contain_text("Sent")
    expect(again.get_by_label("Your idea")).to_have_value("Half a thought")
