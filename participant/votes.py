"""Dot voting on the phone: a number of dots for each line, sent as often as one likes."""

import json
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from participant.activity import Activity, Door
from participant.answering import MOST_DIGITS, done, number
from participant.forms import read
from participant.sending import take_leave
from sessions.refused import Invalid, marked
from sessions.room import Moment
from sessions.visitor import Visitor
from sessions.votes import Vote
from sessions.voting import NAME, place, words
from templates.face import render


def _asks(moment: Moment) -> Vote | None:
    """The vote that phones show."""
    state = moment.state
    return state.votes.last if state.projector.activity == NAME and not state.ended else None


def _reads(moment: Moment) -> tuple[object, ...]:
    vote = _asks(moment)
    return (vote and vote.number, vote and vote.open)


def _shared(moment: Moment, language: str) -> str:
    vote, state = _asks(moment), moment.state
    if vote is None:
        return ""
    sheet = state.sheets.find(vote.sheet)
    return render(
        "participant/votes.html",
        language,
        code=moment.room.code,
        vote=vote,
        heading=sheet.heading if sheet else "",
        options=[(option, words(state, vote, option)) for option in vote.options],
        lang=state.plan.lang,
    )


def _own_reads(moment: Moment, participant: str) -> tuple[object, ...]:
    vote = _asks(moment)
    return (vote and vote.number, vote and vote.open, vote and vote.placed.get(participant))


def _own(moment: Moment, participant: str, language: str) -> str:
    vote = _asks(moment)
    if vote is None:
        return ""
    counter, dots = vote.placed.get(participant, (0, ()))
    return _mine(vote.number, counter, dots, vote.open, language)


@lru_cache(maxsize=4000)
def _mine(
    vote: int, counter: int, dots: tuple[tuple[int, int], ...], going: bool, language: str
) -> str:
    fields = json.dumps([(f"on-{option}", str(some)) for option, some in dots])
    values = {"vote": vote, "counter": counter, "dots": dots, "open": going, "fields": fields}
    return render("participant/votes_own.html", language, **values)


def _add_routes(router: APIRouter, participant: Door) -> None:
    @router.post("/{code}/votes/{vote}")
    async def vote(
        request: Request, vote: int, visitor: Annotated[Visitor, Depends(participant)]
    ) -> Response:
        form = await read(request)
        dots = {_option(name): number(form, name) for name in form.fields if name != "counter"}
        take_leave(visitor)
        decision = place(visitor.participant, vote, number(form, "counter"), dots)
        await visitor.session.do(decision, by=visitor.participant)
        return done(request, visitor, marked("Your dots are placed."))


def _option(name: str) -> int:
    digits = name.removeprefix("on-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise Invalid(marked("These dots do not fit this vote. Choose again."))
    return int(digits)


ACTIVITY = Activity(NAME, _reads, _shared, _own_reads, _own, _add_routes)
