"""The tally and the word cloud of a sheet, on the console and on the projector."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from facilitator.activity import Activity, Said
from facilitator.cloud_lists import KINDS, CloudLists, list_id
from facilitator.doors import Press, SessionDoor
from sessions.cloud import NAME, CloudShown, counted, show, spoken
from sessions.facts import Fact
from sessions.inks import ink
from sessions.refused import marked
from sessions.room import Moment
from sessions.session import Session
from sessions.state import State
from templates.cloud import NARROW, WIDE, cloud
from templates.face import render

FIRST = 10
"""Words that the console lists, those said most often."""


def _reads(moment: Moment) -> tuple[object, ...]:
    clouds = moment.state.cloud
    return (clouds, moment.state.sheets, moment.state.ideas.leaf(clouds.sheet))


def _console(moment: Moment, language: str) -> str:
    state = moment.state
    words = counted(state.ideas, state.cloud.sheet)
    return render(
        "facilitator/console_cloud.html",
        language,
        code=moment.room.code,
        sheets=state.listed_sheets,
        sheet=state.cloud.sheet,
        form=state.cloud.form,
        heading=_heading(state, state.cloud.sheet),
        counted=words[:FIRST],
        more=max(0, len(words) - FIRST),
        ended=state.ended,
        on=state.projector.activity == NAME,
    )


def _stage(moment: Moment, language: str) -> str:
    state = moment.state
    sheet = state.cloud.sheet
    words = spoken(state.ideas, sheet)
    as_cloud = state.cloud.form == "cloud"
    return render(
        "facilitator/projector_cloud.html",
        language,
        sheet=sheet,
        heading=_heading(state, sheet),
        ink=ink(state.sheets, sheet),
        clouds=[("wide", cloud(words, WIDE)), ("narrow", cloud(words, NARROW))] if as_cloud else (),
        any=bool(words),
        lists={kind: list_id(kind, sheet) for kind in KINDS},
        lang=state.plan.lang,
    )


def _heading(state: State, sheet: str) -> str:
    found = state.sheets.find(sheet)
    return found.heading if found else sheet


def _says(facts: Sequence[Fact], state: State) -> Said:
    shown: CloudShown = facts[0]
    values: dict[str, object] = {"sheet": _heading(state, shown.sheet)}
    if shown.form == "cloud":
        said = marked("The projector shows “%(sheet)s” as a cloud.")
        return said, marked("Undo: “%(sheet)s” as a cloud"), values
    said = marked("The projector shows “%(sheet)s” counted.")
    return said, marked("Undo: count “%(sheet)s”"), values


def _add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    @router.post("/cloud/show")
    async def show_words(
        request: Request,
        sheet: Annotated[str, Form(max_length=200)],
        form: Annotated[str, Form(max_length=20)] = "cloud",
        session: Session = Depends(facilitator),
    ) -> Response:
        await asyncio.to_thread(_draw_ahead, session.state, sheet)
        return await do(request, session, show(sheet, form), None)


def _draw_ahead(state: State, sheet: str) -> None:
    """Draw a cloud that may be large, so that those who watch find it drawn."""
    words = spoken(state.ideas, sheet)
    for room in (WIDE, NARROW):
        cloud(words, room)


ACTIVITY = Activity(
    name=NAME,
    title=marked("Tally and word cloud"),
    reads=_reads,
    console=_console,
    stage=_stage,
    facts=(CloudShown,),
    says=_says,
    add_routes=_add_routes,
    lists=CloudLists(),
)
