"""The front door: type the code from the projector."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request
from fastapi.requests import HTTPConnection
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sessions.codes import ALPHABET, read_code
from sessions.refused import marked
from sessions.session import Session
from templates.asked import language_of
from templates.face import render, translate
from templates.filters import threes

Find = Callable[[HTTPConnection, str], Awaitable[Session | None]]
"""Gives the session with a code. Raises TooMany where too many wrong ones were tried."""

LONGEST = 40
"""Letters that are read of what someone typed as a code."""

LOOK_ALIKE = marked("A code never has %(wrong)s in it. Look at the projector and type it again.")
NO_CODE = marked("A code is six letters and figures. Look at the projector and type it again.")
NO_SESSION = marked("There is no session %(code)s. Look at the projector and type it again.")


def routes(find: Find) -> APIRouter:
    """`/`, and `/?code=` for the typed code."""
    router = APIRouter()

    @router.get("/", response_model=None)
    async def front(request: Request) -> Response:
        language = language_of(request.headers)
        typed = request.query_params.get("code", "")[:LONGEST]
        if not typed.strip():
            return HTMLResponse(render("participant/join.html", language, typed="", sentence=""))
        code = read_code(typed)
        session = await find(request, code) if code else None
        if session is not None:
            return RedirectResponse(f"/j/{session.code}", 303)
        message, values = _why(typed, code)
        sentence = translate(message, values, language)
        again = render("participant/join.html", language, typed=typed, sentence=sentence)
        return HTMLResponse(again, 404 if code else 422)

    return router


def _why(typed: str, code: str | None) -> tuple[str, dict[str, object]]:
    if code is not None:
        return NO_SESSION, {"code": threes(code)}
    wrong = [letter for letter in typed.upper() if letter not in ALPHABET and letter.isalnum()]
    if wrong and wrong[0].isascii():
        return LOOK_ALIKE, {"wrong": wrong[0]}
    return NO_CODE, {}
