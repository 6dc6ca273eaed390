"""A break on the console and, large, on the projector."""

import math
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from facilitator.activity import Activity, Said
from facilitator.doors import Press, SessionDoor
from facilitator.planned_start import planned_start
from sessions import breaks
from sessions.breaks import BreakEnded, BreakMoved, BreakStarted
from sessions.facts import Fact
from sessions.refused import Invalid, marked
from sessions.room import Moment
from sessions.session import Session
from sessions.state import Decision, State
from templates.face import render
from templates.filters import clock_time

USUAL = (5, 10, 15, 30)
"""Minutes of breaks that are one press away."""


def _reads(moment: Moment) -> tuple[object, ...]:
    return (moment.state.breaks,)


def _console(moment: Moment, language: str) -> str:
    return _draw("facilitator/console_breaks.html", moment, language)


def _stage(moment: Moment, language: str) -> str:
    return _draw("facilitator/projector_breaks.html", moment, language)


def _draw(page: str, moment: Moment, language: str) -> str:
    state = moment.state
    return render(
        page,
        language,
        code=moment.room.code,
        going=state.breaks.now,
        now=max(moment.now, state.at),
        usual=USUAL,
        on=state.projector.activity == breaks.NAME,
        ended=state.ended,
    )


def _says(facts: Sequence[Fact], _state: State) -> Said:
    match facts[0]:
        case BreakStarted(until):
            said = (
                marked("Break until %(at)s. The clock waits."),
                marked("Undo: break until %(at)s"),
            )
            return *said, {"at": clock_time(until)}
        case BreakMoved(until):
            said = marked("Back at %(at)s."), marked("Undo: back at %(at)s")
            return *said, {"at": clock_time(until)}
    return marked("The break is over."), marked("Undo: end the break"), {}


def _start(minutes: int, until: str) -> Decision:
    """A break of so many minutes, to the full minute, or until a time of day."""

    def decide(state: State, now: float) -> Sequence[Fact]:
        at = _time(until, now) or math.ceil(now / 60 + minutes) * 60
        return breaks.start(at)(state, now)

    return decide


def _time(typed: str, now: float) -> float | None:
    try:
        return planned_start(typed, now)
    except Invalid:
        raise Invalid(
            marked("Write when the break ends as a time of day, such as 10:45.")
        ) from None


def _add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/breaks/start")
    async def start(
        request: Request,
        minutes: Annotated[int, Form(ge=-1_000_000, le=1_000_000)] = 0,
        until: Annotated[str, Form(max_length=40)] = "",
        session: Session = door,
    ) -> Response:
        return await do(request, session, _start(minutes, until), None)

    @router.post("/breaks/end")
    async def end(request: Request, session: Session = door) -> Response:
        return await do(request, session, breaks.end(), None)


ACTIVITY = Activity(
    name=breaks.NAME,
    title=marked("Break"),
    reads=_reads,
    console=_console,
    stage=_stage,
    facts=(BreakStarted, BreakMoved, BreakEnded),
    says=_says,
    add_routes=_add_routes,
    asks=False,
)
