"""The lists of words that the console flags: looked at and changed by the host."""

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from facilitator.doors import HostDoor
from sessions.library_words import WordLists
from sessions.refused import marked
from templates.asked import language_of, wants_json
from templates.face import render, translate

KEPT = marked("The list is kept. Every console flags by it from now on.")

Language = Annotated[str, Form(max_length=20)]


def routes(host: HostDoor, lists: WordLists, changed: Callable[[], None]) -> APIRouter:
    """`/c/words`, for whoever passes the host's door; `changed` is called after a change."""
    router = APIRouter(dependencies=[Depends(host)])

    @router.get("/c/words")
    async def show(
        request: Request, lang: Annotated[str, Query(max_length=20)] = "en"
    ) -> HTMLResponse:
        page = await asyncio.to_thread(_page, lists, lang, language_of(request.headers))
        return HTMLResponse(page)

    @router.post("/c/words")
    async def keep(request: Request, lang: Language, text: Annotated[str, Form()] = "") -> Response:
        await asyncio.to_thread(lists.keep, lang, text)
        changed()
        if wants_json(request.headers):
            return JSONResponse({"done": translate(KEPT, {}, language_of(request.headers))})
        return RedirectResponse(f"/c/words?lang={lang}", 303)

    return router


def _page(lists: WordLists, lang: str, language: str) -> str:
    return render(
        "facilitator/words.html",
        language,
        lang=lang,
        languages=lists.languages(),
        text=lists.text(lang),
    )
