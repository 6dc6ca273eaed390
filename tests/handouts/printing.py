"""Workshops to print, and their documents, each printed once in a run of the tests."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from handouts.documents import draw
from handouts.kinds import KINDS, Kind
from handouts.options import Options
from handouts.pdf import Printed, to_pdf
from handouts.source import Source
from sessions import agenda, checklist, moderation, opening, people, sheets, submitting
from sessions.library import Library
from sessions.plan import Plan
from sessions.plan_file import parse
from sessions.room import Moment, Room, Wifi
from tests.sessions.story import Story

ROOM = Room("K7MPQR", "http://192.168.8.20:8000", wifi=Wifi("Seminar room", "correct horse"))
BARE = "---\nformat: flipchart-plan/1\ntitle: A bare plan\n---\n\n## One thing (5 min)\n"
WORDS = (
    *("The school", "the school!", "Buyers", "Suppliers", "Callers", "The public", "Neighbours"),
    *("Patients", "Drivers", "Tax payers", "Journalists", "The council", "The school."),
)

START = 9 * 60
"""When the guide begins, in minutes after midnight."""

EDITIONS = [
    (kind, Options(paper, START if kind.start else None, easy, archive))
    for kind in KINDS.values()
    for paper in kind.papers
    for easy in (False, True)[: 1 + kind.easy]
    for archive in (False, True)[: 1 + kind.archive]
]
"""Every way to have every document."""

NAMES = [
    "-".join((kind.name, chosen.paper, *["easy"] * chosen.easy, *["archive"] * chosen.archive))
    for kind, chosen in EDITIONS
]
"""What a test of one of them is called."""


def plan_of(text: str) -> Plan:
    """The plan that a text is."""
    plan = parse(text).plan
    assert plan is not None, parse(text).problems
    return plan


@cache
def built_in() -> Plan:
    """The workshop that comes with Flipchart."""
    return plan_of(Library(Path("no folder")).read("who-we-are").decode())


def as_it_is(story: Story) -> Source:
    """What documents of a session are drawn from."""
    return Source(story.state.plan, Moment(story.state, ROOM, story.at))


@cache
def workshop() -> Source:
    """A session of the workshop that comes with Flipchart, with all that can happen in one."""
    story = Story(built_in().text)
    story.do(checklist.tick("check-1-1", on=True))
    story.do(agenda.start(1), wait=120)
    story.do(sheets.open_sheet("external"))
    for number, (who, name) in enumerate({"ann": "Ann", "ben": "Ben Žižek", "cem": ""}.items()):
        story.do(people.give_name(who, name), by=who)
        for word in WORDS[number::3]:
            story.do(submitting.submit(who, f"id-{word}", "external", word), by=who, wait=7)
    _moderate(story)
    story.do(sheets.add("A sheet made on the spot", "What else?"))
    story.do(submitting.add("typed", "internal", "The boss\nNight shift"), wait=400)
    story.do(agenda.add_time(1, 120))
    story.do(agenda.start(2), wait=1000)
    story.do(sheets.open_sheet("great"))
    story.send("Friendly", "great", by="cem")
    story.do(opening.end(), wait=1100)
    return as_it_is(story)


def _moderate(story: Story) -> None:
    rude, slip = story.send("A rude word"), story.send("Custommers")
    wrong, back = story.send("Payroll"), story.send("My secret")
    story.do(moderation.hide(rude))
    story.do(moderation.correct(slip, "Customers"))
    story.do(moderation.move(wrong, "internal"))
    story.do(submitting.withdraw("ann", back), by="ann")


@cache
def nobody() -> Source:
    """A session of a plan that has hardly anything in it, to which nobody came."""
    return as_it_is(Story(BARE))


def html(
    kind: Kind, options: Options | None = None, source: Callable[[], Source] = workshop
) -> str:
    """A document as it is drawn for paper."""
    return draw(kind, source(), options or usual(kind))


def printed(
    kind: Kind, options: Options | None = None, source: Callable[[], Source] = workshop
) -> Printed:
    """A document as it is printed."""
    return _printed(kind, options or usual(kind), source)


def usual(kind: Kind) -> Options:
    """The first of a document's editions."""
    return next(options for one, options in EDITIONS if one is kind)


@cache
def _printed(kind: Kind, options: Options, source: Callable[[], Source]) -> Printed:
    return to_pdf(html(kind, options, source), archive=options.archive)
