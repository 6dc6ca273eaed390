"""The live addresses of console, projector and phone: `/live` a socket, `/events`, `/news`."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, WebSocket
from fastapi.requests import HTTPConnection
from fastapi.responses import StreamingResponse

from app.access import NO_SESSION, Access
from app.live import Live
from app.watching import Closed, Watcher
from facilitator.console_view import CONSOLE
from facilitator.projector_view import PROJECTOR
from participant.view import PHONE
from sessions.refused import Unknown
from templates.asked import language_of

UNHELD = {"X-Accel-Buffering": "no"}
"""Asks proxies such as nginx to pass events on as they come."""

Door = Callable[[HTTPConnection], Awaitable[Watcher]]

Token = Annotated[str, Query(max_length=40)]


def routes(access: Access, live: Live) -> APIRouter:
    """Server to browser only, the same news each way; without Origin judged by the cookie."""
    router = APIRouter()

    async def console(connection: HTTPConnection) -> Watcher:
        session = await access.facilitator(connection)
        return live.screen(session, CONSOLE, language_of(connection.headers))

    async def projector(connection: HTTPConnection) -> Watcher:
        session = await access.session(connection)
        language, code = language_of(connection.headers), access.code_alone(connection, session)
        return live.screen(session, PROJECTOR, language, shows=True, code=code)

    async def phone(connection: HTTPConnection) -> Watcher:
        visitor = await access.participant(connection)
        return await live.phone(visitor, PHONE, language_of(connection.headers))

    for prefix, door in (("/c", console), ("/p", projector), ("/j", phone)):
        _add(router, f"{prefix}/{{code}}", door, live)
    return router


def _add(router: APIRouter, path: str, door: Door, live: Live) -> None:
    # a plain route, as many phones come in at once: see participant/routes.py
    async def socket(socket: WebSocket) -> None:
        await live.over_socket(socket, await door(socket))

    router.add_websocket_route(f"{path}/live", socket)

    @router.get(f"{path}/events")
    async def events(watcher: Annotated[Watcher, Depends(door)]) -> StreamingResponse:
        news = live.as_events(watcher)
        return StreamingResponse(news, media_type="text/event-stream", headers=UNHELD)

    @router.get(f"{path}/news")
    async def news(watcher: Annotated[Watcher, Depends(door)], after: Token = "") -> Response:
        try:
            return Response(live.asked(watcher, after), media_type="application/json")
        except Closed:
            raise Unknown(NO_SESSION) from None
