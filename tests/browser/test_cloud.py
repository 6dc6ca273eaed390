"""Counted words in a browser: from phones to the wall, as a cloud and as a list."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.browser.surfaces import new_laptop, new_phone, open_live
from tests.server import Server
from tests.workshop import facilitator, open_workshop, press

WORDS = (
    "late",
    "rude",
    "Überheblichkeit",
    "φωνές",
    "безразличие",
    "خدمة",
    "服务",
    "<b>hot",
    "queue",
)
INK = """() => {
  const context = document.createElement("canvas").getContext("2d")
  const shown = [...document.querySelectorAll(".word-cloud svg")].find(one => one.clientHeight)
  const [left, top, width, height] = shown.getAttribute("viewBox").split(" ").map(Number)
  return [...shown.querySelectorAll("text")].map(one => {
    const size = Number(one.getAttribute("font-size")), box = one.getBBox()
    context.font = `700 ${size * 100}px ${getComputedStyle(one).fontFamily}`
    const ink = context.measureText(one.textContent), y = Number(one.getAttribute("y"))
    return {
      left: box.x, right: box.x + box.width,
      inside: box.x >= left && box.x + box.width <= left + width,
      top: y - ink.actualBoundingBoxAscent / 100, bottom: y + ink.actualBoundingBoxDescent / 100,
      capital: .668 * size * shown.clientHeight / height / innerHeight,
    }
  })
}"""
"""Where the letters of each word are: what the browser drew, in the cloud's own units."""


def stands_well(wall: Page) -> None:
    """No letters over others, all inside, none smaller than 4 % of the picture."""
    wall.evaluate("document.fonts.ready")
    words = wall.evaluate(INK)
    assert words
    for n, one in enumerate(words):
        assert one["inside"]
        assert one["capital"] >= 0.04
        for other in words[n + 1 :]:
            beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_words_come_from_phones_into_the_cloud(browser: Browser, server: Server) -> None:
    workshop = open_workshop(server)
    path = f"/c/{workshop.code}"
    with facilitator(server, workshop) as pressing:
        press(pressing, f"{path}/topics/1/start")
        press(pressing, f"{path}/sheets/external/open")
        text = "\n".join(WORDS * 2)
        press(pressing, f"{path}/sheets/external/ideas", text=text, id="words-of-the-cloud-01")
        console = open_live(new_laptop(browser), workshop.console)
        wall = open_live(new_laptop(browser), f"{server.url}/p/{workshop.code}")
        phone = open_live(new_phone(browser), f"{server.url}/j/{workshop.code}")
        console.keyboard.press("Shift+T")
        console.locator("#activity-cloud > summary").click()
        console.get_by_role("button", name="Show as a cloud").click()
        phone.get_by_label("Your idea").fill("silence")
        phone.get_by_role("button", name="Send").click()
        expect(wall.locator(".word-cloud text:visible").filter(has_text="silence")).to_have_count(1)
        expect(wall.locator(".spoken li").filter(has_text="<b>hot: 2 times")).to_have_count(1)
        for shape in ({"width": 1920, "height": 1080}, {"width": 1024, "height": 768}):
            wall.set_viewport_size(shape)  # type: ignore[arg-type]
            stands_well(wall)
        assert violations(wall) == []
        console.get_by_role("button", name="Show counted").click()
        expect(wall.locator(".tallies li").first).to_contain_text("2 late")
        assert violations(wall) == []
        assert violations(console) == []
