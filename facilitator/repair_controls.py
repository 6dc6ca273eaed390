"""The controls that mend a late day; minutes from a topic are taken as from the clock."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from facilitator.doors import SessionDoor
from facilitator.pressing import do
from sessions import repair
from sessions.session import Session

Number = Annotated[int, Form(ge=-1_000_000, le=1_000_000)]


def add_repair(router: APIRouter, facilitator: SessionDoor) -> None:
    """Add them to the controls of a session."""
    door = Depends(facilitator)

    @router.post("/repair/skip")
    async def skip(
        request: Request, topic: Number, line: Number, session: Session = door
    ) -> Response:
        return await do(request, session, repair.skip(topic, line))

    @router.post("/repair/end")
    async def end_later(
        request: Request,
        seconds: Annotated[float, Form(ge=-86_400, le=86_400, allow_inf_nan=False)],
        session: Session = door,
    ) -> Response:
        return await do(request, session, repair.end_later(seconds))
