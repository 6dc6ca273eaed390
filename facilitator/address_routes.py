"""Choosing which of this machine's addresses phones are shown."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from facilitator.doors import SessionDoor
from sessions.refused import marked
from sessions.session import Session
from templates.asked import language_of, wants_json
from templates.face import translate

SHOWN = marked("Phones are shown %(host)s now.")


def routes(facilitator: SessionDoor, choose: Callable[[str], None]) -> APIRouter:
    """`choose` is given the host and port that was picked; it raises Refused for unknown ones."""
    router = APIRouter()

    @router.post("/c/{code}/address")
    async def address(
        request: Request,
        host: Annotated[str, Form(max_length=300)],
        session: Session = Depends(facilitator),
    ) -> Response:
        choose(host)
        if wants_json(request.headers):
            said = translate(SHOWN, {"host": host}, language_of(request.headers))
            return JSONResponse({"done": said})
        return RedirectResponse(f"/c/{session.code}", 303)

    return router
