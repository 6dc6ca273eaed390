"""A plan's paper, before any session: `/plans/NAME/…`, for whoever holds the host's key."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.requests import HTTPConnection
from fastapi.responses import HTMLResponse, JSONResponse, Response
from msgspec.structs import replace

from handouts.press import Press
from handouts.serving import Place, progress, serve
from handouts.shelf import shelf
from handouts.source import Source
from sessions.library import Library
from sessions.plan_file import parse
from sessions.refused import Invalid, marked
from sessions.remembered import Remembered
from templates.asked import language_of

FOLDER = "plans"
"""Where what was printed of plans is kept; no session has this id."""

UNUSABLE = marked("“%(name)s” cannot be printed until it is put right. Line %(line)s: %(why)s")


def routes(
    host: Callable[[HTTPConnection], Awaitable[None]],
    library: Library,
    press: Press,
    look_back: Callable[[], Awaitable[Callable[[str], Remembered]]],
) -> APIRouter:
    """The shelf of a plan and its documents. `host` is the host's door.

    `look_back` reads the log, and gives what sessions of a plan took by its title.
    """
    router = APIRouter(prefix="/plans/{plan}", dependencies=[Depends(host)])

    @router.get("/print")
    async def show(request: Request, plan: str) -> HTMLResponse:
        source = await asyncio.to_thread(_read, library, plan)
        asked, language = request.query_params, language_of(request.headers)
        return HTMLResponse(shelf(source, _place(plan).base, "/c", asked, language))

    @router.get("/printing/{job}")
    async def printing(job: str) -> JSONResponse:
        return JSONResponse(progress(press, job))

    @router.get("/{document}")
    async def document(request: Request, plan: str, document: str) -> Response:
        source = await asyncio.to_thread(_read, library, plan)
        remembered = await look_back()
        source = replace(source, before=remembered(source.plan.title))
        return await serve(press, source, document, request.query_params, _place(plan))

    return router


def _place(plan: str) -> Place:
    base = f"/plans/{quote(plan, safe='')}"
    return Place(base, f"{base}/print", FOLDER)


def _read(library: Library, name: str) -> Source:
    """The plan of this name. Raises Unknown, or Invalid where it cannot be used."""
    parsed = parse(library.read(name))
    if parsed.plan is None:
        first = next(problem for problem in parsed.problems if problem.error)
        raise Invalid(UNUSABLE, name=name, line=first.line, why=first.sentence)
    return Source(parsed.plan)
