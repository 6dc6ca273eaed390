"""The controls of who and what comes in: approval, privacy, delay, muting, lobby, join code."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from facilitator.doors import SessionDoor
from facilitator.pressing import do
from sessions import approval, lobby, moderation, private
from sessions.refused import marked
from sessions.session import Session
from templates.asked import language_of, wants_json
from templates.face import translate
from templates.filters import threes

NEW_CODE = marked("The code is %(code)s now. Whoever is in stays in.")


def routes(
    facilitator: SessionDoor, change_code: Callable[[Session], Awaitable[None]]
) -> APIRouter:
    """`facilitator` is the door that gives the session; `change_code` gives it another code."""
    router = APIRouter(prefix="/c/{code}")
    _what(router, facilitator)
    _who(router, facilitator)
    _code(router, facilitator, change_code)
    return router


def _what(router: APIRouter, facilitator: SessionDoor) -> None:
    door = Depends(facilitator)

    @router.post("/sheets/{sheet}/approval")
    async def switch(
        request: Request, sheet: str, on: Annotated[bool, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, approval.switch(sheet, on))

    @router.post("/sheets/{sheet}/approve")
    async def approve_all(request: Request, sheet: str, session: Session = door) -> Response:
        return await do(request, session, moderation.approve_all(sheet))

    @router.post("/unseen")
    async def collect_unseen(
        request: Request,
        sheet: Annotated[str, Form(max_length=200)],
        sparks: Annotated[int, Form(ge=-1_000_000, le=1_000_000)] = 0,
        session: Session = door,
    ) -> Response:
        return await do(request, session, private.collect_unseen(sheet, sparks))

    @router.post("/sheets/{sheet}/reveal")
    async def reveal(request: Request, sheet: str, session: Session = door) -> Response:
        return await do(request, session, private.reveal(sheet))

    @router.post("/ideas/{idea}/approve")
    async def approve(request: Request, idea: int, session: Session = door) -> Response:
        return await do(request, session, moderation.approve(idea))

    @router.post("/delay")
    async def hold_back(
        request: Request,
        seconds: Annotated[float, Form(allow_inf_nan=False)],
        session: Session = door,
    ) -> Response:
        return await do(request, session, approval.hold_back(seconds))

    @router.post("/quiet")
    async def quiet(request: Request, session: Session = door) -> Response:
        return await do(request, session, moderation.quiet())


def _who(router: APIRouter, facilitator: SessionDoor) -> None:
    door = Depends(facilitator)

    @router.post("/ideas/{idea}/mute")
    async def mute(
        request: Request, idea: int, on: Annotated[bool, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, approval.mute(idea, on))

    @router.post("/lobby")
    async def lock(
        request: Request, locked: Annotated[bool, Form()], session: Session = door
    ) -> Response:
        return await do(request, session, lobby.lock(locked))


def _code(
    router: APIRouter, facilitator: SessionDoor, change_code: Callable[[Session], Awaitable[None]]
) -> None:
    @router.post("/code")
    async def code(request: Request, session: Session = Depends(facilitator)) -> Response:
        await change_code(session)
        here = f"/c/{session.code}"
        if not wants_json(request.headers):
            return RedirectResponse(here, 303)
        values: dict[str, object] = {"code": threes(session.code)}
        said = translate(NEW_CODE, values, language_of(request.headers))
        return JSONResponse({"done": said, "go": here})
