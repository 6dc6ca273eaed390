"""The three live addresses: `/c/CODE/live`, `/p/CODE/live` and `/j/CODE/live`."""

from fastapi import APIRouter, Depends, WebSocket

from app.access import Access
from app.live import Live
from facilitator.console_view import CONSOLE
from facilitator.projector_view import PROJECTOR
from participant.view import PHONE
from sessions.session import Session
from sessions.visitor import Visitor
from templates.asked import language_of


def routes(access: Access, live: Live) -> APIRouter:
    """Sockets, server to browser only; without Origin they are judged by the cookie."""
    router = APIRouter()

    @router.websocket("/c/{code}/live")
    async def console(socket: WebSocket, session: Session = Depends(access.facilitator)) -> None:
        await live.screen(socket, session, CONSOLE, language_of(socket.headers), shows=False)

    @router.websocket("/p/{code}/live")
    async def projector(socket: WebSocket, session: Session = Depends(access.session)) -> None:
        await live.screen(socket, session, PROJECTOR, language_of(socket.headers), shows=True)

    @router.websocket("/j/{code}/live")
    @router.websocket("/J/{code}/live")
    async def phone(socket: WebSocket, visitor: Visitor = Depends(access.participant)) -> None:
        await live.phone(socket, visitor, PHONE, language_of(socket.headers))

    return router
