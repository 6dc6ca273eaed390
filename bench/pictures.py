"""Takes the pictures of the README: a session under way, in a real browser."""

from __future__ import annotations

import tempfile
from pathlib import Path

import httpx
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.chromium import find_chromium
from tests.server import Server, running_server

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"

EXTERNAL = (
    "Shoppers|People who phone us|Suppliers|The bank|shoppers|Visitors at the desk|Website visitors|"
    "Suppliers|suppliers!|Delivery drivers|Auditors|“Suppliers”|Our neighbours|website visitors|"
    "Parents and carers|Suppliers.|Last year’s buyers"
).split("|")


def main() -> None:
    """Write the pictures, in the light theme."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    room = {"FLIPCHART_ADDRESS": "http://192.168.8.20:8000"}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", env=room) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium())
        _take(browser, server)
        browser.close()


def _take(browser: Browser, server: Server) -> None:
    laptop = browser.new_context(viewport={"width": 1366, "height": 768})
    with httpx.Client(base_url=server.url, headers={"Accept": "application/json"}) as host:
        host.post("/c/key", data={"key": server.host_key})
        opened = host.post("/c/sessions", data={"plan": "who-we-are"}).json()
        code, key = opened["code"], opened["console"].partition("#")[2]
        host.post(f"/c/{code}/key", data={"key": key})
        _picture(browser, server, f"/p/{code}", "lobby", (1920, 1080))
        for path in ("topics/1/start", "sheets/external/open", "checklist/check-1-1?on=1"):
            host.post(f"/c/{code}/{path.partition('?')[0]}", data={"on": "1"})
        for n, words in enumerate(EXTERNAL):
            with httpx.Client(base_url=server.url) as phone:
                phone.get(f"/j/{code}")
                idea = {"id": f"picture-idea-{n:04d}", "sheet": "external", "text": words}
                assert phone.post(f"/j/{code}/ideas", data=idea).status_code == 303
    _picture(browser, server, f"/p/{code}", "projector", (1920, 1080))
    _picture(browser, server, f"/j/{code}", "phone", (390, 844))
    page = laptop.new_page()
    page.goto(opened["console"])
    page.wait_for_selector("html[data-link=on]")
    page.screenshot(path=FOLDER / "console.png")
    _close(laptop)


def _picture(
    browser: Browser, server: Server, path: str, name: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(server.url + path)
    page.wait_for_selector("html[data-link=on]")
    page.wait_for_function("document.fonts.ready.then(() => true)")
    page.screenshot(path=FOLDER / f"{name}.png")
    _close(context)


def _close(context: BrowserContext) -> None:
    context.close()


if __name__ == "__main__":
    main()
