"""Choosing which of this machine's addresses phones are shown."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response
from fastapi.responses import RedirectResponse

from facilitator.doors import SessionDoor
from sessions.session import Session


def routes(facilitator: SessionDoor, choose: Callable[[str], None]) -> APIRouter:
    """`choose` is given the host and port that was picked; it raises Refused for unknown ones."""
    router = APIRouter()

    @router.post("/c/{code}/address")
    async def address(
        host: Annotated[str, Form(max_length=300)], session: Session = Depends(facilitator)
    ) -> Response:
        choose(host)
        return RedirectResponse(f"/c/{session.code}", 303)

    return router
