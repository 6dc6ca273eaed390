"""The whole built-in workshop: a trainer, a projector, three phones, and what goes wrong."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.classroom import Classroom, classroom
from tests.browser.surfaces import connected, cut_off, keys, lines, open_live, own, send
from tests.faults.room import ideas


def test_a_workshop_from_the_first_key_to_thank_you(browser: Browser, tmp_path: Path) -> None:
    with classroom(browser, tmp_path) as room:
        in_the_lobby(room)
        a_rehearsal_is_set_aside(room)
        the_first_topic(room)
        moderation(room)
        the_projector_is_told(room)
        a_phone_loses_its_network_while_someone_types(room)
        a_phone_is_reloaded_and_a_tab_is_closed(room)
        the_laptop_loses_its_power(room)
        the_second_topic_on_two_sheets(room)
        the_third_topic_and_the_end(room)
        all_agree(room)


def in_the_lobby(room: Classroom) -> None:
    expect(room.projector.locator("#lobby")).to_contain_text(f"{room.code[:3]} {room.code[3:]}")
    expect(room.console.locator("#strip-phones")).to_contain_text("2 phones here")
    expect(room.projector.locator("#counts")).to_contain_text("2 are in")
    assert not room.cleo.evaluate("window.isSecureContext")
    room.console.get_by_role("checkbox", name="Head a sheet: External customers").nth(0).focus()
    room.press("Enter", "Ticked: Head a sheet: External customers")
    expect(room.console.locator("#prepare-start")).to_contain_text("1 of 15 ticked")


def a_rehearsal_is_set_aside(room: Classroom) -> None:
    room.press("r", "This is a rehearsal from now on.")
    room.console.locator("#prepare-start [data-key=Space]").focus()
    room.press("Enter", "“Who are customers?” has started.")
    room.press("o", "“External customers” takes ideas.")
    expect(room.ann.get_by_text("This is a rehearsal")).to_be_visible()
    send(room.ann, "Only to try it")
    expect(room.projector.get_by_text("Only to try it")).to_be_visible()
    room.press("r", "The rehearsal is over. What it brought is set aside.")
    expect(room.projector.locator("#lobby")).to_be_visible()
    expect(room.projector.get_by_text("Only to try it")).to_have_count(0)
    expect(room.console.locator("#prepare-start")).to_contain_text("1 of 15 ticked")


def the_first_topic(room: Classroom) -> None:
    room.press("Space", "“Who are customers?” has started.")
    expect(room.projector.locator("section.topic")).to_be_visible()
    expect(room.ann.get_by_role("heading", name="Eyes up front")).to_be_visible()
    room.press("PageDown", "You are at cue 1.")
    room.press("o", "“External customers” takes ideas.")
    question = "Who outside the firm relies on your work?"
    expect(room.ann.get_by_role("heading", name=question)).to_be_visible()
    send(room.ann, "Suppliers")
    expect(room.projector.locator("#lines-external li")).to_have_count(1)
    room.ben.get_by_role("link", name="Look for what is new").tap()
    room.ben.get_by_label("Your idea").fill("suppliers.")
    room.ben.get_by_role("button", name="Send").tap()
    expect(own(room.ben, "suppliers.")).to_contain_text("Sent")
    send(room.cleo, "Buyers")
    room.type_idea("The bank")
    expect(room.projector.locator("#lines-external li")).to_have_count(3)
    assert lines(room.projector, "external") == ["Suppliers", "Buyers", "The bank"]
    tally = room.projector.locator("#lines-external li").first.get_by_role("img")
    expect(tally).to_have_accessible_name("2 times")
    expect(room.projector.locator("#counts")).to_contain_text("Received 4, shown 4")


def moderation(room: Classroom) -> None:
    shown = room.projector.locator("#lines-external li")
    room.console.locator("#panel-external .scroller").focus()
    room.console.keyboard.press("ArrowDown")
    room.press("h", "“The bank” is hidden.")
    expect(shown).to_have_count(2)
    room.console.locator("#see-hidden").press("Enter")
    room.console.get_by_role("button", name="Bring back").focus()
    room.press("Enter", "“The bank” is back on its sheet.")
    expect(shown).to_have_count(3)
    room.console.locator("#ideas-external li").filter(has_text="Suppliers").focus()
    room.press("h", "“Suppliers” is hidden.")
    expect(shown.first.get_by_role("img")).to_have_count(0)
    room.press("z", "Undone.")
    expect(shown.first.get_by_role("img")).to_have_accessible_name("2 times")
    assert lines(room.projector, "external") == ["Suppliers", "Buyers", "The bank"]


def the_projector_is_told(room: Classroom) -> None:
    room.console.locator("#ideas-external li").filter(has_text="Buyers").focus()
    room.press("s", "“Buyers” stands alone on the projector.")
    expect(room.projector.locator("section.spotlight")).to_contain_text("Buyers")
    room.press("s", "The projector shows the whole sheet again.")
    room.console.keyboard.press("m")
    room.console.keyboard.type("Back at 10:45")
    room.press("Enter", "The message is on the projector.")
    expect(room.projector.locator("#message")).to_have_text(re.compile("Back at 10:45"))
    room.press("m", "The message is off the projector.")
    room.press("b", "The projector is blank.")
    expect(room.projector.locator("#blank")).to_be_visible()
    room.press("b", "The projector is back.")
    expect(room.projector.locator("#blank, #message, section.spotlight")).to_have_count(0)


def a_phone_loses_its_network_while_someone_types(room: Classroom) -> None:
    box = room.cleo.get_by_label("Your idea")
    box.tap()
    box.press_sequentially("People who ")
    room.cleo.context.set_offline(offline=True)
    box.press_sequentially("call")
    room.cleo.get_by_role("button", name="Send").tap()
    expect(own(room.cleo, "People who call")).to_contain_text("Kept on this phone")
    send(room.cleo, "People who visit")
    expect(room.projector.locator("#lines-external li")).to_have_count(3)
    room.cleo.context.set_offline(offline=False)
    expect(own(room.cleo, "People who call")).to_contain_text("Sent")
    expect(own(room.cleo, "People who visit")).to_contain_text("Sent")
    expect(room.projector.locator("#lines-external li")).to_have_count(5)
    assert lines(room.projector, "external")[3:] == ["People who call", "People who visit"]


def a_phone_is_reloaded_and_a_tab_is_closed(room: Classroom) -> None:
    room.ann.get_by_label("Your idea").press_sequentially("The public")
    room.ann.reload()
    connected(room.ann)
    expect(room.ann.get_by_label("Your idea")).to_have_value("The public")
    expect(own(room.ann, "Suppliers")).to_contain_text("Sent")
    room.ann.get_by_role("button", name="Send").tap()
    expect(room.projector.get_by_text("The public")).to_be_visible()

    phone = room.ann.context
    phone.set_offline(offline=True)
    send(room.ann, "The people next door")
    expect(own(room.ann, "The people next door")).to_contain_text("Kept on this phone")
    address = room.ann.url
    room.ann.close()
    phone.set_offline(offline=False)
    expect(room.console.locator("#strip-phones")).to_contain_text("1 phone here")
    room.ann = open_live(phone, address)
    expect(own(room.ann, "The people next door")).to_contain_text("Sent")
    expect(room.projector.get_by_text("The people next door")).to_be_visible()


def the_laptop_loses_its_power(room: Classroom) -> None:
    clock = room.projector.locator("#clock count-down")
    before = [clock.get_attribute(name) for name in ("total", "used", "started", "paused")]
    half = "Typed while the laptop "
    room.cleo.get_by_label("Your idea").press_sequentially(half)
    room.laptop.die()
    for page in (room.console, room.projector, room.ann, room.cleo):
        cut_off(page)
    expect(room.console.get_by_text("No connection to Flipchart on this laptop.")).to_be_visible()
    expect(room.projector.get_by_text("Connecting again")).to_be_visible()
    expect(room.ann.get_by_text("No connection just now.")).to_be_visible()
    room.cleo.get_by_label("Your idea").press_sequentially("was dead")
    room.cleo.get_by_role("button", name="Send").tap()
    expect(own(room.cleo, half + "was dead")).to_contain_text("Kept on this phone")

    room.laptop.start()
    for page in (room.console, room.projector, room.ann, room.cleo):
        connected(page)
    expect(own(room.cleo, half + "was dead")).to_contain_text("Sent")
    expect(room.projector.get_by_text(half + "was dead")).to_be_visible()
    after = [clock.get_attribute(name) for name in ("total", "used", "started", "paused")]
    assert after == before
    expect(room.console.locator("#undo button")).to_have_attribute(
        "title", "Undo: bring the projector back"
    )
    expect(room.console.locator("[data-cue='1']")).to_contain_text("you are here")


def the_second_topic_on_two_sheets(room: Classroom) -> None:
    room.press("n", "“What is customer service?” has started.")
    expect(room.ann.get_by_role("heading", name="Eyes up front")).to_be_visible()
    for sheet, heading in (
        ("great", "Great customer service"),
        ("awful", "Awful customer service"),
    ):
        room.choose_sheet(sheet)
        room.press("o", f"“{heading}” takes ideas.")
    expect(room.projector.locator("flip-sheet")).to_have_count(2)
    room.ben.get_by_role("link", name="Look for what is new").tap()
    for page in (room.ann, room.ben, room.cleo):
        expect(page.get_by_role("radio")).to_have_count(2)
    room.ann.get_by_text("Awful customer service").tap()
    send(room.ann, "Not my job")
    send(room.cleo, "They listened")
    room.ben.get_by_text("Awful customer service").tap()
    room.ben.get_by_label("Your idea").fill("not my job!")
    room.ben.get_by_role("button", name="Send").tap()
    expect(room.projector.locator("#lines-great li")).to_have_text(["They listened"])
    expect(room.projector.locator("#lines-awful li")).to_have_count(1)
    tally = room.projector.locator("#lines-awful li").get_by_role("img")
    expect(tally).to_have_accessible_name("2 times")


def the_third_topic_and_the_end(room: Classroom) -> None:
    room.press("n", "“Who provides customer service?” has started.")
    room.choose_sheet("jobs")
    room.press("o", "“Job titles” takes ideas.")
    send(room.ann, "Receptionist")
    expect(room.projector.get_by_text("Receptionist")).to_be_visible()
    own(room.ann, "Receptionist").get_by_role("button", name="Take back").tap()
    expect(room.projector.get_by_text("Receptionist")).to_have_count(0)
    send(room.cleo, "Driver")
    expect(room.projector.get_by_text("Driver")).to_be_visible()
    room.press("Shift+Q", "The session has ended.")
    expect(room.projector.locator("#thanks")).to_contain_text("Thank you!")
    expect(room.ann.get_by_role("heading", name="That was it. Thank you!")).to_be_visible()
    room.press("Shift+Q", "The session goes on.")
    expect(room.projector.locator("#thanks")).to_have_count(0)


def all_agree(room: Classroom) -> None:
    """Every idea is there once, in one order, on both screens and in the log."""
    server = room.laptop.server
    stored = [one for one in ideas(server.data, room.code) if one["state"] == "shown"]
    texts = [one["text"] for one in stored if one["sheet"] == "external"]
    assert len(texts) == len(set(texts)) == 9
    for sheet in ("external", "great", "awful", "jobs"):
        room.choose_sheet(sheet)
        if room.console.locator(f"#panel-{sheet} [aria-pressed=true][data-key=p]").count() == 0:
            room.console.keyboard.press("p")
        expect(room.projector.locator(f"#lines-{sheet}")).to_be_attached()
        order = keys(room.projector, sheet)
        assert order == keys(room.console, sheet)
        assert lines(room.projector, sheet) == lines(room.console, sheet)
        heads = [str(one["seq"]) for one in stored if str(one["seq"]) in order]
        assert order == heads
    assert lines(room.projector, "jobs") == ["Driver"]
