"""The console in a real browser: one screen, run by keys alone, typing never disturbed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.server import Server
from tests.workshop import Workshop, facilitator, press

SCROLLING = """() => [...document.querySelectorAll("body, body *")]
  .filter(one => one.scrollHeight > one.clientHeight + 1 && one.clientHeight)
  .filter(one => ["auto", "scroll"].includes(getComputedStyle(one).overflowY))
  .filter(one => !one.matches(".scroller"))
  .map(one => `${one.id} ${one.className}: ${one.scrollHeight} in ${one.clientHeight}`)
  .concat(document.documentElement.scrollHeight > innerHeight ? ["the page"] : [])"""
OFFERED = "At the end, phones offer the handout with the room’s words."
LISTED = """() => {
  const listed = [...document.querySelectorAll("#ask-keys dt")].map(one => one.textContent)
  const caps = [...document.querySelectorAll(":is(button, a)[data-key] kbd")]
  return caps.map(one => one.textContent).filter(cap => !listed.includes(cap))
}"""


@pytest.fixture
def page(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(workshop.console)
    page.locator("html[data-link=on]").wait_for()
    yield page
    context.close()


def keys(page: Page, key: str, answer: str) -> None:
    """Press a key, and read what was done."""
    page.keyboard.press(key)
    expect(page.locator("#said")).to_have_text(answer)


def test_the_key_is_exchanged_and_out_of_sight(page: Page) -> None:
    assert "#" not in page.url
    expect(page.locator("#prepare-start")).to_contain_text("0 of 15 ticked")


def test_the_keyboard_alone_runs_a_topic(page: Page) -> None:
    keys(page, "Space", "“Who are customers?” has started.")
    expect(page.locator("#clock")).to_contain_text("left")
    keys(page, "Space", "The clock is paused.")
    expect(page.locator("#clock count-down")).to_contain_text("paused")
    keys(page, "Space", "The clock goes on.")
    keys(page, "f", "“Who are customers?” has 5 min more.")
    keys(page, "-", "“Who are customers?” has 1 min less.")
    keys(page, "o", "“External customers” takes ideas.")
    page.keyboard.press("a")
    page.keyboard.type("Buyers")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("The bank")
    keys(page, "Enter", "Added 2 ideas to “External customers”.")
    page.locator("#add-text").blur()
    page.locator("#panel-external .scroller").focus()
    page.keyboard.press("ArrowDown")
    keys(page, "s", "“The bank” stands alone on the projector.")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#ideas-external li", has_text="Buyers")).to_be_focused()
    keys(page, "h", "“Buyers” is hidden.")
    expect(page.locator("#ideas-external li")).to_have_count(1)
    expect(page.locator("#ideas-external li")).to_be_focused()
    expect(page.locator("#undo button")).to_have_attribute("title", "Undo: hide “Buyers”")
    keys(page, "z", "Undone.")
    expect(page.locator("#ideas-external li")).to_have_count(2)
    keys(page, "n", "“What is customer service?” has started.")
    expect(page.locator("#clock h2")).to_have_text("What is customer service?")
    keys(page, "Shift+N", "“Who are customers?” has started.")
    keys(page, "3", "“Who provides customer service?” has started.")
    keys(page, "Shift+Q", "The session has ended.")
    expect(page.locator("#bar")).to_contain_text("The session has ended")
    keys(page, "Shift+Q", "The session goes on.")


def test_a_presenters_remote_steps_through_the_cues_and_blanks(page: Page) -> None:
    page.keyboard.press("Space")
    expect(page.locator("#clock count-down")).to_be_visible()
    for key, cue in (("PageDown", 1), ("PageDown", 2), ("PageUp", 1)):
        keys(page, key, f"You are at cue {cue}.")
        expect(page.locator(f"[data-cue='{cue}']")).to_contain_text("you are here")
    keys(page, "b", "The projector is blank.")
    expect(page.get_by_role("button", name="Blank", pressed=True)).to_be_visible()
    keys(page, "b", "The projector is back.")


def test_the_paper_opens_beside_the_console_and_phones_are_let_offer_the_handout(
    page: Page, workshop: Workshop
) -> None:
    def paper() -> None:
        with page.expect_popup() as opened:
            page.keyboard.press("t")
        assert opened.value.url.endswith(f"/h/{workshop.code}")
        opened.value.close()

    paper()
    keys(page, "Space", "“Who are customers?” has started.")
    expect(page.locator("#course [data-key=u]")).to_be_visible()
    keys(page, "u", OFFERED)
    expect(page.locator("#course [data-key=u]")).to_have_attribute("aria-pressed", "true")
    keys(page, "u", "Phones do not offer the handout any more.")
    paper()
    with page.expect_popup() as opened:
        page.locator("#course [data-key=t]").click()
    opened.value.close()
    keys(page, "Space", "The clock is paused.")
    keys(page, "Shift+Q", "The session has ended.")
    paper()
    keys(page, "u", OFFERED)
    expect(page.locator("#bar [data-key=u]")).to_have_attribute("aria-pressed", "true")


def test_no_key_does_anything_while_someone_types(page: Page) -> None:
    page.keyboard.press("v")
    page.keyboard.press("a")
    page.keyboard.type("bnozpm 123 Z?")
    expect(page.locator("#add-text")).to_have_value("bnozpm 123 Z?")
    expect(page.locator("#said")).to_be_empty()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("#undo")).to_contain_text("Undo")
    expect(page.locator("#undo [aria-disabled]")).to_be_visible()


def test_typing_is_not_disturbed_by_what_arrives(
    page: Page, server: Server, workshop: Workshop
) -> None:
    with facilitator(server, workshop) as other:
        press(other, f"/c/{workshop.code}/topics/1/start")
        press(other, f"/c/{workshop.code}/sheets/external/open")
        expect(page.locator("body")).to_have_attribute("data-view", "run")
        page.keyboard.press("a")
        page.keyboard.type("Half an id")
        text = "\n".join(f"Idea {n}" for n in range(40))
        press(other, f"/c/{workshop.code}/sheets/external/ideas", text=text, id="0123456789abcdef")
        expect(page.locator("#ideas-external li")).to_have_count(40)
        page.keyboard.type("ea")
    expect(page.locator("#add-text")).to_have_value("Half an idea")
    expect(page.locator("#add-text")).to_be_focused()


def test_an_undo_that_came_too_late_is_refused_with_a_sentence(
    page: Page, server: Server, workshop: Workshop
) -> None:
    page.keyboard.press("Space")
    expect(page.locator("#undo button")).to_have_attribute(
        "title", "Undo: start “Who are customers?”"
    )
    stale = page.locator("#undo input").input_value()
    with facilitator(server, workshop) as other:
        press(other, f"/c/{workshop.code}/projector/blank", on="1")
        answer = other.post(f"/c/{workshop.code}/undo", data={"action": stale})
    assert answer.status_code == 409
    expect(page.locator("#undo button")).to_have_attribute("title", "Undo: blank")


@pytest.mark.parametrize("topic", ["1", "2", "3"])
def test_only_the_ideas_scroll(page: Page, server: Server, workshop: Workshop, topic: str) -> None:
    with facilitator(server, workshop) as other:
        press(other, f"/c/{workshop.code}/topics/{topic}/start")
        press(other, f"/c/{workshop.code}/topics/{topic}/cue", cue="2")
        press(other, f"/c/{workshop.code}/sheets/external/open")
        text = "\n".join(f"Idea {n}" for n in range(30))
        press(other, f"/c/{workshop.code}/sheets/external/ideas", text=text, id="0123456789abcdef")
    expect(page.locator("#ideas-external li")).to_have_count(30)
    expect(page.locator("[data-cue='2']")).to_contain_text("you are here")
    assert page.evaluate(SCROLLING) == []
    page.set_viewport_size({"width": 1024, "height": 768})
    assert "the page" not in page.evaluate(SCROLLING)


def test_the_rail_says_how_many_minutes_ahead_or_behind_the_day_is(
    page: Page, server: Server, workshop: Workshop
) -> None:
    pace = page.locator("run-forecast .chip")
    with facilitator(server, workshop) as other:
        press(other, f"/c/{workshop.code}/topics/1/start")
        expect(page.locator("#agenda ol")).to_have_attribute("data-begun", "yes")
        expect(pace).to_be_hidden()
        add = f"/c/{workshop.code}/topics/1/add"
        press(other, add, seconds="330", id="more-time-for-one")
        expect(pace).to_have_text("5 min behind")
        press(other, add, seconds="-660", id="less-time-for-one")
        expect(pace).to_have_text("5 min ahead")


def test_the_list_of_keys_has_every_key_that_stands_on_a_button(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#ask-keys")).to_be_visible()
    assert page.evaluate(LISTED) == []
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.locator("#ask-keys")).to_be_hidden()
    expect(page.locator("#agenda ol")).to_have_attribute("data-begun", "no")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anyones_way(
    page: Page, server: Server, workshop: Workshop, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert violations(page, "best-practice") == []
    with facilitator(server, workshop) as other:
        press(other, f"/c/{workshop.code}/topics/1/start")
        press(other, f"/c/{workshop.code}/sheets/external/open")
        text = "Buyers\nCallers\nbuyers"
        press(other, f"/c/{workshop.code}/sheets/external/ideas", text=text, id="0123456789abcdef")
    expect(page.locator("#ideas-external li")).to_have_count(2)
    page.locator("#ideas-external li").first.hover()
    page.locator("#note-questions").click()
    assert violations(page, "best-practice") == []
    for key in ("?", "k", "m"):
        page.keyboard.press(key)
        assert violations(page, "best-practice") == []
        page.keyboard.press("Escape")
