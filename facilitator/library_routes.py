"""The library, `/c`: plans, plan files, new sessions, and sessions to go on with."""

import asyncio
import time
from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from msgspec import structs

from facilitator.doors import HostDoor
from facilitator.library_page import LibraryPage, RefusedFile
from facilitator.links import Keys, Links, Where, links_of
from facilitator.planned_start import planned_start
from sessions.library import Library
from sessions.library_files import UnknownPlanError
from sessions.plan_file import MOST_BYTES, Parsed, parse
from sessions.refused import Invalid, Unknown, marked
from sessions.registry import Registry
from templates.asked import language_of, wants_json


def routes(host: HostDoor, page: LibraryPage) -> APIRouter:
    """The library, for whoever passes the host's door."""
    router = APIRouter(dependencies=[Depends(host)])
    _add_plans(router, page.library, page)
    _add_sessions(router, page.sessions, page.library, page.keys, page.where)
    return router


def _add_plans(router: APIRouter, library: Library, page: LibraryPage) -> None:
    @router.get("/c")
    async def show(request: Request, plan: str = "") -> HTMLResponse:
        return HTMLResponse(await page.draw(language_of(request.headers), chosen=plan))

    @router.post("/plans")
    async def keep(request: Request, file: UploadFile) -> Response:
        """Check a plan file and keep it; one with errors is not kept."""
        raw = await file.read(MOST_BYTES + 1)
        parsed = await asyncio.to_thread(parse, raw)
        problems = [structs.asdict(problem) for problem in parsed.problems]
        if parsed.plan is None and wants_json(request.headers):
            return JSONResponse({"detail": str(_unusable(parsed)), "problems": problems}, 422)
        if parsed.plan is None:
            wrong = [problem for problem in parsed.problems if problem.error]
            refused = RefusedFile(file.filename or "", wrong)
            return HTMLResponse(await page.draw(language_of(request.headers), refused=refused), 422)
        name = await asyncio.to_thread(library.keep, file.filename or "", raw)
        if wants_json(request.headers):
            return JSONResponse({"name": name, "problems": problems}, 201)
        return RedirectResponse(f"/c?{urlencode({'plan': name})}", 303)


def _add_sessions(
    router: APIRouter, sessions: Registry, library: Library, keys: Keys, where: Where
) -> None:
    async def begin(raw: bytes, start: str) -> Links:
        parsed = await asyncio.to_thread(parse, raw)
        if parsed.plan is None:
            raise _unusable(parsed)
        session = await sessions.open(parsed.plan, planned_start(start, time.time()))
        return links_of(session.code, keys.session(session.id), where)

    @router.post("/c/sessions")
    async def open_named(
        request: Request,
        plan: Annotated[str, Form(max_length=300)],
        start: Annotated[str, Form(max_length=20)] = "",
    ) -> Response:
        """Open a session of a plan in the library."""
        try:
            raw = await asyncio.to_thread(library.read, plan)
        except UnknownPlanError as missing:
            raise Unknown(missing.message, **missing.values) from None
        links = await begin(raw, start)
        if wants_json(request.headers):
            return JSONResponse(asdict(links), 201)
        key = links.console.partition("#")[2]
        return RedirectResponse(f"/c/{links.code}#{key}", 303)

    @router.post("/plans/sessions")
    async def open_sent(
        request: Request, start: Annotated[str, Query(max_length=20)] = ""
    ) -> JSONResponse:
        """Open a session of the plan that is the request's body, which is not kept otherwise."""
        return JSONResponse(asdict(await begin(await request.body(), start)), 201)


def _unusable(parsed: Parsed) -> Invalid:
    """Why no session can be opened from a plan: its first error."""
    first = next(problem for problem in parsed.problems if problem.error)
    if not first.line:
        return Invalid(marked("This plan cannot be used. %(why)s"), why=first.sentence)
    return Invalid(
        marked("This plan cannot be used. Line %(line)s: %(why)s"),
        line=first.line,
        why=first.sentence,
    )
