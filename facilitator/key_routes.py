"""The exchange of a key, which stands in the fragment of an address, for a cookie."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from facilitator.doors import SessionDoor
from sessions.session import Session

Key = Annotated[str, Form()]


def routes(
    session: SessionDoor,
    open_session: Callable[[Request, Session, str, Response], None],
    open_host: Callable[[Request, str, Response], None],
) -> APIRouter:
    """`session` is the door by the code alone; the two others check a key and set its cookie."""
    router = APIRouter()

    @router.post("/c/key", status_code=204)
    async def host_key(request: Request, response: Response, key: Key = "") -> None:
        open_host(request, key, response)

    @router.post("/c/{code}/key", status_code=204)
    async def session_key(
        request: Request, response: Response, key: Key = "", opened: Session = Depends(session)
    ) -> None:
        open_session(request, opened, key, response)

    return router
