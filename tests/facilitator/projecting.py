"""Draws the projector of a session's story, whole or what a decision changed on it."""

import re
from collections.abc import Mapping
from html import unescape

from facilitator.projector_routes import page
from facilitator.projector_view import PROJECTOR
from sessions import agenda, sheets
from sessions.facts import FACILITATOR
from sessions.room import Moment, Room, Wifi
from sessions.state import Decision, apply
from templates.drawing import Drawn, Touched
from tests.sessions.story import Story

ROOM = Room("K7M4PX", "http://192.168.8.20:8000")
WITH_WIFI = Room("K7M4PX", "http://192.168.8.20:8000", wifi=Wifi("Seminar 2", "easel-2026"))


def open_story() -> Story:
    """A topic runs, and its first sheet takes ideas."""
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    return story


def whole(story: Story, room: Room = ROOM) -> Drawn:
    """Everything on the projector."""
    return PROJECTOR.draw(Moment(story.state, room, story.at), "en")


def html(story: Story, room: Room = ROOM) -> str:
    """The projector's page."""
    return page(Moment(story.state, room, story.at), "en")


def changed(story: Story, decision: Decision, by: str = FACILITATOR) -> Drawn:
    """What a decision changes on the projector."""
    old = state = story.state
    touched: Touched = frozenset()
    for record in story.do(decision, by=by):
        state = apply(state, record)
        touched = None if touched is None or state.touched is None else touched | state.touched
    before, after = Moment(old, ROOM, story.at), Moment(state, ROOM, story.at)
    return PROJECTOR.changes(before, after, touched, "en")


def words(drawn: str) -> str:
    """What people read in a piece of HTML, white space as one space."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?b>", "", drawn))).split())


def read(lines: Mapping[int, str | None]) -> list[str]:
    """What people read in a list, line by line."""
    return [words(line) for _, line in sorted(lines.items()) if line]
