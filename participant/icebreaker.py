"""On the Spot on the phone: who has the ball, and for that one the way to throw it on."""

from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from msgspec import Struct

from participant.activity import Activity, Door
from participant.answering import done
from participant.forms import read
from participant.sending import take_leave
from sessions.icebreaker import HARDER, Play
from sessions.refused import marked
from sessions.room import Moment
from sessions.roster import member, name
from sessions.throwing import NAME, members, throw
from sessions.visitor import Visitor
from templates.face import render

Named = tuple[tuple[str, str], ...]
"""Those in a circle with a name: as in a roster, and the name."""


class Ball(Struct, frozen=True):
    """The ball as one in its circle sees it: with themselves (`mine`), or with somebody.

    `circle` is its number where there are two; `holder` a name, `known` whether anybody is told to
    have it; `others` whom to throw it to; `harder` when facts are repeated.
    """

    code: str
    turn: int
    question: str
    circle: int
    holder: str
    known: bool
    mine: bool
    others: Named
    harder: float


def _asks(moment: Moment) -> Play | None:
    """The round that phones show."""
    last, state = moment.state.icebreaker.last, moment.state
    shown = state.projector.activity == NAME and not state.ended
    return last if last and last.going and shown else None


def _reads(moment: Moment) -> tuple[object, ...]:
    play = _asks(moment)
    return (play and play.number,)


def _shared(moment: Moment, language: str) -> str:
    play = _asks(moment)
    if play is None:
        return ""
    titles = [part.title for part in moment.state.plan.icebreakers]
    title = titles[0] if titles else ""
    lang = moment.state.plan.lang
    return render("participant/icebreaker.html", language, title=title, lang=lang)


def _own_reads(moment: Moment, participant: str) -> tuple[object, ...]:
    play, people = _asks(moment), moment.state.people
    return (play, people if play and participant in people.ranks else None)


def _own(moment: Moment, participant: str, language: str) -> str:
    play, people = _asks(moment), moment.state.people
    own = member(people, participant)
    place = play.circle_of(own) if play and own else None
    if play is None or place is None:
        return ""
    circle = play.circles[place]
    others: Named = ()
    if circle.holder == own:
        inside = ((one, name(people, one)) for one in members(play, place, people) if one != own)
        others = tuple(one for one in inside if one[1])
    number = place + 1 if len(play.circles) > 1 else 0
    called, mine = name(people, circle.holder), circle.holder == own
    known = bool(circle.holder)
    return _drawn(
        Ball(
            moment.room.code,
            circle.turn,
            circle.question,
            number,
            called,
            known,
            mine,
            others,
            play.at + HARDER,
        ),
        language,
    )


@lru_cache(maxsize=256)
def _drawn(ball: Ball, language: str) -> str:
    return render("participant/icebreaker_own.html", language, ball=ball)


def _add_routes(router: APIRouter, participant: Door) -> None:
    @router.post("/{code}/icebreaker/{turn}")
    async def throw_on(
        request: Request, turn: int, visitor: Annotated[Visitor, Depends(participant)]
    ) -> Response:
        form = await read(request)
        to = form.one("to") if "to" in form.fields else ""
        take_leave(visitor)
        decision = throw(visitor.participant, turn, to)
        await visitor.session.do(decision, by=visitor.participant)
        return done(request, visitor, marked("The ball has gone on."))


ACTIVITY = Activity(NAME, _reads, _shared, _own_reads, _own, _add_routes)
