"""Draws the console of a story, and reads what is on it."""

import re
from html import unescape

from facilitator.console_view import CONSOLE
from sessions import agenda, sheets
from sessions.room import Address, Moment, Room
from sessions.state import Decision
from templates.drawing import Drawn
from tests.sessions.story import Story

ROOM = Room("K7M4PX", "http://192.168.8.20:8000", (Address("192.168.8.20:8000", "Seminar 2"),))


def running() -> Story:
    """A story in its first topic, with a sheet that takes ideas."""
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    return story


def moment(story: Story, wait: float = 0, room: Room = ROOM) -> Moment:
    """What the console is drawn from, some seconds after the last decision."""
    return Moment(story.state, room, story.at + wait)


def whole(story: Story, wait: float = 0, room: Room = ROOM) -> Drawn:
    """The whole console."""
    return CONSOLE.draw(moment(story, wait, room), "en")


def changed(story: Story, decision: Decision, by: str = "facilitator", wait: float = 0) -> Drawn:
    """What a decision changes on the console."""
    before = story.state
    new = story.do(decision, by=by, wait=wait)
    numbers = {getattr(record.fact, "idea", None) or record.number for record in new}
    touched = None if story.state.touched is None else frozenset(n for n in numbers if n)
    return CONSOLE.changes(Moment(before, ROOM), Moment(story.state, ROOM), touched, "en")


def words(html: str) -> str:
    """The text of some HTML, as one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def read(drawn: Drawn, region: str) -> str:
    """The text of a region."""
    return words(drawn.region(region))
