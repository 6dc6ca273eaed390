"""Draws all that there is of a plan, before and while a session of it runs."""

from facilitator import console_routes, projector_routes
from handouts.documents import draw
from handouts.kinds import KINDS, OF_PLAN
from handouts.source import Source
from participant.page import page as phone
from sessions import agenda, opening, sheets
from sessions.facts import decode, encode
from sessions.plan import Plan
from sessions.plan_file import Parsed, parse
from sessions.room import Moment
from tests.handouts.printing import ROOM, as_it_is, usual
from tests.sessions.story import Story

__all__ = ["draw_everything", "read"]


def read(raw: str | bytes) -> Parsed:
    """What the parser makes of a text; a plan, or problems that say why there is none."""
    parsed = parse(raw)
    assert (parsed.plan is None) == any(problem.error for problem in parsed.problems)
    assert all(problem.sentence and problem.line >= 0 for problem in parsed.problems)
    return parsed


def draw_everything(plan: Plan) -> int:
    """Open a session, run it from lobby to end, draw every surface and document: letters drawn."""
    story = Story(plan.text)
    assert story.state.plan == plan
    opened = story.records[0].fact
    assert decode(*encode(opened)) == opened
    drawn = sum(len(draw(kind, Source(plan), usual(kind))) for kind in OF_PLAN)
    drawn += _surfaces(story)
    story.do(agenda.start(1))
    for sheet in story.state.sheets.all[:2]:
        story.do(sheets.open_sheet(sheet.id))
        story.send("An idea", sheet.id)
    drawn += _surfaces(story)
    story.do(opening.end())
    drawn += sum(len(draw(kind, as_it_is(story), usual(kind))) for kind in KINDS.values())
    return drawn + _surfaces(story)


def _surfaces(story: Story) -> int:
    moment = Moment(story.state, ROOM, story.at)
    screens = (console_routes.page(moment, "en"), projector_routes.page(moment, "en"))
    return sum(map(len, (*screens, phone(moment, "ann", "en"))))
