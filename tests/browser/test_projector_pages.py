"""The projector's page in a real browser: letters keep their size, and full sheets turn."""

import re

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.surfaces import new_laptop, open_live
from tests.server import Server
from tests.workshop import Workshop, facilitator, open_workshop, press

SIZES = [(1920, 1080), (2560, 1440), (1366, 768), (1280, 800), (1024, 768), (768, 1024)]
LONG = ["W" * 200, "漢" * 200, "مرحبا" * 40, "a few words " * 16, "e\u0301" * 200]
PLAIN = [f"Idea number {number}" for number in range(30)]

SMALL_LETTERS = """() => {
  const capital = family => family.includes("Caveat") ? .66 : .668
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const small = []
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement
    const seen = parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    if (!walker.currentNode.data.trim() || !seen || parent.closest(".spoken")) continue
    const style = getComputedStyle(parent)
    const share = parseFloat(style.fontSize) * capital(style.fontFamily) / innerHeight
    if (share < 0.0398) small.push([walker.currentNode.data, share])
  }
  return small
}"""
OUTSIDE = """() => {
  const outside = []
  for (const view of document.querySelectorAll(".window")) {
    const box = view.getBoundingClientRect()
    const seen = [...view.querySelectorAll("li")].flatMap(line => [...line.getClientRects()])
      .filter(rect => rect.left >= box.left - 1 && rect.left < box.right)
    if (!seen.length) outside.push("nothing is seen")
    for (const rect of seen) {
      if (rect.right > box.right + 1 || rect.bottom > box.bottom + 1) outside.push(rect.toJSON())
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) outside.push("the page is too wide")
  return outside
}"""
SEEN_IN_TURN = """async () => {
  const sheet = document.querySelector("flip-sheet")
  const box = sheet.querySelector(".window").getBoundingClientRect()
  const lost = []
  for (const line of sheet.querySelectorAll("[data-key]")) {
    sheet.dataset.seen = line.dataset.key
    await Promise.resolve()
    const rect = [...line.getClientRects()].find(({ height }) => height > 2)
    const beside = rect.left < box.left - 1 || rect.left > box.right
    if (beside || rect.bottom > box.bottom + 1) lost.push(line.textContent)
  }
  return lost
}"""
PIECES = """line => [...line.getClientRects()].filter(piece => piece.height > 2)
  .map(({ x, width }) => ({ x, width }))"""
SETTLED = """async () => {
  await document.fonts.ready
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
}"""
LONG_IDEA = "Everyone who ever had to wait for us because we were late, " * 3
LAST_SHEET = re.compile(r"sheet (\d+) of \1$")


@pytest.fixture(scope="module")
def workshop(server: Server) -> Workshop:
    """A topic runs and its first sheet is full of all kinds of ideas."""
    workshop = open_workshop(server)
    with facilitator(server, workshop) as client:
        control(client, workshop, "topics/1/start")
        control(client, workshop, "sheets/external/open")
        text = "\n".join([*PLAIN[:3], *LONG, *PLAIN])
        control(client, workshop, "sheets/external/ideas", text=text, id="full-of-all-kinds")
    return workshop


def control(client: httpx.Client, workshop: Workshop, path: str, **fields: str) -> str:
    return press(client, f"/c/{workshop.code}/{path}", **fields)


def look(browser: Browser, workshop: Workshop, size: tuple[int, int]) -> Page:
    """The projector in a window of this size, live and with its fonts."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(workshop.projector)
    page.locator("html[data-link=on]").wait_for()
    page.evaluate("document.fonts.ready")
    return page


def laid_out(page: Page) -> None:
    """Wait until the sheets are, with the fonts that their ideas are written in."""
    expect(page.locator(".turned")).to_have_text(LAST_SHEET)
    page.evaluate(SETTLED)


@pytest.mark.parametrize("size", SIZES)
def test_no_letter_is_smaller_than_4_percent_and_none_is_cut_off(
    browser: Browser, workshop: Workshop, size: tuple[int, int]
) -> None:
    page = look(browser, workshop, size)
    laid_out(page)
    assert page.evaluate(SMALL_LETTERS) == []
    assert page.evaluate(OUTSIDE) == []
    page.close()


@pytest.mark.parametrize("size", SIZES)
def test_every_idea_can_be_turned_to(
    browser: Browser, workshop: Workshop, size: tuple[int, int]
) -> None:
    page = look(browser, workshop, size)
    laid_out(page)
    assert page.evaluate(SEEN_IN_TURN) == []
    page.close()


def test_the_sheet_follows_the_newest_idea_unless_the_console_turns_it(
    browser: Browser, server: Server
) -> None:
    workshop = open_workshop(server)
    page = look(browser, workshop, (1920, 1080))
    with facilitator(server, workshop) as client:
        control(client, workshop, "sheets/external/open")
        control(client, workshop, "sheets/external/ideas", text="\n".join(PLAIN), id="b" * 16)
        expect(page.locator(".turned")).to_have_text(LAST_SHEET)
        first = page.locator("#lines-external li").first
        assert not within(page, first.bounding_box())
        key = str(first.get_attribute("data-key"))
        control(client, workshop, "sheets/external/turn", idea=key)
        page.get_by_text("sheet 1 of 3").wait_for()
        assert within(page, first.bounding_box())
        control(client, workshop, "sheets/external/ideas", text="The newest", id="c" * 16)
        page.get_by_text("The newest").wait_for(state="attached")
        assert page.get_by_text("sheet 1 of 3").is_visible()
        control(client, workshop, "sheets/external/turn", idea="")
        page.get_by_text("sheet 3 of 3").wait_for()
        assert within(page, page.get_by_text("The newest").bounding_box())
    page.close()


def test_a_long_idea_is_whole_on_its_page(browser: Browser, server: Server) -> None:
    workshop = open_workshop(server)
    page = look(browser, workshop, (1920, 1080))
    with facilitator(server, workshop) as client:
        control(client, workshop, "sheets/external/open")
        text = "\n".join([*PLAIN[:9], LONG_IDEA])
        control(client, workshop, "sheets/external/ideas", text=text, id="d" * 16)
    page.get_by_text("sheet 2 of 2").wait_for()
    pieces = page.locator("#lines-external li").last.evaluate(PIECES)
    assert len(pieces) > 1
    assert all(within(page, piece) for piece in pieces)
    page.close()


@pytest.mark.parametrize("sheets", [["external"], ["external", "internal"]])
def test_the_console_turns_through_every_page(
    browser: Browser, server: Server, sheets: list[str]
) -> None:
    workshop = open_workshop(server)
    page = look(browser, workshop, (1920, 1080))
    with facilitator(server, workshop) as client:
        for sheet in sheets:
            control(client, workshop, f"sheets/{sheet}/open")
        text = "\n".join(f"{one}, which takes two lines" for one in PLAIN)
        control(client, workshop, "sheets/external/ideas", text=text, id="e" * 16)
    turned = page.locator("#sheet-external .turned")
    expect(turned).to_have_text(LAST_SHEET)
    last = int(turned.inner_text().split()[1])
    console = open_live(new_laptop(browser), workshop.console)
    console.keyboard.press("v")
    panel = console.locator("#panel-external")
    for number in range(last - 1, 0, -1):
        seen = str(panel.get_attribute("data-seen"))
        console.keyboard.press("e")
        expect(turned).to_have_text(f"sheet {number} of {last}")
        expect(panel).not_to_have_attribute("data-seen", seen)
    console.context.close()
    page.close()


def within(page: Page, box: object) -> bool:
    """Whether this box lies in the picture."""
    assert isinstance(box, dict)
    size = page.viewport_size
    assert size is not None
    return bool(box["x"] >= 0 and box["x"] + box["width"] <= size["width"])


def test_a_blank_screen_is_black_from_edge_to_edge(browser: Browser, server: Server) -> None:
    workshop = open_workshop(server)
    page = look(browser, workshop, (1280, 800))
    with facilitator(server, workshop) as client:
        control(client, workshop, "projector/blank", on="1")
    page.locator("#blank").wait_for()
    for x, y in ((5, 5), (640, 40), (640, 400), (1275, 795), (20, 780)):
        assert page.evaluate(f"document.elementFromPoint({x}, {y}).id") == "blank"
    page.close()
