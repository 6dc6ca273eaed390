"""On the Spot, the icebreaker, on the console and on the projector."""

import secrets
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from msgspec import Struct
from pydantic import BaseModel, Field

from facilitator.activity import Activity, Said
from facilitator.doors import Press, SessionDoor
from sessions import throwing
from sessions.facts import Fact
from sessions.icebreaker import (
    HARDER,
    BallThrown,
    IcebreakerStarted,
    IcebreakerStopped,
    Play,
    QuestionsAdded,
)
from sessions.plan import Cue, Topic
from sessions.refused import marked
from sessions.room import Moment
from sessions.roster import name
from sessions.session import Session
from sessions.state import Decision, State
from sessions.throwing import Wishes
from templates.face import render

SEED_BITS = 48
MINUTES = 10
"""What it usually takes."""

Whole = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Place = Annotated[int, Form(ge=0, le=10)]
Turn = Annotated[int, Form(ge=0, le=10**15)]


class Chosen(BaseModel):
    """How to play; see Wishes."""

    names: Annotated[str, Field(max_length=20_000)] = ""
    others: Whole = 0
    circles: Whole = 0
    minutes: float = Field(0, ge=-1_000_000, le=1_000_000, allow_inf_nan=False)
    thrown: bool = False


class Standing(Struct, frozen=True):
    """A circle as it is now. `holder` is a name, empty where none is known; `real` a real ball."""

    place: int
    holder: str
    real: bool
    question: str
    turn: int
    people: int


def _reads(moment: Moment) -> tuple[object, ...]:
    state, last = moment.state, moment.state.icebreaker.last
    return (state.icebreaker, state.people if last and last.going else None)


def _console(moment: Moment, language: str) -> str:
    state, last = moment.state, moment.state.icebreaker.last
    return render(
        "facilitator/console_icebreaker.html",
        language,
        code=moment.room.code,
        play=last,
        circles=_circles(state, last),
        rounds=len(state.icebreaker.rounds),
        clock=last.clock if last and last.clock.total else None,
        now=max(moment.now, state.at),
        deck=throwing.deck(state),
        asked=last.asked if last else {},
        minutes=next((p.minutes for p in state.plan.icebreakers if p.minutes), MINUTES),
        ended=state.ended,
        on=state.projector.activity == throwing.NAME,
    )


def _stage(moment: Moment, language: str) -> str:
    state, last = moment.state, moment.state.icebreaker.last
    return render(
        "facilitator/projector_icebreaker.html",
        language,
        title=next((part.title for part in state.plan.icebreakers), ""),
        play=last,
        circles=_circles(state, last),
        harder=last.at + HARDER if last else 0,
        now=max(moment.now, state.at),
        lang=state.plan.lang,
    )


def _circles(state: State, play: Play | None) -> list[Standing]:
    return [
        Standing(
            place,
            name(state.people, circle.holder),
            not circle.holder,
            circle.question,
            circle.turn,
            len(throwing.members(play, place, state.people)),
        )
        for place, circle in enumerate(play.circles if play else ())
        if play
    ]


def _from_cue(_topic: Topic, cue: Cue) -> Decision:
    """On the Spot for as long as the cue says."""
    return throwing.start(Wishes(seconds=cue.minutes * 60), secrets.randbits(SEED_BITS))


def _says(facts: Sequence[Fact], _state: State) -> Said:
    match facts[0]:
        case IcebreakerStarted():
            return marked("The ball goes round."), marked("Undo: start On the Spot"), {}
        case BallThrown(_, _, to, _, before) if to == before:
            return marked("There is another question."), marked("Undo: another question"), {}
        case BallThrown():
            return marked("The ball has gone on."), marked("Undo: send the ball on"), {}
        case QuestionsAdded(questions):
            said = marked("%(count)s questions are in the deck now."), marked("Undo: add questions")
            return *said, {"count": len(questions)}
    return marked("On the Spot is over."), marked("Undo: end On the Spot"), {}


def _add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/icebreaker/start")
    async def start(
        request: Request, chosen: Annotated[Chosen, Form()], session: Session = door
    ) -> Response:
        wishes = Wishes(
            chosen.names, chosen.others, chosen.circles, chosen.minutes * 60, chosen.thrown
        )
        decision = throwing.start(wishes, secrets.randbits(SEED_BITS))
        return await do(request, session, decision, None)

    @router.post("/icebreaker/next")
    async def send_on(
        request: Request, circle: Place, turn: Turn, session: Session = door
    ) -> Response:
        return await do(request, session, throwing.pass_on(circle, turn), None)

    @router.post("/icebreaker/question")
    async def another(
        request: Request, circle: Place, turn: Turn, session: Session = door
    ) -> Response:
        return await do(request, session, throwing.pass_on(circle, turn, keep=True), None)

    @router.post("/icebreaker/deck")
    async def add(
        request: Request,
        questions: Annotated[str, Form(max_length=60_000)],
        session: Session = door,
    ) -> Response:
        return await do(request, session, throwing.add_questions(questions), None)

    @router.post("/icebreaker/stop")
    async def stop(request: Request, session: Session = door) -> Response:
        return await do(request, session, throwing.stop(), None)


ACTIVITY = Activity(
    name=throwing.NAME,
    title=marked("On the Spot"),
    reads=_reads,
    console=_console,
    stage=_stage,
    facts=(IcebreakerStarted, BallThrown, QuestionsAdded, IcebreakerStopped),
    says=_says,
    add_routes=_add_routes,
    cue="ICEBREAKER",
    from_cue=_from_cue,
)
