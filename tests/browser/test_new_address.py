"""The laptop does not answer for long, perhaps because it has a new address."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.surfaces import connected, cut_off, new_phone, own, send
from tests.server import Server
from tests.workshop import Workshop, facilitator, press


def test_a_phone_that_finds_nobody_for_long_shows_what_it_keeps_and_says_what_to_do(
    browser: Browser, server: Server, workshop: Workshop
) -> None:
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/sheets/external/open")
    context = new_phone(browser)
    page = context.new_page()
    page.clock.install()
    page.goto(workshop.phone)
    connected(page)
    context.route_web_socket(re.compile("/live$"), lambda socket: socket.close())
    context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    cut_off(page)
    send(page, "Buyers")
    page.get_by_label("Your idea").fill("Half a thought")
    long = page.locator(".away .long")
    expect(long).to_be_hidden()
    page.clock.run_for(25_000)
    expect(long).to_contain_text("scan the code on the wall")
    page.get_by_role("button", name="Copy my words").tap()
    expect(page.get_by_label("What this page keeps")).to_have_value("Buyers\nHalf a thought")
    assert page.get_by_label("Your idea").input_value() == "Half a thought"
    page.get_by_role("button", name="Try again").tap()
    expect(own(page, "Buyers")).to_contain_text("Kept on this phone")
    context.set_offline(False)
    page.clock.run_for(10_000)
    expect(own(page, "Buyers")).to_contain_text("Sent")
    expect(long).to_be_hidden()
    context.close()
