"""The check before people arrive: the page that phones open, and what the facilitator sees."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, WebSocket
from fastapi.requests import HTTPConnection
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.websockets import WebSocketDisconnect

from app.now import now
from app.venue import Finding
from app.venue_phones import Report
from app.venue_probe import Venue
from sessions.refused import Refused, marked
from sessions.session import Session
from templates.asked import language_of, wants_json
from templates.face import render, translate

Door = Callable[[HTTPConnection], Awaitable[Session | None]]
"""Lets the host or a session's facilitator pass. Raises Refused."""

PAGE = "/c/venue"
"""Where the host sees the check."""

HEARD = marked("You can close this page.")
THE_LAPTOP = marked(
    "This page was opened on the laptop itself, which says nothing about the network. Open it on a "
    "phone."
)
ECHO_WITHIN, ECHO_LETTERS = 10.0, 64
"""Seconds that a socket is kept for something to send back, and how much that may be."""


def routes(venue: Venue, doors: Mapping[str, Door]) -> APIRouter:
    """The page for phones, which has no door, and the facilitator's at each path of `doors`."""
    router = APIRouter()
    _add_phones(router, venue)
    for path, door in doors.items():
        _add_page(router, path, door, venue)
    return router


def _add_phones(router: APIRouter, venue: Venue) -> None:
    @router.get("/check")
    async def check(request: Request) -> HTMLResponse:
        here = _is_this_computer(request)
        if not here:
            venue.reports.open(now())
        language = language_of(request.headers)
        page = render("participant/check.html", language, here=here, address=venue.address)
        return HTMLResponse(page)

    @router.get("/check/ping")
    async def ping() -> JSONResponse:
        return JSONResponse(venue.ping())

    @router.websocket("/check/echo")
    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        with suppress(WebSocketDisconnect, TimeoutError, RuntimeError):  # it went before
            async with asyncio.timeout(ECHO_WITHIN):
                said = (await socket.receive()).get("text") or ""
                await socket.send_text(said[:ECHO_LETTERS])
        with suppress(WebSocketDisconnect, RuntimeError):
            await socket.close()

    @router.post("/check")
    async def report(request: Request, report: Annotated[Report, Form()]) -> JSONResponse:
        if _is_this_computer(request):
            raise Refused(THE_LAPTOP)
        venue.reports.add(report, now())
        return JSONResponse({"done": translate(HEARD, {}, language_of(request.headers))})


def _add_page(router: APIRouter, path: str, door: Door, venue: Venue) -> None:
    @router.get(path, dependencies=[Depends(door)])
    async def show(request: Request) -> Response:
        language = language_of(request.headers)
        findings = [said(one, language) for one in await venue.findings()]
        if wants_json(request.headers):
            return JSONResponse({"address": venue.address, "findings": findings})
        page = render(
            "facilitator/venue.html",
            language,
            address=venue.address,
            findings=findings,
            back="/".join(request.url.path.split("/")[:-1]),
        )
        return HTMLResponse(page)


def said(finding: Finding, language: str) -> dict[str, Any]:
    """A finding in a language, as JSON and pages have it."""
    values = dict(finding.values)
    return {
        "name": finding.name,
        "state": finding.state,
        "title": translate(finding.title, {}, language),
        "sentence": translate(finding.sentence, values, language),
        "todo": [translate(one, values, language) for one in finding.todo],
    }


def _is_this_computer(request: Request) -> bool:
    """Whether a request never left this machine: it came from the address that it was sent to."""
    server = request.scope.get("server") or ("",)
    return request.client is not None and request.client.host in (server[0], "127.0.0.1", "::1")
