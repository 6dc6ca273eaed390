"""What the room missed, on the console first, and on the projector if wanted."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import BaseModel, Field

from facilitator.activity import Activity, Said
from facilitator.at_hand import at_hand
from facilitator.doors import Press, SessionDoor
from sessions import missed
from sessions.facts import Fact
from sessions.listening import compare, outcome
from sessions.missed import AnswerHeard, MissedShown, RoomCompared, answers
from sessions.refused import marked
from sessions.room import Moment
from sessions.session import Session
from sessions.state import State
from templates.face import render


class Answer(BaseModel):
    """An answer of a topic by its cue and its place there, and whether it was heard."""

    cue: int = Field(ge=-1_000_000, le=1_000_000)
    place: int = Field(ge=-1_000_000, le=1_000_000)
    on: bool


def _reads(moment: Moment) -> tuple[object, ...]:
    return (moment.state.missed, at_hand(moment.state))


def _console(moment: Moment, language: str) -> str:
    state, topic = moment.state, at_hand(moment.state)
    return render(
        "facilitator/console_missed.html",
        language,
        code=moment.room.code,
        topic=topic,
        answers=answers(topic),
        heard={(cue, place) for one, cue, place in state.missed.heard if one == topic.number},
        found=outcome(state, topic.number),
        on=state.projector.activity == missed.NAME and state.missed.shown == topic.number,
        ended=state.ended,
    )


def _stage(moment: Moment, language: str) -> str:
    state = moment.state
    return render(
        "facilitator/projector_missed.html",
        language,
        topic=state.plan.topic(state.missed.shown),
        found=outcome(state, state.missed.shown),
        lang=state.plan.lang,
    )


def _says(facts: Sequence[Fact], state: State) -> Said:
    match facts[0]:
        case RoomCompared(topic):
            found = outcome(state, topic)
            said = (
                marked("Compared: %(named)s named, %(missed)s missed."),
                marked("Undo: compare with the plan"),
            )
            counts = (len(found.named), len(found.missed)) if found else (0, 0)
            return *said, {"named": counts[0], "missed": counts[1]}
        case AnswerHeard(topic, cue, place, heard):
            words = state.plan.topics[topic - 1].cues[cue - 1].listen_for[place - 1]
            if heard:
                said = marked("Heard: %(answer)s"), marked("Undo: hear “%(answer)s”")
                return *said, {"answer": words}
            said = marked("Not heard: %(answer)s"), marked("Undo: not hear “%(answer)s”")
            return *said, {"answer": words}
    return marked("The room can see it now."), marked("Undo: show what was missed"), {}


def _add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/missed/{topic}/compare")
    async def compare_with_room(request: Request, topic: int, session: Session = door) -> Response:
        found = await asyncio.to_thread(compare, session.state, topic)
        return await do(request, session, missed.keep(topic, found), None)

    @router.post("/missed/{topic}/hear")
    async def hear(
        request: Request, topic: int, answer: Annotated[Answer, Form()], session: Session = door
    ) -> Response:
        decision = missed.hear(topic, answer.cue, answer.place, heard=answer.on)
        return await do(request, session, decision, None)

    @router.post("/missed/{topic}/show")
    async def show(request: Request, topic: int, session: Session = door) -> Response:
        return await do(request, session, missed.show(topic), None)


ACTIVITY = Activity(
    name=missed.NAME,
    title=marked("What the room missed"),
    reads=_reads,
    console=_console,
    stage=_stage,
    facts=(RoomCompared, AnswerHeard, MissedShown),
    says=_says,
    add_routes=_add_routes,
    asks=False,
)
