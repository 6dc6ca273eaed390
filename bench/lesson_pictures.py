"""Takes the pictures of docs/lesson.md: every activity of the built-in workshop on its screens."""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page

from bench.pictures import FOLDER, LAPTOP, PHONE, PROJECTOR
from tests.browser.surfaces import chromium, connected
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

PEOPLE = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gita", "Hugo")
CUSTOMERS: tuple[str, ...] = (
    "Buyers",
    "Callers",
    "Suppliers",
    "The bank",
    "buyers",
    "Neighbours",
    "Supliers",
)
CUSTOMERS = (*CUSTOMERS, "Visitors", "The bank", "Buyer", "Delivery drivers", "Schools")
AWFUL: tuple[str, ...] = (
    "Rude",
    "rude",
    "Slow",
    "Passed around",
    "rude!",
    "Waiting",
    "No answer",
    "waiting",
)
AWFUL = (*AWFUL, "Cold", "Slow", "Excuses", "Nobody there", "rude", "excuse", "Not my job")
WIDE = 960
"""Pixels that a picture of the projector or the console is wide."""


@dataclass(slots=True)
class Room:
    """A session under way: its pages, and the phones that send without one."""

    server: Server
    workshop: Workshop
    trainer: httpx.Client
    phones: list[httpx.Client]
    console: Page
    wall: Page
    phone: Page

    def press(self, control: str, **fields: str) -> None:
        """Press a control of the console."""
        press(self.trainer, f"/c/{self.workshop.code}/{control}", **fields)

    def send(self, sheet: str, words: tuple[str, ...]) -> None:
        """Have phones send these."""
        for n, text in enumerate(words):
            phone, id = self.phones[n % len(self.phones)], f"lesson-{sheet}-{n:06d}-picture"
            idea = {"id": id, "sheet": sheet, "text": text}
            phone.post(f"/j/{self.workshop.code}/ideas", data=idea)

    def last(self, kind: str) -> int:
        """The number of the last fact of a kind."""
        exported = self.trainer.get(f"/h/{self.workshop.code}/facts.jsonl").text
        facts = [json.loads(line) for line in exported.splitlines()]
        return int([one["number"] for one in facts if one["kind"] == kind][-1])

    def show(self, name: str, *pages: Page) -> None:
        """Keep pictures of pages, once nothing moves any more."""
        for page in pages:
            page.wait_for_timeout(1200)
            image: Image.Image = Image.open(io.BytesIO(page.screenshot()))
            if image.width > WIDE:
                image = image.resize((WIDE, WIDE * image.height // image.width))
            surface = {self.console: "console", self.wall: "projector", self.phone: "phone"}[page]
            small = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=255)
            small.save(FOLDER / f"{name}-{surface}.png", optimize=True)


def main() -> None:
    """Write the pictures, in the light theme."""
    shown = {"FLIPCHART_ADDRESS": "http://192.168.8.20:8000"}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", env=shown) as server,
        chromium() as browser,
    ):
        workshop = open_workshop(server)
        with facilitator(server, workshop) as trainer:
            room = _room(browser, server, workshop, trainer)
            _first_topic(room)
            _second_topic(room)
            _third_topic(room)
            _quiz(room)
            room.press("breaks/start", minutes="15")
            room.show("break", room.wall)


def _room(browser: Browser, server: Server, workshop: Workshop, trainer: httpx.Client) -> Room:
    phones = []
    for name in PEOPLE:
        phone = httpx.Client(base_url=server.url)
        phone.get(f"/j/{workshop.code}")
        phone.post(f"/j/{workshop.code}/name", data={"name": name})
        phones.append(phone)
    pages = []
    for address, (width, height) in (
        (workshop.console, LAPTOP),
        (f"{server.url}/p/{workshop.code}", PROJECTOR),
        (f"{server.url}/j/{workshop.code}", PHONE),
    ):
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.goto(address)
        connected(page)
        pages.append(page)
    return Room(server, workshop, trainer, phones, *pages)


def _first_topic(room: Room) -> None:
    room.press("topics/1/start")
    room.console.locator("body[data-view=run]").wait_for()
    room.console.keyboard.press("Shift+T")
    room.press("icebreaker/start")
    room.show("icebreaker", room.wall)
    room.press("icebreaker/stop")
    room.press("sheets/external/open")
    room.send("external", CUSTOMERS)
    room.press("grouping/start", sheet="external")
    room.press("grouping/propose")
    room.console.locator("#activity-grouping").evaluate("one => { one.open = true }")
    room.show("grouping", room.console)
    room.press("grouping/accept")
    room.press("votes/start", sheet="external", dots="3", hidden="1")
    vote = room.last("VoteOpened")
    room.phone.locator("counted-form").wait_for()
    page = room.phone.locator("input[type=checkbox]")
    options = [one.get_attribute("name") or "" for one in page.all()]
    for n, phone in enumerate(room.phones):
        chosen = {options[(n * step) % len(options)]: "1" for step in (1, 2, 3)}
        dots = {"counter": "1", **chosen}
        phone.post(f"/j/{room.workshop.code}/votes/{vote}", data=dots)
    page.nth(0).check()
    page.nth(3).check()
    room.show("vote", room.phone)
    room.press("votes/close")
    room.show("vote", room.wall)
    room.press("missed/1/compare")
    room.press("missed/1/show")
    room.show("missed", room.wall)


def _second_topic(room: Room) -> None:
    room.press("topics/2/start")
    room.press("sheets/awful/open")
    room.send("awful", AWFUL)
    room.press("cloud/show", sheet="awful", form="cloud")
    room.show("cloud", room.wall)
    room.press("story/show", passage="story", topic="2")
    room.show("story", room.wall)


def _third_topic(room: Room) -> None:
    room.press("topics/3/start")
    room.press("groups/start", by="size", count="3", minutes="5", sheets="1")
    room.press("groups/0/list")
    room.show("groups", room.wall, room.phone)
    room.press("groups/end")


def _quiz(room: Room) -> None:
    room.press("quiz/start", source="lesson", led="1")
    quiz = room.last("QuizStarted")
    for n, phone in enumerate(room.phones):
        answer = {"counter": "1", "choice": str(3 if n < 5 else n % 4)}
        phone.post(f"/j/{room.workshop.code}/quiz/{quiz}/1", data=answer)
    room.phone.get_by_text("External customers").click()
    room.show("quiz", room.phone)
    room.press("quiz/reveal")
    room.show("quiz", room.wall)


if __name__ == "__main__":
    main()
