"""The phone's addresses: its page, and what it sends. Each works as a plain form."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from participant.activities import ACTIVITIES
from participant.activity import Door
from participant.answering import MOST_DIGITS, back, done
from participant.forms import read
from participant.page import page
from participant.refusal import returned
from participant.sending import stored, take_idea, take_leave
from sessions.lobby import let_in
from sessions.people import give_name
from sessions.refused import Forbidden, Refused, Unknown, marked
from sessions.room import Moment
from sessions.session import Session
from sessions.submitting import withdraw
from sessions.visitor import Visitor
from templates.asked import language_of, wants_json

Welcome = Callable[[Request, Response], Awaitable[Visitor]]
"""The same for whoever opens the page: the response gets a cookie for those who have none yet."""

Answer = Callable[[Refused, str], Response]
"""Sends a page that says why something was refused, under the status of that refusal."""


def routes(
    participant: Door, welcome: Welcome, moment: Callable[[Session], Moment], answer: Answer
) -> APIRouter:
    """The page of a code, and the forms on it; the two doors are dependencies."""
    router = APIRouter(prefix="/j")

    async def phone(request: Request) -> Response:
        visitor = await welcome(request, cookie := Response())
        let_in(visitor.session.state, visitor.participant)
        language = language_of(request.headers)
        answer = HTMLResponse(page(moment(visitor.session), visitor.participant, language))
        return _with(cookie, answer)

    # plain routes for what comes in great numbers: what FastAPI does around others costs as much
    router.add_route("/j/{code}", phone, methods=["GET"])
    _add_sending(router, participant, welcome, moment, answer)
    _add_own(router, participant)
    for activity in ACTIVITIES:
        activity.add_routes(router, participant)
    return router


def _add_sending(
    router: APIRouter,
    participant: Door,
    welcome: Welcome,
    moment: Callable[[Session], Moment],
    answer: Answer,
) -> None:
    async def send(request: Request) -> Response:
        form = await read(request)
        if wants_json(request.headers):
            new, idea = await take_idea(await participant(request), form)
            return JSONResponse(stored(idea), 201 if new else 200)
        try:
            visitor = await participant(request)
            await take_idea(visitor, form)
        except Unknown:
            raise
        except Refused as refusal:
            cookie = Response()
            stranger = isinstance(refusal, Forbidden)
            known = await welcome(request, cookie) if stranger else visitor
            shown = moment(known.session)
            language = language_of(request.headers)
            again = returned(shown, known.participant, language, form, refusal)
            return _with(cookie, answer(refusal, again))
        return back(visitor)

    router.add_route("/j/{code}/ideas", send, methods=["POST"])


def _with(cookie: Response, answer: Response) -> Response:
    """An answer with the cookie that was set on another."""
    answer.raw_headers.extend(h for h in cookie.raw_headers if h[0] == b"set-cookie")
    return answer


def _add_own(router: APIRouter, participant: Door) -> None:
    @router.post("/{code}/ideas/{number}/withdraw", response_model=None)
    async def take_back(
        request: Request, number: str, visitor: Annotated[Visitor, Depends(participant)]
    ) -> Response:
        take_leave(visitor)
        if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
            raise Unknown(marked("This idea is not one of yours."))
        decision = withdraw(visitor.participant, int(number))
        await visitor.session.do(decision, by=visitor.participant)
        return done(request, visitor, marked("Taken back."))

    @router.post("/{code}/name", response_model=None)
    async def name(request: Request, visitor: Annotated[Visitor, Depends(participant)]) -> Response:
        given = (await read(request)).one("name")
        take_leave(visitor)
        await visitor.session.do(give_name(visitor.participant, given), by=visitor.participant)
        return done(request, visitor, marked("Your name is kept."))
