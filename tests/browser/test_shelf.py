"""The shelf and its documents in a real browser: read, chosen, printed with words on the way."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handouts.kinds import KINDS
from tests.browser.accessible import violations
from tests.browser.surfaces import by_name, do, new_laptop, new_phone, open_live
from tests.handouts.pages import read_out
from tests.server import Server
from tests.workers import workers
from tests.workshop import Workshop, facilitator, open_workshop, press

SIZES = {"laptop": (1366, 768), "small": (1024, 768), "phone": (390, 844)}
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
LISTEN = """() => {
  window.said = []
  const listen = () => said.push(document.querySelector("print-job [role=status]").textContent)
  new MutationObserver(listen).observe(document, { subtree: true, childList: true })
}"""
TOPIC = "\n## Topic {} (20 min)\n\n### Ideas to share\n" + ("word " * 200 + "\n\n") * 8
LONG = "---\nformat: flipchart-plan/1\ntitle: Долгий день\n---\n" + "".join(
    map(TOPIC.format, range(24))
)
IDEAS = "Suppliers\nThe bank\nsuppliers.\n<b>bold</b> & =1+1\nA rather long idea of many words"


@pytest.fixture(scope="module")
def workshop(server: Server) -> Workshop:
    """A session that has ended, with ideas; and a long plan beside."""
    (server.data / "plans").mkdir(exist_ok=True)
    (server.data / "plans" / "long.md").write_text(LONG, "utf-8")
    opened = open_workshop(server)
    with facilitator(server, opened) as client:
        press(client, f"/c/{opened.code}/topics/1/start")
        path = f"/c/{opened.code}/sheets/external/ideas"
        press(client, path, text=IDEAS, id="ideas-on-external")
        press(client, f"/c/{opened.code}/end")
    return opened


@pytest.fixture(scope="module")
def laptop(browser: Browser, server: Server, workshop: Workshop) -> Iterator[BrowserContext]:
    """The trainer’s browser, the keys exchanged."""
    context = new_laptop(browser)
    open_live(context, workshop.console).close()
    page = context.new_page()
    page.goto(f"{server.url}/c#{server.host_key}")
    expect(page.get_by_role("heading", name="Begin a session")).to_be_visible()
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(laptop: BrowserContext) -> Iterator[Page]:
    page = laptop.new_page()
    yield page
    page.close()


def shelves(server: Server, workshop: Workshop) -> list[str]:
    return [f"{server.url}/h/{workshop.code}", f"{server.url}/plans/who-we-are/print"]


def documents(server: Server, workshop: Workshop) -> list[str]:
    of_session = [f"{server.url}/h/{workshop.code}/{name}" for name in KINDS]
    return [*of_session, *(f"{server.url}/plans/long/{name}" for name in ("guide", "sheets"))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_shelf_stands_in_nobodys_way(
    page: Page, server: Server, workshop: Workshop, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in shelves(server, workshop):
        page.goto(address)
        assert violations(page, "best-practice") == []
        assert not page.evaluate(TOO_WIDE)


@pytest.mark.parametrize(
    ("size", "scheme"), [("laptop", "light"), ("small", "dark"), ("phone", "light")]
)
def test_every_document_can_be_read_by_all(
    page: Page, server: Server, workshop: Workshop, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in documents(server, workshop):
        page.goto(address)
        assert violations(page) == [], address


def test_a_pdf_is_said_to_be_printed_page_by_page_and_then_saved(
    page: Page, server: Server, tmp_path: Path
) -> None:
    page.goto(f"{server.url}/plans/long/guide?start=08:15")
    page.evaluate(LISTEN)
    with page.expect_download() as saving:
        page.get_by_role("link", name="PDF").click()
    expect(page.locator("print-job [role=status]")).to_have_text("Ready, it is saved.")
    said = page.evaluate("said")
    assert said[0] == "Printing…"
    assert any(re.fullmatch(r"Page \d+…", words) for words in said[1:-1])
    assert saving.value.suggested_filename == "Долгий день - guide.pdf"
    saving.value.save_as(tmp_path / "guide.pdf")
    assert "08:15" in read_out((tmp_path / "guide.pdf").read_bytes())


def test_who_waits_for_another_document_is_told(
    laptop: BrowserContext, server: Server, workshop: Workshop
) -> None:
    first, second = laptop.new_page(), laptop.new_page()
    first.goto(f"{server.url}/plans/long/guide?start=06:00")
    second.goto(f"{server.url}/h/{workshop.code}/checklist?paper=letter")
    first.get_by_role("link", name="PDF").click()
    expect(first.locator("print-job [role=status]")).to_contain_text("Page ")
    (worker,) = workers(server.process.pid)
    os.kill(worker, signal.SIGSTOP)
    with second.expect_download() as saving:
        second.get_by_role("link", name="PDF").click()
        expect(second.get_by_text("1 before this one…")).to_be_visible()
        os.kill(worker, signal.SIGCONT)
    assert saving.value.suggested_filename.endswith("do - checklist - letter.pdf")
    first.close()
    second.close()


def test_what_was_chosen_is_printed_from_the_shelf(
    page: Page, server: Server, workshop: Workshop
) -> None:
    page.goto(f"{server.url}/h/{workshop.code}")
    page.get_by_label("Letter").check()
    page.get_by_label("Start, for the clock times of the guide").fill("10:45")
    page.get_by_role("button", name="Use these").click()
    expect(page.get_by_text("The guide begins at 10:45.")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Handout, Easy to read: PDF").click()
    assert saving.value.suggested_filename.endswith(" - handout - easy-read - letter.pdf")
    with page.expect_download() as saving:
        page.get_by_role("link", name="XLSX").click()
    assert saving.value.suggested_filename.endswith(" - session.xlsx")
    page.get_by_role("link", name="Facilitator’s guide: look at it").click()
    expect(page.locator("main")).to_contain_text("10:45")
    page.get_by_role("link", name="All documents").click()
    expect(page.get_by_role("heading", name="Print and export")).to_be_visible()


def test_what_went_wrong_is_said_beside_the_button(page: Page, server: Server) -> None:
    plan = server.data / "plans" / "gone.md"
    plan.write_text(LONG, "utf-8")
    page.goto(f"{server.url}/plans/gone/map")
    plan.unlink()
    said = page.locator("print-job [role=status]")
    page.get_by_role("link", name="PDF").click()
    expect(said).to_have_text("There is no plan called “gone”.")
    page.context.set_offline(True)
    page.get_by_role("link", name="PDF").click()
    expect(said).to_contain_text("Flipchart could not be reached.")
    page.context.set_offline(False)


def test_without_scripts_the_links_do_the_same_in_silence(
    browser: Browser, laptop: BrowserContext, server: Server, workshop: Workshop
) -> None:
    state = laptop.storage_state()
    context = new_laptop(browser, java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(f"{server.url}/h/{workshop.code}")
    with page.expect_download() as saving:
        page.get_by_role("link", name="Answer key: PDF").click()
    assert saving.value.suggested_filename.endswith(" - key.pdf")
    page.get_by_role("link", name="Answer key: look at it").click()
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    context.close()


def test_a_phone_takes_the_rooms_words_home(
    browser: Browser, server: Server, laptop: BrowserContext, tmp_path: Path
) -> None:
    opened = open_workshop(server)
    console = open_live(laptop, opened.console)
    context = new_phone(browser)
    phone = open_live(context, by_name(server, opened))
    with facilitator(server, opened) as client:
        press(client, f"/c/{opened.code}/topics/1/start")
        press(client, f"/c/{opened.code}/sheets/external/open")
    phone.get_by_label("Your idea").fill("The people next door")
    phone.get_by_role("button", name="Send").tap()
    expect(console.locator("#ideas-external li")).to_have_count(1)
    do(console, "u", "At the end, phones offer the handout with the room’s words.")
    expect(phone.get_by_role("link", name="Take it home")).to_have_count(0)
    do(console, "Shift+Q", "The session has ended.")
    phone.get_by_role("link", name="Take it home").tap()
    expect(phone.locator("main")).to_contain_text("The people next door")
    expect(phone.get_by_role("link", name="All documents")).to_have_count(0)
    assert violations(phone) == []
    assert not phone.evaluate(TOO_WIDE)
    with phone.expect_download() as saving:
        phone.get_by_role("link", name="PDF").tap()
    assert saving.value.suggested_filename == "Who we are and what we do - takeaway.pdf"
    saving.value.save_as(tmp_path / "takeaway.pdf")
    assert "The people next door" in read_out((tmp_path / "takeaway.pdf").read_bytes())
    console.close()
    context.close()
