"""The controls: each one POST that says one thing, and answers with a sentence on what was done."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from facilitator.doors import SessionDoor
from facilitator.pressing import Idea, Once, Text, do
from facilitator.repair_controls import add_repair
from sessions import (
    agenda,
    breaks,
    checklist,
    moderation,
    opening,
    projector,
    sheets,
    submitting,
    takeaway,
)
from sessions.session import Session


def routes(facilitator: SessionDoor) -> APIRouter:
    """The controls of a session. `facilitator` is the door that gives the session."""
    router = APIRouter(prefix="/c/{code}")
    for add in (_topics, _sheets, _projector, _ideas, _frame, add_repair):
        add(router, facilitator)
    return router


def _topics(router: APIRouter, facilitator: SessionDoor) -> None:
    door = Depends(facilitator)

    @router.post("/topics/{topic}/start")
    async def start(request: Request, topic: int, session: Session = door) -> Response:
        return await do(request, session, breaks.over(agenda.start(topic)))

    @router.post("/topics/{topic}/pause")
    async def pause(request: Request, topic: int, session: Session = door) -> Response:
        return await do(request, session, agenda.pause(topic))

    @router.post("/topics/{topic}/resume")
    async def resume(request: Request, topic: int, session: Session = door) -> Response:
        return await do(request, session, breaks.over(agenda.resume(topic)))

    @router.post("/topics/{topic}/add")
    async def add_time(
        request: Request,
        topic: int,
        seconds: Annotated[float, Form(ge=-86_400, le=86_400, allow_inf_nan=False)],
        id: Once,
        session: Session = door,
    ) -> Response:
        return await do(request, session, agenda.add_time(topic, seconds), once=id)

    @router.post("/topics/{topic}/cue")
    async def reach(
        request: Request, topic: int, cue: Annotated[int, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, agenda.reach(topic, cue))

    @router.post("/checklist/{line}")
    async def tick(
        request: Request, line: str, on: Annotated[bool, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, checklist.tick(line, on))


def _sheets(router: APIRouter, facilitator: SessionDoor) -> None:
    door = Depends(facilitator)

    @router.post("/sheets")
    async def add(
        request: Request, heading: Text, id: Once, question: Text = "", session: Session = door
    ) -> Response:
        return await do(request, session, sheets.add(heading, question), once=id)

    @router.post("/sheets/{sheet}/open")
    async def open_sheet(request: Request, sheet: str, session: Session = door) -> Response:
        return await do(request, session, sheets.open_sheet(sheet))

    @router.post("/sheets/{sheet}/close")
    async def close(request: Request, sheet: str, session: Session = door) -> Response:
        return await do(request, session, sheets.close(sheet))

    @router.post("/sheets/{sheet}/ideas")
    async def write(
        request: Request, sheet: str, text: Text, id: Once, session: Session = door
    ) -> Response:
        return await do(request, session, submitting.add(id, sheet, text), once=id)

    @router.post("/sheets/{sheet}/turn")
    async def turn(
        request: Request, sheet: str, idea: Idea = "", session: Session = door
    ) -> Response:
        return await do(request, session, projector.turn(sheet, int(idea) if idea else None))


def _projector(router: APIRouter, facilitator: SessionDoor) -> None:
    door = Depends(facilitator)

    @router.post("/projector/show")
    async def show(
        request: Request, sheet: Annotated[list[str] | None, Form()] = None, session: Session = door
    ) -> Response:
        return await do(request, session, projector.show([one for one in sheet or () if one]))

    @router.post("/projector/blank")
    async def blank(
        request: Request, on: Annotated[bool, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, projector.blank(on))

    @router.post("/projector/message")
    async def message(request: Request, text: Text = "", session: Session = door) -> Response:
        return await do(request, session, projector.message(text))

    @router.post("/projector/spotlight")
    async def spotlight(request: Request, idea: Idea = "", session: Session = door) -> Response:
        return await do(request, session, projector.spotlight(int(idea) if idea else None))


def _ideas(router: APIRouter, facilitator: SessionDoor) -> None:
    door = Depends(facilitator)

    @router.post("/ideas/{idea}/hide")
    async def hide(
        request: Request,
        idea: int,
        equals: Annotated[bool, Form()] = False,
        session: Session = door,
    ) -> Response:
        return await do(request, session, moderation.hide(idea, equals=equals))

    @router.post("/ideas/{idea}/restore")
    async def restore(request: Request, idea: int, session: Session = door) -> Response:
        return await do(request, session, moderation.restore(idea))

    @router.post("/ideas/{idea}/correct")
    async def correct(request: Request, idea: int, text: Text, session: Session = door) -> Response:
        return await do(request, session, moderation.correct(idea, text))

    @router.post("/ideas/{idea}/move")
    async def move(request: Request, idea: int, sheet: Text, session: Session = door) -> Response:
        return await do(request, session, moderation.move(idea, sheet))


def _frame(router: APIRouter, facilitator: SessionDoor) -> None:
    door = Depends(facilitator)

    @router.post("/undo")
    async def undo(request: Request, action: Idea = "", session: Session = door) -> Response:
        return await do(request, session, opening.undo(int(action) if action else None))

    @router.post("/rehearse")
    async def rehearse(
        request: Request, on: Annotated[bool, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, opening.rehearse(on))

    @router.post("/takeaway")
    async def offer(
        request: Request, on: Annotated[bool, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, takeaway.offer(on))

    @router.post("/end")
    async def end(request: Request, session: Session = door) -> Response:
        return await do(request, session, opening.end())

    @router.post("/reopen")
    async def reopen(request: Request, session: Session = door) -> Response:
        return await do(request, session, opening.reopen())
