"""The plan's stories on the projector, and what puts them there."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from facilitator.activity import Activity, Said
from facilitator.at_hand import at_hand
from facilitator.doors import Press, SessionDoor
from sessions import story
from sessions.facts import Fact
from sessions.refused import marked
from sessions.room import Moment
from sessions.session import Session
from sessions.state import State
from sessions.story import PASSAGES, TITLES, Passage, StoryTurned, words
from templates.face import render, translate

Number = Annotated[int, Form(ge=-1_000_000, le=1_000_000)]


def _reads(moment: Moment) -> tuple[object, ...]:
    return (moment.state.story, at_hand(moment.state))


def _console(moment: Moment, language: str) -> str:
    state, topic = moment.state, at_hand(moment.state)
    there = [(one, words(state.plan, one, topic.number)) for one in PASSAGES]
    return render(
        "facilitator/console_story.html",
        language,
        code=moment.room.code,
        topic=topic,
        passages=[(one, TITLES[one], text) for one, text in there if text],
        shown=state.story.shown,
        on=state.projector.activity == story.NAME,
        ended=state.ended,
    )


def _stage(moment: Moment, language: str) -> str:
    plan, shown = moment.state.plan, moment.state.story.shown
    topic = plan.topic(shown.topic) if shown else None
    title = translate(TITLES[shown.passage], {}, language) if shown else plan.title
    return render(
        "facilitator/projector_story.html",
        language,
        shown=shown,
        title=title,
        text=words(plan, shown.passage, shown.topic) if shown else "",
        question=story.question(topic) if topic else "",
        lang=plan.lang,
    )


def _says(facts: Sequence[Fact], _state: State) -> Said:
    match facts[0]:
        case StoryTurned(part):
            said = marked("Part %(part)s is on the projector."), marked("Undo: turn the story")
            return *said, {"part": part + 1}
    return marked("The room can read it now."), marked("Undo: show it to the room"), {}


def _add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/story/show")
    async def show(
        request: Request,
        passage: Annotated[Passage, Form()],
        topic: Number,
        session: Session = door,
    ) -> Response:
        return await do(request, session, story.show(passage, topic), None)

    @router.post("/story/turn")
    async def turn(request: Request, part: Number, session: Session = door) -> Response:
        return await do(request, session, story.turn(part), None)


ACTIVITY = Activity(
    name=story.NAME,
    title=marked("Stories and ideas"),
    reads=_reads,
    console=_console,
    stage=_stage,
    facts=(story.StoryShown, StoryTurned),
    says=_says,
    add_routes=_add_routes,
    cue="STORY",
    from_cue=story.show_from_cue,
    asks=False,
)
