"""Putting ideas together, on the console and on the projector."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from facilitator.activity import Activity, Said
from facilitator.doors import Press, SessionDoor
from sessions import bundling
from sessions.alike import propose
from sessions.facts import Fact
from sessions.grouping import (
    FACTS,
    Cluster,
    GroupingStarted,
    GroupNamed,
    GroupsProposed,
    IdeasGrouped,
    IdeasUngrouped,
    Proposal,
    ProposalDropped,
    clusters,
)
from sessions.inks import ink
from sessions.plan import Sheet
from sessions.refused import marked
from sessions.room import Moment
from sessions.session import Session
from sessions.state import State
from sessions.tally import Line
from templates.face import render, translate

Text = Annotated[str, Form(max_length=2000)]
Ideas = Annotated[list[int], Form(max_length=500)]
Number = Annotated[str, Form(pattern=r"^\d{0,15}$")]


def _reads(moment: Moment) -> tuple[object, ...]:
    state = moment.state
    at_hand = state.grouping.sheet
    leaf = state.ideas.leaf(at_hand) if at_hand else None
    return (state.grouping, state.sheets.all, leaf and leaf.lines)


def _console(moment: Moment, language: str) -> str:
    state = moment.state
    sheet = state.sheets.find(state.grouping.sheet)
    groups, alone = clusters(state, sheet.id) if sheet else ([], [])
    return render(
        "facilitator/console_grouping.html",
        language,
        code=moment.room.code,
        sheet=sheet,
        sheets=state.listed_sheets,
        groups=groups,
        alone=alone,
        texts=_texts(state, groups, alone),
        proposals=[_proposed(state, one, language) for one in state.grouping.proposals],
        letters=bundling.NAME_LETTERS,
        ended=state.ended,
        on=state.projector.activity == bundling.NAME,
    )


def _stage(moment: Moment, language: str) -> str:
    state = moment.state
    sheet = state.sheets.find(state.grouping.sheet)
    groups, alone = clusters(state, sheet.id) if sheet else ([], [])
    return render(
        "facilitator/projector_grouping.html",
        language,
        sheet=sheet,
        ink=ink(state.sheets, sheet.id) if sheet else "blue",
        groups=groups,
        alone=alone,
        texts=_texts(state, groups, alone),
        lang=state.plan.lang,
    )


def _texts(state: State, groups: list[Cluster], alone: list[Line]) -> dict[int, str]:
    lines = [*alone, *(line for one in groups for line in one.lines)]
    return {line.first: state.ideas.all[line.first].text for line in lines}


def _proposed(state: State, one: Proposal, language: str) -> tuple[list[str], str]:
    """What a proposal would put together, and why."""
    places = [state.ideas.line(idea) for idea in one.ideas]
    firsts = dict.fromkeys(place[1].first for place in places if place)
    words = [state.ideas.all[first].text for first in firsts]
    return words, translate(one.reason, one.values, language)


def _says(facts: Sequence[Fact], state: State) -> Said:
    fact = facts[0]
    grouped = sum(isinstance(one, IdeasGrouped) for one in facts)
    if grouped > 1:
        said = marked("%(count)s groups were made."), marked("Undo: make %(count)s groups")
        return *said, {"count": grouped}
    match fact:
        case GroupingStarted(sheet):
            found = state.sheets.find(sheet)
            said = (
                marked("Put together what belongs together on “%(sheet)s”."),
                marked("Undo: group “%(sheet)s”"),
            )
            return *said, {"sheet": found.heading if found else sheet}
        case GroupsProposed(_, proposals):
            said = (
                marked("%(count)s proposals. Take them up or leave them."),
                marked("Undo: look for near-equals"),
            )
            return *said, {"count": len(proposals)}
        case ProposalDropped():
            return marked("The proposal is gone."), marked("Undo: turn a proposal down"), {}
        case IdeasUngrouped():
            return marked("Taken out of the group."), marked("Undo: take out of a group"), {}
        case GroupNamed(_, name):
            named = marked("The group is called “%(name)s”."), marked("Undo: name a group")
            return *named, {"name": name or "…"}
    return marked("Put together."), marked("Undo: put ideas together"), {}


def _add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/grouping/start")
    async def start(request: Request, sheet: Text, session: Session = door) -> Response:
        return await do(request, session, bundling.start(sheet), None)

    @router.post("/grouping/group")
    async def group(
        request: Request, idea: Ideas, into: Number = "", name: Text = "", session: Session = door
    ) -> Response:
        decision = bundling.group(idea, int(into) if into else None, name)
        return await do(request, session, decision, None)

    @router.post("/grouping/ungroup")
    async def ungroup(request: Request, idea: Ideas, session: Session = door) -> Response:
        return await do(request, session, bundling.ungroup(idea), None)

    @router.post("/grouping/{group}/name")
    async def name_group(
        request: Request, group: int, name: Text = "", session: Session = door
    ) -> Response:
        return await do(request, session, bundling.name_group(group, name), None)

    _add_proposing(router, facilitator, do)


def _add_proposing(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/grouping/propose")
    async def propose(request: Request, session: Session = door) -> Response:
        state = session.state
        sheet = state.sheets.known(state.grouping.sheet)
        found = await asyncio.to_thread(_alike, state, sheet)
        return await do(request, session, bundling.propose(sheet.id, found), None)

    @router.post("/grouping/accept")
    async def accept(request: Request, place: Number = "", session: Session = door) -> Response:
        places = [int(place)] if place else None
        return await do(request, session, bundling.accept(places), None)

    @router.post("/grouping/drop")
    async def drop(
        request: Request, place: Annotated[int, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, bundling.drop(place), None)


def _alike(state: State, sheet: Sheet) -> list[Proposal]:
    """Lines of a sheet that are nearly the same; about 100 ms for a thousand of them."""
    lines = state.ideas.lines_of(sheet.id)
    texts = [(first, state.ideas.all[first].text) for first in lines]
    return [
        Proposal(one.numbers, one.message, dict(one.values))
        for one in propose(texts, state.plan.lang)
    ]


ACTIVITY = Activity(
    name=bundling.NAME,
    title=marked("Group ideas"),
    reads=_reads,
    console=_console,
    stage=_stage,
    facts=FACTS,
    says=_says,
    add_routes=_add_routes,
)
