"""Small groups on the phone: one's own group, its task, and the box for whoever writes for it."""

from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from msgspec import Struct

from participant.activity import Activity, Door
from participant.answering import done
from participant.sending import take_leave
from sessions.group_work import NAME, own_group, recorder, take_pen
from sessions.groups import Group, Round
from sessions.refused import marked
from sessions.room import Moment
from sessions.roster import member, name
from sessions.visitor import Visitor
from templates.face import render


class OwnGroup(Struct, frozen=True):
    """A group as one in it sees it: who else is in it by name, and how many more.

    `writer` is the name of who writes, None for oneself; `elsewhere` says that sheets are open.
    """

    code: str
    group: Group
    task: str
    names: tuple[str, ...]
    more: int
    writer: str | None
    lines: tuple[str, ...]
    reports: bool
    elsewhere: bool
    lang: str


def _asks(moment: Moment) -> Round | None:
    """The round that phones show; another activity on the projector comes before it."""
    state = moment.state
    last = state.groups.last
    shown = state.projector.activity in ("", NAME) and not state.ended
    return last if last and last.going and shown else None


def _reads(moment: Moment) -> tuple[object, ...]:
    asked = _asks(moment)
    return (asked and asked.number, asked and asked.clock, asked and asked.turns)


def _shared(moment: Moment, language: str) -> str:
    asked = _asks(moment)
    if asked is None:
        return ""
    clock = asked.clock if asked.clock.total and not asked.turns else None
    now = max(moment.now, moment.state.at)
    return render("participant/groups.html", language, round=asked, clock=clock, now=now)


def _own_reads(moment: Moment, participant: str) -> tuple[object, ...]:
    asked, state = _asks(moment), moment.state
    inside = asked is not None and participant in state.people.ranks
    return (asked, state.people if inside else None, bool(state.sheets.open) if inside else None)


def _own(moment: Moment, participant: str, language: str) -> str:
    asked, state = _asks(moment), moment.state
    found = own_group(state, participant) if asked else None
    if asked is None or found is None:
        return ""
    group, own = found[1], member(state.people, participant)
    others = [one for one in asked.members(group, state.people) if one != own]
    names = tuple(called for one in others if (called := name(state.people, one)))
    writes = recorder(asked, group, state.people)
    return _drawn(
        OwnGroup(
            code=moment.room.code,
            group=asked.groups[group],
            task=asked.task,
            names=names,
            more=len(others) - len(names),
            writer=None if writes == own else name(state.people, writes),
            lines=asked.lists.get(group, ()),
            reports=asked.reporting == group,
            elsewhere=bool(state.sheets.open),
            lang=state.plan.lang,
        ),
        language,
    )


@lru_cache(maxsize=2000)
def _drawn(own: OwnGroup, language: str) -> str:
    return render("participant/groups_own.html", language, own=own)


def _add_routes(router: APIRouter, participant: Door) -> None:
    @router.post("/{code}/groups/pen")
    async def pen(request: Request, visitor: Annotated[Visitor, Depends(participant)]) -> Response:
        take_leave(visitor)
        await visitor.session.do(take_pen(visitor.participant), by=visitor.participant)
        return done(request, visitor, marked("You write for your group now."))


ACTIVITY = Activity(NAME, _reads, _shared, _own_reads, _own, _add_routes)
