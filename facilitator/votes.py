"""Dot voting on the console and on the projector."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from msgspec import Struct
from pydantic import BaseModel, Field

from facilitator.activity import Activity, Said
from facilitator.doors import Press, SessionDoor
from sessions import voting
from sessions.facts import Fact
from sessions.refused import marked
from sessions.room import Moment
from sessions.session import Session
from sessions.state import State
from sessions.votes import DotsCounted, Vote, VoteClosed, VoteOpened, VoteReopened
from sessions.voting import words
from templates.face import render


class Chosen(BaseModel):
    """How to vote: on which sheet, dots each, dots on one line, hidden until it is closed."""

    sheet: str = Field(max_length=200)
    dots: int = Field(voting.DOTS, ge=-1_000_000, le=1_000_000)
    most: int = Field(1, ge=-1_000_000, le=1_000_000)
    hidden: bool = False


Few = Annotated[int, Form(ge=-1_000_000, le=1_000_000)]


class Standing(Struct, frozen=True):
    """An option in a vote: its place from 1, equals sharing one, and a share of the most dots."""

    place: int
    option: int
    text: str
    dots: int
    counted: int
    share: float


def _reads(moment: Moment) -> tuple[object, ...]:
    return (moment.state.votes, moment.state.sheets)


def _console(moment: Moment, language: str) -> str:
    state = moment.state
    vote = state.votes.last
    return render(
        "facilitator/console_votes.html",
        language,
        code=moment.room.code,
        sheets=state.listed_sheets,
        vote=vote,
        standings=standings(state, vote) if vote else (),
        heading=_heading(state, vote.sheet) if vote else "",
        people=len(state.people.names),
        rounds=len(state.votes.rounds),
        most=voting.MOST_DOTS,
        ended=state.ended,
        on=state.projector.activity == voting.NAME,
    )


def _stage(moment: Moment, language: str) -> str:
    state = moment.state
    vote = state.votes.last
    return render(
        "facilitator/projector_votes.html",
        language,
        vote=vote,
        heading=_heading(state, vote.sheet) if vote else "",
        shown=vote is not None and not (vote.open and vote.hidden),
        standings=standings(state, vote) if vote else (),
        lang=state.plan.lang,
    )


def standings(state: State, vote: Vote) -> list[Standing]:
    """The options of a vote, most dots first; while it is hidden, as they stand on the sheet."""
    result = vote.result()
    most = max((dots for _, _, dots in result), default=0) or 1
    every = [
        Standing(
            place,
            option,
            words(state, vote, option),
            dots,
            vote.counted.get(option, 0),
            dots / most,
        )
        for place, option, dots in result
    ]
    return sorted(every, key=lambda one: one.option) if vote.open and vote.hidden else every


def _heading(state: State, sheet: str) -> str:
    found = state.sheets.find(sheet)
    return found.heading if found else sheet


def _says(facts: Sequence[Fact], state: State) -> Said:
    match facts[0]:
        case VoteOpened(sheet):
            said = marked("The vote on “%(sheet)s” is open."), marked("Undo: vote on “%(sheet)s”")
            return *said, {"sheet": _heading(state, sheet)}
        case VoteReopened():
            return marked("The vote takes dots again."), marked("Undo: open the vote again"), {}
        case DotsCounted(number, option, dots):
            vote = next(one for one in state.votes.rounds if one.number == number)
            values = {"line": words(state, vote, option), "dots": dots}
            said = marked("“%(line)s” has %(dots)s counted dots."), marked("Undo: count dots")
            return *said, values
    return marked("The vote is closed."), marked("Undo: close the vote"), {}


def _add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/votes/start")
    async def start(
        request: Request, chosen: Annotated[Chosen, Form()], session: Session = door
    ) -> Response:
        decision = voting.open_vote(chosen.sheet, chosen.dots, chosen.most, hidden=chosen.hidden)
        return await do(request, session, decision, None)

    @router.post("/votes/close")
    async def close(request: Request, session: Session = door) -> Response:
        return await do(request, session, voting.close(), None)

    @router.post("/votes/reopen")
    async def reopen(request: Request, session: Session = door) -> Response:
        return await do(request, session, voting.reopen(), None)

    @router.post("/votes/count/{option}")
    async def count(request: Request, option: int, dots: Few, session: Session = door) -> Response:
        return await do(request, session, voting.count(option, dots), None)


ACTIVITY = Activity(
    name=voting.NAME,
    title=marked("Dot vote"),
    reads=_reads,
    console=_console,
    stage=_stage,
    facts=(VoteOpened, VoteClosed, VoteReopened, DotsCounted),
    says=_says,
    add_routes=_add_routes,
    cue="VOTE",
    from_cue=voting.open_from_cue,
)
