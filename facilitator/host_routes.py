"""What the host does with whole sessions: delete one, erase an idea in one, take one in."""

from dataclasses import asdict
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from facilitator.doors import HostDoor, SessionDoor
from facilitator.receipts import Receipt
from sessions.refused import Unknown, marked
from sessions.registry import Registry
from sessions.session import Session
from templates.asked import language_of, wants_json
from templates.face import render, translate

ERASED = marked("Erased for good. Nothing brings it back.")
ERASED_BEFORE = marked("It was erased already. Nothing had to be done.")
GONE = marked("There is no session with this code. It may have been deleted already.")


class Upkeep(Protocol):
    """Does it."""

    async def delete(self, code: str) -> Receipt:
        """Delete all of a session."""

    async def session(self, code: str) -> Session:
        """The session with this code."""

    async def erase(self, session: Session, idea: int) -> bool:
        """Erase an idea for good; whether it had not been."""

    async def bring(self, name: str) -> Session:
        """Take in an exported session, from a file in the data directory."""

    def dismiss(self) -> None:
        """Show no more what was told of a damaged log."""


def routes(
    host: HostDoor, facilitator: SessionDoor, sessions: Registry, upkeep: Upkeep
) -> APIRouter:
    """The host's addresses, and the one of a session's facilitator that erases an idea."""
    router = APIRouter()
    _add_deleting(router, host, sessions, upkeep)
    _add_erasing(router, host, facilitator, upkeep)

    @router.post("/c/sessions/import", dependencies=[Depends(host)])
    async def bring(name: Annotated[str, Form(max_length=100)]) -> JSONResponse:
        """Take in the session in a file that `flipchart session import` laid ready."""
        return JSONResponse({"code": (await upkeep.bring(name)).code}, 201)

    @router.post("/c/damage/dismiss", dependencies=[Depends(host)])
    async def dismiss() -> Response:
        """Show no more what was told of a damaged log."""
        upkeep.dismiss()
        return RedirectResponse("/c", 303)

    return router


def _add_deleting(router: APIRouter, host: HostDoor, sessions: Registry, upkeep: Upkeep) -> None:
    @router.get("/c/sessions/{code}/delete", dependencies=[Depends(host)])
    async def ask(request: Request, code: str) -> HTMLResponse:
        """Ask whether the session shall be deleted, by its name."""
        try:
            entry = await sessions.entry(code)
        except Unknown:
            raise Unknown(GONE) from None
        page = "facilitator/delete.html"
        return HTMLResponse(render(page, language_of(request.headers), entry=entry))

    @router.post("/c/sessions/{code}/delete", dependencies=[Depends(host)])
    async def delete(request: Request, code: str) -> Response:
        """Delete it, with a receipt."""
        try:
            receipt = await upkeep.delete(code)
        except Unknown:
            raise Unknown(GONE) from None
        if wants_json(request.headers):
            return JSONResponse(asdict(receipt))
        return RedirectResponse("/c", 303)


def _add_erasing(
    router: APIRouter,
    host: HostDoor,
    facilitator: SessionDoor,
    upkeep: Upkeep,
) -> None:
    @router.post("/c/sessions/{code}/ideas/{idea}/erase", dependencies=[Depends(host)])
    async def erase_named(code: str, idea: int) -> JSONResponse:
        """Erase an idea, as the host."""
        session = await upkeep.session(code)
        return JSONResponse({"erased": await upkeep.erase(session, idea)})

    @router.post("/c/{code}/ideas/{idea}/erase")
    async def erase(
        request: Request, idea: int, session: Session = Depends(facilitator)
    ) -> Response:
        """Erase an idea, as the session's facilitator."""
        erased = await upkeep.erase(session, idea)
        if not wants_json(request.headers):
            return RedirectResponse(f"/c/{session.code}", 303)
        said = translate(ERASED if erased else ERASED_BEFORE, {}, language_of(request.headers))
        return JSONResponse({"done": said})
