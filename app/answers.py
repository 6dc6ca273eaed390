"""What someone reads when something was not done: a sentence, as a page or as JSON."""

from collections.abc import Mapping

from fastapi import FastAPI, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.requests import HTTPConnection
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from handouts.pdf import NoPangoError
from sessions.facts import UnknownKind
from sessions.refused import (
    Busy,
    Forbidden,
    Invalid,
    Locked,
    NotStored,
    Refused,
    TooMany,
    Unknown,
    marked,
)
from templates.asked import language_of
from templates.face import render, translate

STATUS = {
    Unknown: 404,
    Invalid: 422,
    Forbidden: 403,
    TooMany: 429,
    NotStored: 503,
    Busy: 503,
    NoPangoError: 503,
}

LOOK_AGAIN = 10
"""Seconds after which a page that was kept out by a locked lobby asks again."""

NO_PAGE = marked("There is no such page here. Check the address, or start again from the code.")
NO_METHOD = marked("That cannot be done with this address. Nothing was changed.")
TOO_LARGE = marked("That is too large to take. Nothing was stored; send less.")
UNREADABLE = marked("What was sent could not be read, so nothing was done. Reload and try again.")
MISSING = marked("“%(field)s” is missing or not as it should be, so nothing was done.")
FAULT = marked(
    "Something went wrong here, and it is written down. Nothing you sent before is lost."
)


def answer_refusals(app: FastAPI) -> FastAPI:
    """Let every refusal, and everything unforeseen, be answered with a sentence; the same app."""

    @app.exception_handler(Refused)
    async def refused(connection: HTTPConnection, refusal: Refused) -> Response | None:
        return await _answer(connection, status_of(refusal), refusal)

    @app.exception_handler(RequestValidationError)
    async def invalid(connection: HTTPConnection, error: RequestValidationError) -> Response | None:
        field = str(error.errors()[0]["loc"][-1])
        return await _answer(connection, 422, Invalid(MISSING, field=field))

    @app.exception_handler(HTTPException)
    async def unheard(connection: HTTPConnection, error: HTTPException) -> Response | None:
        message = {404: NO_PAGE, 405: NO_METHOD, 413: TOO_LARGE}.get(error.status_code, UNREADABLE)
        return await _answer(connection, error.status_code, Refused(message), error.headers)

    @app.exception_handler(ClientDisconnect)
    async def gone(_connection: HTTPConnection, _error: ClientDisconnect) -> Response:
        return Response(status_code=400)  # nobody is there to read it

    @app.exception_handler(UnknownKind)
    async def newer(connection: HTTPConnection, error: UnknownKind) -> Response | None:
        return await _answer(connection, 409, Refused(str(error).replace("%", "%%")))

    @app.exception_handler(Exception)
    async def fault(connection: HTTPConnection, _error: Exception) -> Response | None:
        return await _answer(connection, 500, Refused(FAULT))

    return app


def status_of(refusal: Refused) -> int:
    """The HTTP status of a refusal; 409 where it is a rule of the workshop that says no."""
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 409)


def answer(connection: HTTPConnection, status: int, message: str) -> Response:
    """A marked sentence under a status: a page for who reads pages, JSON for all others."""
    language = language_of(connection.headers)
    return _response(connection, status, translate(message, {}, language), {}, language)


def refused_page(refusal: Refused, page: str) -> HTMLResponse:
    """A page that says itself why something was refused, under the status of the refusal."""
    return HTMLResponse(page, status_of(refusal), _when_to_retry(refusal))


async def _answer(
    connection: HTTPConnection,
    status: int,
    refusal: Refused,
    more: Mapping[str, str] | None = None,
) -> Response | None:
    language = language_of(connection.headers)
    sentence = translate(refusal.message, refusal.values, language)
    headers = {**(more or {}), **_when_to_retry(refusal)}
    if isinstance(refusal, Locked) and connection.scope.get("method") == "GET":
        headers["Refresh"] = str(LOOK_AGAIN)
    response = _response(connection, status, sentence, headers, language)
    if isinstance(connection, WebSocket):
        await connection.send_denial_response(response)
        return None
    return response


def _when_to_retry(refusal: Refused) -> dict[str, str]:
    if isinstance(refusal, TooMany | NotStored | Busy):
        return {"Retry-After": str(refusal.retry_after)}
    return {}


def _response(
    connection: HTTPConnection, status: int, sentence: str, headers: dict[str, str], language: str
) -> Response:
    wants_page = "text/html" in connection.headers.get("accept", "")
    if not wants_page or connection.scope["type"] == "websocket":
        return JSONResponse({"detail": sentence}, status, headers)
    if status == STATUS[Forbidden] and isinstance(connection, Request) and _is_door(connection):
        page = render("facilitator/door.html", language, sentence=sentence)
    else:
        page = render("shared/sorry.html", language, sentence=sentence)
    return HTMLResponse(page, status, headers)


def _is_door(request: Request) -> bool:
    """Whether a key could open this page."""
    return request.method == "GET" and request.url.path.startswith(("/c", "/plans"))
