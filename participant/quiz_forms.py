"""What a phone sends in a review quiz: an answer, the name of a team, the wish for more time."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from participant.activity import Door
from participant.answering import MOST_DIGITS, done, number
from participant.forms import Form, read
from participant.sending import take_leave
from sessions.quiz_answers import UNFIT, answer, name_team, take_time
from sessions.quiz_round import Given
from sessions.refused import Invalid, marked
from sessions.visitor import Visitor


def add_routes(router: APIRouter, participant: Door) -> None:
    """Each works as a plain form."""

    @router.post("/{code}/quiz/team")
    async def team(request: Request, visitor: Annotated[Visitor, Depends(participant)]) -> Response:
        form = await read(request)
        size = number(form, "size") if form.fields.get("size", [""]) != [""] else 0
        take_leave(visitor)
        decision = name_team(visitor.participant, form.one("name"), size)
        await visitor.session.do(decision, by=visitor.participant)
        return done(request, visitor, marked("Kept."))

    @router.post("/{code}/quiz/{quiz}/time")
    async def time(
        request: Request, quiz: int, visitor: Annotated[Visitor, Depends(participant)]
    ) -> Response:
        take_leave(visitor)
        decision = take_time(visitor.participant, quiz)
        await visitor.session.do(decision, by=visitor.participant)
        return done(request, visitor, marked("You have twice the time."))

    @router.post("/{code}/quiz/{quiz}/{question}")
    async def give(
        request: Request,
        quiz: int,
        question: int,
        visitor: Annotated[Visitor, Depends(participant)],
    ) -> Response:
        form = await read(request)
        text = form.one("text") if "text" in form.fields else ""
        given = Given(number(form, "counter"), _choices(form), text)
        take_leave(visitor)
        decision = answer(visitor.participant, quiz, question, given)
        await visitor.session.do(decision, by=visitor.participant)
        return done(request, visitor, marked("Your answer is in."))


def _choices(form: Form) -> tuple[int, ...]:
    """The places that were chosen. Raises Invalid."""
    found = []
    for one in form.fields.get("choice", []):
        digits = isinstance(one, str) and one.isascii() and one.isdigit()
        if not digits or len(str(one)) > MOST_DIGITS:
            raise Invalid(UNFIT)
        found.append(int(str(one)))
    return tuple(found)
