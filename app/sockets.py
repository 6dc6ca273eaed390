"""The live addresses of console, projector and phone: `/live` a socket, `/events`, `/news`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response, WebSocket
from fastapi.requests import HTTPConnection
from fastapi.responses import StreamingResponse

from app.access import NO_SESSION, Access
from app.live import Live
from app.watching import Closed, Watcher
from facilitator.console_view import CONSOLE
from facilitator.projector_view import PROJECTOR
from participant.view import PHONE
from sessions.refused import Unknown
from sessions.session import Session
from sessions.visitor import Visitor
from templates.asked import language_of

UNHELD = {"X-Accel-Buffering": "no"}
"""Asks proxies such as nginx to pass events on as they come."""

Token = Annotated[str, Query(max_length=40)]


def routes(access: Access, live: Live) -> APIRouter:
    """Server to browser only, the same news each way; without Origin judged by the cookie."""
    router = APIRouter()

    async def console(
        connection: HTTPConnection, session: Session = Depends(access.facilitator)
    ) -> Watcher:
        return live.screen(session, CONSOLE, language_of(connection.headers))

    async def projector(
        connection: HTTPConnection, session: Session = Depends(access.session)
    ) -> Watcher:
        language, code = language_of(connection.headers), access.code_alone(connection, session)
        return live.screen(session, PROJECTOR, language, shows=True, code=code)

    async def phone(
        connection: HTTPConnection, visitor: Visitor = Depends(access.participant)
    ) -> Watcher:
        language = language_of(connection.headers)
        return await live.phone(visitor, PHONE, language)

    for prefix, door in (("/c", console), ("/p", projector), ("/j", phone), ("/J", phone)):
        _add(router, f"{prefix}/{{code}}", Depends(door), live)
    return router


def _add(router: APIRouter, path: str, door: Watcher, live: Live) -> None:
    @router.websocket(f"{path}/live")
    async def socket(socket: WebSocket, watcher: Watcher = door) -> None:
        await live.over_socket(socket, watcher)

    @router.get(f"{path}/events")
    async def events(watcher: Watcher = door) -> StreamingResponse:
        news = live.as_events(watcher)
        return StreamingResponse(news, media_type="text/event-stream", headers=UNHELD)

    @router.get(f"{path}/news")
    async def news(_request: Request, after: Token = "", watcher: Watcher = door) -> Response:
        try:
            return Response(live.asked(watcher, after), media_type="application/json")
        except Closed:
            raise Unknown(NO_SESSION) from None
