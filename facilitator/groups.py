"""Small groups on the console."""

import secrets
from collections.abc import Sequence
from itertools import chain
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import BaseModel, Field

from facilitator.activity import Activity, Said
from facilitator.doors import Press, SessionDoor
from facilitator.groups_view import console, reads, stage
from sessions import group_work, placing
from sessions.facts import Fact
from sessions.groups import (
    OUT,
    GroupsEnded,
    GroupsFormed,
    GroupTimeAdded,
    ListGiven,
    MemberPlaced,
    ReportTurned,
    Round,
)
from sessions.placing import Wishes
from sessions.plan import Cue, Topic
from sessions.refused import marked
from sessions.session import Session
from sessions.state import Decision, State
from sessions.text import clean, lines
from templates.face import pick_language, translate

COLOURS = {
    "red": marked("Red"),
    "blue": marked("Blue"),
    "green": marked("Green"),
    "yellow": marked("Yellow"),
    "orange": marked("Orange"),
    "purple": marked("Purple"),
    "brown": marked("Brown"),
    "grey": marked("Grey"),
}
NAME_LETTERS = 40
SEED_BITS = 48

Whole = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Text = Annotated[str, Field(max_length=20_000)]


class Chosen(BaseModel):
    """How to form groups: `count` people in each at most, or so many groups."""

    by: Literal["size", "number"] = "size"
    count: Whole = placing.SIZE
    names: Text = ""
    others: Whole = 0
    naming: Literal["numbers", "colours", "own"] = "colours"
    own: Text = ""
    task: Text = ""
    minutes: float = Field(0, ge=-1_000_000, le=1_000_000, allow_inf_nan=False)
    sheets: bool = False


def _wishes(chosen: Chosen, lang: str) -> Wishes:
    language = pick_language(lang)
    colours = COLOURS if chosen.naming == "colours" else {}
    own = [line[:NAME_LETTERS] for line in lines(chosen.own)] if chosen.naming == "own" else []
    numbers = range(1, placing.MOST_GROUPS + 1)
    numbered = (translate(marked("Group %(number)s"), {"number": n}, language) for n in numbers)
    first = [*own, *(translate(name, {}, language) for name in colours.values())]
    called = list(chain(first, list(numbered)[len(first) :]))[: placing.MOST_GROUPS]
    return Wishes(
        called=called,
        colours=tuple(colours),
        size=chosen.count if chosen.by == "size" else None,
        number=chosen.count,
        names=chosen.names,
        others=chosen.others,
        task=clean(chosen.task),
        seconds=chosen.minutes * 60,
        sheets=chosen.sheets,
    )


def _from_cue(topic: Topic, cue: Cue) -> Decision:
    """The groups of a cue: its words are the task, its minutes the time."""

    def decide(state: State, now: float) -> Sequence[Fact]:
        usual = Chosen(task=cue.text[: placing.TASK_LETTERS], minutes=cue.minutes, sheets=True)
        wishes = _wishes(usual, state.plan.lang)
        return placing.form_from_cue(wishes, topic.number, _seed())(state, now)

    return decide


def _seed() -> int:
    return secrets.randbits(SEED_BITS)


def _says(facts: Sequence[Fact], state: State) -> Said:
    match facts[0]:
        case GroupsFormed(groups):
            said = marked("%(count)s groups are formed."), marked("Undo: form groups")
            return *said, {"count": len(groups)}
        case MemberPlaced(_, _, group) if group == OUT:
            return marked("Taken out of the groups."), marked("Undo: take somebody out"), {}
        case MemberPlaced(round, _, group):
            said = marked("Moved to “%(group)s”."), marked("Undo: move somebody")
            return *said, {"group": _name(state, round, group)}
        case GroupTimeAdded(_, seconds):
            values: dict[str, object] = {"minutes": f"{seconds / 60:g}"}
            said = marked("The groups’ time changed by %(minutes)s min."), marked("Undo: time")
            return *said, values
        case ListGiven(round, group):
            said = marked("“%(group)s” has the plan’s list."), marked("Undo: give the list")
            return *said, {"group": _name(state, round, group)}
        case ReportTurned(round, group):
            said = marked("“%(group)s” reports."), marked("Undo: “%(group)s” reports")
            return *said, {"group": _name(state, round, group)}
    return marked("The groups are one room again."), marked("Undo: end the groups"), {}


def _name(state: State, number: int, group: int) -> str:
    found: Round | None = next((r for r in state.groups.rounds if r.number == number), None)
    return found.groups[group].name if found else ""


def _add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/groups/start")
    async def start(
        request: Request, chosen: Annotated[Chosen, Form()], session: Session = door
    ) -> Response:
        wishes = _wishes(chosen, session.state.plan.lang)
        return await do(request, session, placing.form(wishes, _seed()), None)

    @router.post("/groups/shuffle")
    async def shuffle(request: Request, session: Session = door) -> Response:
        return await do(request, session, placing.shuffle(_seed()), None)

    @router.post("/groups/place")
    async def place(
        request: Request,
        member: Annotated[str, Form(max_length=400)],
        group: Annotated[int, Form(ge=-1, le=1_000)],
        session: Session = door,
    ) -> Response:
        return await do(request, session, placing.place(member, group), None)

    @router.post("/groups/time")
    async def time(
        request: Request,
        seconds: Annotated[float, Form(ge=-100_000, le=100_000, allow_inf_nan=False)],
        session: Session = door,
    ) -> Response:
        return await do(request, session, group_work.add_time(seconds), None)

    @router.post("/groups/{group}/list")
    async def give(request: Request, group: int, session: Session = door) -> Response:
        return await do(request, session, group_work.give_list(group), None)

    @router.post("/groups/{group}/report")
    async def report(request: Request, group: int, session: Session = door) -> Response:
        return await do(request, session, group_work.report(group), None)

    @router.post("/groups/end")
    async def end(request: Request, session: Session = door) -> Response:
        return await do(request, session, group_work.end(), None)


ACTIVITY = Activity(
    name=group_work.NAME,
    title=marked("Small groups"),
    reads=reads,
    console=console,
    stage=stage,
    facts=(
        GroupsFormed,
        MemberPlaced,
        GroupTimeAdded,
        ListGiven,
        ReportTurned,
        GroupsEnded,
    ),
    says=_says,
    add_routes=_add_routes,
    cue="GROUPS",
    from_cue=_from_cue,
)
