"""What phones show: the regions shared by all, and each participant's own ideas."""

from participant import activities, own
from sessions.plan import Sheet
from sessions.room import Moment
from templates.drawing import Region, View
from templates.face import render

SOON = 3600
"""Seconds before the planned start from which phones count down to it."""


def head(moment: Moment, language: str) -> str:
    """The rail: what runs, and its clock."""
    agenda, plan = moment.state.agenda, moment.state.plan
    running = agenda.running
    return render(
        "participant/head.html",
        language,
        code=moment.room.code,
        plan=plan,
        topic=plan.topic(running) if running else None,
        clock=agenda.clock(running) if running else None,
        begun=bool(agenda.started),
        starts_at=moment.state.starts_at,
        soon=moment.state.starts_at - SOON,
        now=moment.now,
        ended=moment.state.ended,
    )


def question(moment: Moment, language: str, chosen: str = "") -> str:
    """The question of the open sheets, or what is going on. `chosen` is ticked where it is open."""
    agenda, plan = moment.state.agenda, moment.state.plan
    sheets, running = open_sheets(moment), agenda.running
    upcoming = agenda.upcoming()
    return render(
        "participant/question.html",
        language,
        sheets=sheets,
        chosen=chosen if chosen in moment.state.sheets.open else next((s.id for s in sheets), ""),
        plan=plan,
        begun=bool(agenda.started),
        asked=bool(activities.shared().html(moment, language)),
        code=moment.room.code,
        ended=moment.state.ended,
        offered=moment.state.takeaway.offered,
        rehearsal=moment.state.rehearsed_from is not None,
        topic=plan.topic(running) if running else None,
        clock=agenda.clock(running) if running else None,
        following=plan.topic(upcoming) if upcoming else None,
    )


def open_sheets(moment: Moment) -> list[Sheet]:
    """The sheets that take ideas, first opened first."""
    state = moment.state
    return [state.sheets.known(sheet) for sheet in state.sheets.open]


def _read_by_head(moment: Moment) -> tuple[object, ...]:
    state = moment.state
    running = state.agenda.running
    clock = state.agenda.clock(running) if running else None
    return state.plan, clock, bool(state.agenda.started), state.starts_at, state.ended


def _read_by_question(moment: Moment) -> tuple[object, ...]:
    state = moment.state
    rehearsal = state.rehearsed_from is not None
    asked = activities.shared().reads(moment)
    return (
        *_read_by_head(moment),
        state.sheets,
        state.agenda,
        state.takeaway,
        rehearsal,
        *asked,
    )


PHONE: View[Moment] = View(
    regions=(
        Region("head", _read_by_head, head),
        Region("question", _read_by_question, question),
        activities.shared(),
    ),
    personal=own.view,
)
"""The phone. Own ideas stand as they were sent: what the facilitator does to them is not told."""
