"""Takes the pictures of the README: a session under way, in a real browser, and its paper."""

from __future__ import annotations

import tempfile
from pathlib import Path

import httpx
import pypdfium2
from playwright.sync_api import Browser, Page

from tests.browser.surfaces import chromium
from tests.server import Server, running_server

PROJECTOR, LAPTOP, PHONE = (1920, 1080), (1366, 768), (390, 844)

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"

EXTERNAL = (
    "Shoppers",
    "People who phone us",
    "Suppliers",
    "The bank",
    "shoppers",
    "Visitors at the desk",
    "Website visitors",
    "Suppliers",
    "suppliers!",
    "Delivery drivers",
    "Auditors",
    "“Suppliers”",
    "Our neighbours",
    "website visitors",
    "Parents and carers",
    "Suppliers.",
    "Last year’s buyers",
)
INTERNAL = (
    "Payroll",
    "The next shift",
    "payroll",
    "My manager",
    "New starters",
    "Payroll",
    "The post room",
    "The night guard",
    "new starters",
)


def main() -> None:
    """Write the pictures, in the light theme."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    room = {"FLIPCHART_ADDRESS": "http://192.168.8.20:8000"}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", env=room) as server,
        chromium() as browser,
    ):
        _take(browser, server)


def _take(browser: Browser, server: Server) -> None:
    with httpx.Client(base_url=server.url, headers={"Accept": "application/json"}) as host:
        host.post("/c/key", data={"key": server.host_key})
        opened = host.post("/c/sessions", data={"plan": "who-we-are"}).json()
        code, console = opened["code"], opened["console"]
        host.post(f"/c/{code}/key", data={"key": console.partition("#")[2]})
        _show(browser, f"{server.url}/p/{code}", PROJECTOR, "lobby")
        for path in ("topics/1/start", "checklist/check-1-1", "sheets/external/open"):
            host.post(f"/c/{code}/{path}", data={"on": "1"})
    people = [_show(browser, f"{server.url}/j/{code}", PHONE) for _ in range(6)]
    _send(server, code, "external", EXTERNAL)
    people[0].get_by_label("Your idea").fill("The people next door")
    people[0].get_by_role("button", name="Send").click()
    people[0].get_by_text("Sent").first.wait_for()
    people[0].get_by_label("Your idea").fill("The school we clean fo")
    people[0].screenshot(path=FOLDER / "phone.png")
    _show(browser, f"{server.url}/p/{code}", PROJECTOR, "projector")
    _show(browser, console, LAPTOP, "console")
    with httpx.Client(base_url=server.url, timeout=60) as trainer:
        trainer.post(f"/c/{code}/key", data={"key": console.partition("#")[2]})
        trainer.post(f"/c/{code}/sheets/internal/open")
        _send(server, code, "internal", INTERNAL)
        _print(trainer, f"/h/{code}/guide.pdf?start=09:00", 1, "guide")
        _print(trainer, f"/h/{code}/takeaway.pdf", 0, "takeaway")


def _send(server: Server, code: str, sheet: str, ideas: tuple[str, ...]) -> None:
    for n, words in enumerate(ideas):
        with httpx.Client(base_url=server.url) as phone:
            phone.get(f"/j/{code}")
            idea = {"id": f"picture-idea-{sheet}-{n:04d}", "sheet": sheet, "text": words}
            assert phone.post(f"/j/{code}/ideas", data=idea).status_code == 303


def _print(trainer: httpx.Client, address: str, page: int, name: str) -> None:
    """A page of a document, counted from 0."""
    pdf = trainer.get(address).raise_for_status().content
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=1.4).to_pil()
    picture.convert("P", palette=1, colors=64).save(FOLDER / f"{name}.png", optimize=True)


def _show(browser: Browser, address: str, size: tuple[int, int], name: str = "") -> Page:
    """A window that stays open; with a name, its picture is taken once nothing moves any more."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(address)
    page.wait_for_selector("html[data-link=on]")
    if name:
        page.wait_for_timeout(1500)
        page.screenshot(path=FOLDER / f"{name}.png")
    return page


if __name__ == "__main__":
    main()
