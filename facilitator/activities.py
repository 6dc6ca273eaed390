"""The activities that the console and the projector know, in their order."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from facilitator import breaks, cloud, grouping, groups, icebreaker, missed, quiz, story, votes
from facilitator.activity import Activity
from facilitator.doors import Press, SessionDoor
from sessions.activity import show
from sessions.refused import Unknown, marked
from sessions.room import Moment
from sessions.session import Session
from sessions.state import Decision, State
from templates.drawing import Region
from templates.face import render, translate

_IN_ORDER = (
    quiz.ACTIVITY,
    votes.ACTIVITY,
    grouping.ACTIVITY,
    cloud.ACTIVITY,
    groups.ACTIVITY,
    icebreaker.ACTIVITY,
    story.ACTIVITY,
    missed.ACTIVITY,
    breaks.ACTIVITY,
)
ACTIVITIES: dict[str, Activity] = {one.name: one for one in _IN_ORDER}
"""By name."""

SAYS = {kind: one.says for one in ACTIVITIES.values() for kind in one.facts}
"""Who has words for a kind of fact."""

BY_CUE = {one.cue: one for one in ACTIVITIES.values() if one.cue}
"""Which activity a kind of cue starts."""


def on_stage(moment: Moment) -> Activity | None:
    """The activity that stands on the projector; none once the session has ended."""
    return None if moment.state.ended else ACTIVITIES.get(moment.state.projector.activity)


def stage_reads(moment: Moment) -> tuple[object, ...]:
    """What the picture of whichever activity is on depends on."""
    on = moment.state.projector.activity
    return (on, *(part for one in ACTIVITIES.values() for part in one.reads(moment)))


def regions() -> tuple[Region[Moment], ...]:
    """A region of the console for each activity, and one for the switch that leads to them."""
    switch: Region[Moment] = Region(
        "activity-on", lambda m: (m.state.projector, m.state.ended), _switch
    )
    return (switch, *(_region(one) for one in ACTIVITIES.values()))


def routes(facilitator: SessionDoor, do: Press) -> APIRouter:
    """The controls of every activity, each under its name."""
    router = APIRouter(prefix="/c/{code}")
    for one in ACTIVITIES.values():
        one.add_routes(router, facilitator, do)

    @router.post("/topics/{topic}/cues/{cue}/start")
    async def start_cue(
        request: Request, topic: int, cue: int, session: Session = Depends(facilitator)
    ) -> Response:
        return await do(request, session, _from_cue(session.state, topic, cue), None)

    @router.post("/projector/activity")
    async def show_activity(
        request: Request,
        activity: Annotated[str, Form(max_length=40)] = "",
        session: Session = Depends(facilitator),
    ) -> Response:
        if activity and activity not in ACTIVITIES:
            raise Unknown(marked("There is no such activity."))
        closing = not activity or ACTIVITIES[activity].asks
        return await do(request, session, show(activity, closing=closing), None)

    return router


def _from_cue(state: State, topic: int, cue: int) -> Decision:
    found = state.plan.topic(topic)
    if found is None or not 1 <= cue <= len(found.cues):
        raise Unknown(marked("This topic has no such cue."))
    one = BY_CUE.get(found.cues[cue - 1].kind)
    if one is None or one.from_cue is None:
        raise Unknown(marked("This cue starts nothing."))
    return one.from_cue(found, found.cues[cue - 1])


def _region(one: Activity) -> Region[Moment]:
    def reads(moment: Moment) -> tuple[object, ...]:
        state = moment.state
        return (state.ended, state.projector.activity == one.name, *one.reads(moment))

    def html(moment: Moment, language: str) -> str:
        return render(
            "facilitator/console_activity.html",
            language,
            code=moment.room.code,
            name=one.name,
            title=translate(one.title, {}, language),
            on=moment.state.projector.activity == one.name,
            ended=moment.state.ended,
            body=one.console(moment, language),
        )

    return Region(f"activity-{one.name}", reads, html)


def _switch(moment: Moment, language: str) -> str:
    on = on_stage(moment)
    title = translate(on.title, {}, language) if on else ""
    return render("facilitator/console_activity_on.html", language, title=title)
