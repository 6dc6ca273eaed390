"""The phone's first load: what it weighs, when it can be used, an idea sent on a bad network."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench.figures import figure, heading, percentile
from tests.browser.surfaces import NAME, PHONE, chromium, connected, path
from tests.faults.room import ideas
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

ROUNDS = 5
TAP_TO_SEND = 1.7
"""Seconds from the tap that opens the page to the tap on Send."""

BAD_NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOW_PROCESSOR = 4

MARKS = """
customElements.whenDefined("idea-form").then(() => performance.mark("scripts"))
document.addEventListener("live", () => performance.mark("live"), { once: true })
"""
FIRST = "name => performance.getEntriesByName(name)[0]?.startTime"


class Wire:
    """Counts what goes over the wire, as the browser's own tools see it: headers and bodies."""

    def __init__(self, devtools: CDPSession) -> None:
        self.requests, self.down, self.up = 0, 0, 0
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("Network.requestWillBeSent", self._asked)
        devtools.on("Network.requestWillBeSentExtraInfo", self._headed)
        devtools.on("Network.webSocketHandshakeResponseReceived", self._welcomed)
        devtools.on("Network.webSocketFrameReceived", self._told)
        devtools.send("Network.enable")

    def _finished(self, event: dict[str, Any]) -> None:
        self.requests += 1
        self.down += int(event["encodedDataLength"])

    def _asked(self, event: dict[str, Any]) -> None:
        self.up += len(f"GET {path(event['request']['url'])} HTTP/1.1\r\n\r\n")

    def _headed(self, event: dict[str, Any]) -> None:
        self.up += sum(len(f"{name}: {value}\r\n") for name, value in event["headers"].items())

    def _welcomed(self, event: dict[str, Any]) -> None:
        self.requests += 1
        self.down += len(event["response"]["headersText"])
        self.up += len(event["response"]["requestHeadersText"])

    def _told(self, event: dict[str, Any]) -> None:
        self.down += len(event["response"]["payloadData"].encode()) + 4


def main() -> None:
    """Print the weight, and the trial on a bad network."""
    names = {"FLIPCHART_NAMES": f'["{NAME}"]'}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", env=names) as server,
        chromium() as browser,
    ):
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/topics/1/start")
            press(client, f"/c/{opened.code}/sheets/external/open")
        heading("The phone’s first load, all requests, headers and bodies")
        _weigh(browser, f"http://{NAME}:{server.port}/j/{opened.code}")
        heading(f"An idea sent {TAP_TO_SEND} s after the tap: 400 kbit/s, 400 ms, 4x CPU slowdown")
        _try(browser, server, opened)


def _weigh(browser: Browser, address: str) -> None:
    page = browser.new_context(**PHONE).new_page()
    wire = Wire(page.context.new_cdp_session(page))
    page.goto(address, wait_until="networkidle")
    connected(page)
    page.context.close()
    figure("to the phone", f"{wire.down:,} bytes in {wire.requests} answers", "at most 20 KB")
    print(f"  from the phone: {wire.up:,} bytes of requests")


def _try(browser: Browser, server: Server, opened: Workshop) -> None:
    seen, usable, scripts, live = [], [], [], []
    for number in range(ROUNDS):
        page = browser.new_context(**PHONE).new_page()
        usable.append(_send(page, f"http://{NAME}:{server.port}/j/{opened.code}", number))
        seen.append(_mark(page, "first-contentful-paint"))
        scripts.append(_mark(page, "scripts"))
        live.append(_mark(page, "live"))
        page.context.close()
    for name, values in (("first words", seen), ("scripts", scripts), ("live", live)):
        print(f"  {name}: {percentile(values, 0.5):.0f} ms, at most {max(values):.0f} ms")
    figure("the box can be typed in", f"{max(usable):.2f} s at most", f"within {TAP_TO_SEND} s")
    stored = [one["text"] for one in ideas(server.data, opened.code)]
    arrived = sum(stored.count(_text(number)) == 1 for number in range(ROUNDS))
    assert len(stored) == ROUNDS, f"There are {len(stored)} ideas of {ROUNDS}."
    figure("arrived, once", f"{arrived} of {ROUNDS}", "all")


def _send(page: Page, address: str, number: int) -> float:
    """Tap, type, send; the seconds from the tap until the box could be typed in."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", BAD_NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
    page.add_init_script(MARKS)
    tapped = time.perf_counter()
    page.goto(address, wait_until="commit")
    box = page.get_by_label("Your idea")
    box.fill(_text(number))
    usable = time.perf_counter() - tapped
    page.wait_for_timeout(max(0.0, 1000 * (tapped + TAP_TO_SEND - time.perf_counter())))
    page.get_by_role("button", name="Send").tap()
    page.locator("#own li").wait_for()
    connected(page)
    return usable


def _mark(page: Page, name: str) -> float:
    """Milliseconds from the start of the navigation to a mark."""
    return float(page.evaluate(FIRST, name) or 0)


def _text(number: int) -> str:
    return f"Sent early {number}"
