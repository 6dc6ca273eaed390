"""A session's paper and data: `/h/CODE/…`, for its facilitator; the takeaway for all, if let."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.requests import HTTPConnection
from fastapi.responses import HTMLResponse, JSONResponse, Response
from msgspec import Struct

from handouts.answers import as_file
from handouts.apart import LARGE, Apart
from handouts.file_names import data_name
from handouts.press import Press
from handouts.serving import Drawing, Place, draw_here, progress, serve
from handouts.shelf import shelf
from handouts.source import Source
from sessions.refused import Forbidden, marked
from sessions.room import Moment
from sessions.session import Session
from sessions.visitor import Visitor
from templates.asked import language_of

NOT_OFFERED = marked(
    "The handout is not offered on phones just now. Whoever leads the session can offer it."
)

NOT_JOINED = marked("Open the page with the code first: at the end, the handout is offered there.")

SessionDoor = Callable[[HTTPConnection], Awaitable[Session]]
VisitorDoor = Callable[[HTTPConnection], Awaitable[Visitor]]


def routes(
    facilitator: SessionDoor,
    participant: VisitorDoor,
    moment: Callable[[Session], Moment],
    press: Press,
) -> APIRouter:
    """The two doors give the session, or its participant; documents are drawn from `moment`."""
    router = APIRouter(prefix="/h/{code}")
    of_facilitator = Depends(facilitator)
    of_either = Depends(_either(facilitator, participant))

    apart = Apart()

    def source(session: Session) -> Source:
        return Source(session.state.plan, moment(session))

    @router.get("")
    async def show(request: Request, session: Annotated[Session, of_facilitator]) -> HTMLResponse:
        base, back = f"/h/{session.code}", f"/c/{session.code}"
        asked, language = request.query_params, language_of(request.headers)
        return HTMLResponse(shelf(source(session), base, back, asked, language))

    @router.get("/printing/{job}")
    async def printing(job: str, _opened: Annotated[_Opened, of_either]) -> JSONResponse:
        return JSONResponse(progress(press, job))

    @router.get("/takeaway")
    @router.get("/takeaway.pdf")
    async def takeaway(request: Request, opened: Annotated[_Opened, of_either]) -> Response:
        name, asked = request.url.path.rpartition("/")[2], request.query_params
        place = _place(opened.session, whole=opened.whole)
        draw = _drawing(apart, opened.session)
        return await serve(press, source(opened.session), name, asked, place, draw)

    @router.get("/{document}")
    async def document(
        request: Request, document: str, session: Annotated[Session, of_facilitator]
    ) -> Response:
        from handouts.tables import NAMES  # noqa: PLC0415 - a start is quicker without it

        if document in NAMES:
            return await _data(apart, session, source(session), document)
        place, draw = _place(session), _drawing(apart, session)
        return await serve(press, source(session), document, request.query_params, place, draw)

    return router


class _Opened(Struct, frozen=True):
    """A session, and whether all of its paper may be seen, or the takeaway alone."""

    session: Session
    whole: bool


def _either(
    facilitator: SessionDoor, participant: VisitorDoor
) -> Callable[[HTTPConnection], Awaitable[_Opened]]:
    """The door of the takeaway: for its facilitator, and for participants while it is offered."""

    async def open_door(connection: HTTPConnection) -> _Opened:
        try:
            return _Opened(await facilitator(connection), whole=True)
        except Forbidden:
            session = await _joined(participant, connection)
            if not (session.state.takeaway.offered and session.state.ended):
                raise Forbidden(NOT_OFFERED) from None
            return _Opened(session, whole=False)

    return open_door


async def _joined(participant: VisitorDoor, connection: HTTPConnection) -> Session:
    try:
        return (await participant(connection)).session
    except Forbidden:
        raise Forbidden(NOT_JOINED) from None


def _place(session: Session, *, whole: bool = True) -> Place:
    base = f"/h/{session.code}"
    return Place(base, base if whole else "", session.id)


def _is_large(session: Session) -> bool:
    return session.state.number >= LARGE


def _drawing(apart: Apart, session: Session) -> Drawing:
    return partial(apart.document, session) if _is_large(session) else draw_here


async def _data(apart: Apart, session: Session, source: Source, name: str) -> Response:
    from handouts.tables import export  # noqa: PLC0415 - as above

    if _is_large(session):
        exported = await apart.file(session, source, name)
    else:
        records = await session.records()
        exported = await asyncio.to_thread(export, name, session.code, session.state, records)
    return as_file(exported.body, exported.media_type, data_name(name, source))
