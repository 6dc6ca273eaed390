"""One person in front of a room: what the console's keys do to ideas, people and the projector."""

import secrets
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.browser.surfaces import do, lines, new_laptop, open_live
from tests.server import Server
from tests.workshop import JSON, Workshop, facilitator, press


@pytest.fixture
def console(browser: Browser, workshop: Workshop, server: Server) -> Iterator[Page]:
    with facilitator(server, workshop) as client:
        press(client, f"/c/{workshop.code}/topics/1/start")
        press(client, f"/c/{workshop.code}/sheets/external/open")
    context = new_laptop(browser)
    yield open_live(context, workshop.console)
    context.close()


@pytest.fixture
def projector(console: Page, workshop: Workshop) -> Page:
    return open_live(console.context, workshop.projector)


def send(server: Server, code: str, *texts: str) -> None:
    """Ideas from the phone of one person."""
    with httpx.Client(base_url=server.url, headers=JSON) as phone:
        phone.get(f"/j/{code}").raise_for_status()
        for text in texts:
            idea = {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}
            phone.post(f"/j/{code}/ideas", data=idea).raise_for_status()


def test_one_key_shows_the_next_idea_that_waits_and_another_hides_it(
    console: Page, projector: Page, server: Server, workshop: Workshop
) -> None:
    do(console, "Shift+A", "Ideas for “External customers” wait for you from now on.")
    send(server, workshop.code, "Buyers", "Rubbish", "Callers")
    waiting = console.locator("#held-external > li")
    expect(waiting).to_have_count(3)
    expect(console.locator("#tab-external .tab-held")).to_have_text("+3")
    assert lines(projector, "external") == []
    do(console, "y", "“Buyers” is on its sheet.")
    expect(projector.locator("#lines-external > li")).to_have_count(1)
    do(console, "h", "“Rubbish” is hidden.")
    do(console, "Shift+Y", "“Callers” is on its sheet.")
    expect(waiting).to_have_count(0)
    expect(projector.locator("#lines-external > li")).to_have_count(2)
    assert lines(projector, "external") == ["Buyers", "Callers"]
    do(console, "z", "Undone.")
    expect(waiting).to_have_count(1)
    expect(projector.locator("#lines-external > li")).to_have_count(1)


def test_the_panic_key_blanks_and_closes_and_undo_brings_both_back(
    console: Page, projector: Page
) -> None:
    do(console, "q", "The projector is blank, and no sheet takes ideas.")
    expect(projector.locator("#front > *")).to_have_count(1)
    expect(console.locator("#tab-external")).not_to_have_attribute("data-open", "")
    do(console, "z", "Undone.")
    expect(projector.locator("#front > *")).to_have_count(0)
    expect(console.locator("#tab-external")).to_have_attribute("data-open", "")


def test_whoever_is_pointed_at_is_muted_and_can_speak_again_from_the_list(
    console: Page, server: Server, workshop: Workshop
) -> None:
    send(server, workshop.code, "Rubbish")
    console.locator("#ideas-external > li").hover()
    do(console, "Shift+M", "Muted: what this person sends waits for you. They are not told.")
    console.keyboard.press("Shift+E")
    expect(console.locator("#ask-entry")).to_contain_text("Somebody who wrote “Rubbish”")
    assert violations(console) == []
    console.get_by_role("button", name="Unmute").click()
    expect(console.locator("#said")).to_have_text("No longer muted.")
    expect(console.locator("#ask-entry .muted")).to_have_count(0)


def test_ideas_are_held_back_as_long_as_the_box_says_and_then_come_by_themselves(
    console: Page, projector: Page, server: Server, workshop: Workshop
) -> None:
    console.keyboard.press("Shift+E")
    console.get_by_role("button", name="5 s", exact=True).click()
    expect(console.locator("#said")).to_have_text("Ideas are shown 5 seconds after they come in.")
    send(server, workshop.code, "Buyers")
    expect(console.locator("#held-external > li")).to_contain_text("comes by itself")
    assert lines(projector, "external") == []
    expect(projector.locator("#lines-external > li")).to_have_count(1)
    expect(console.locator("#held-external > li")).to_have_count(0)


def test_the_lobby_is_locked_by_a_key_and_the_code_changed_in_the_box(
    console: Page, workshop: Workshop
) -> None:
    do(console, "Shift+L", "The lobby is locked: nobody new can join.")
    expect(console.locator("#strip-entry")).to_contain_text("Locked")
    do(console, "Shift+L", "People can join again.")
    console.keyboard.press("Shift+E")
    console.get_by_role("button", name="Change the code").click()
    console.wait_for_url(lambda url: workshop.code not in url)
    shown = console.locator("#strip-join .code").inner_text().replace(" ", "")
    assert console.url.endswith(f"/c/{shown}")
