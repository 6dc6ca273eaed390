"""A break on the phone: when it is over."""

from fastapi import APIRouter

from participant.activity import Activity, Door
from sessions.breaks import NAME, Break
from sessions.room import Moment
from templates.face import render


def _going(moment: Moment) -> Break | None:
    """The break that phones show."""
    state = moment.state
    return state.breaks.now if state.projector.activity == NAME and not state.ended else None


def _reads(moment: Moment) -> tuple[object, ...]:
    return (_going(moment),)


def _shared(moment: Moment, language: str) -> str:
    going, now = _going(moment), max(moment.now, moment.state.at)
    return render("participant/breaks.html", language, going=going, now=now) if going else ""


def _own_reads(_moment: Moment, _participant: str) -> tuple[object, ...]:
    return ()


def _own(_moment: Moment, _participant: str, _language: str) -> str:
    return ""


def _add_routes(_router: APIRouter, _participant: Door) -> None:
    """A break asks nothing."""


ACTIVITY = Activity(NAME, _reads, _shared, _own_reads, _own, _add_routes)
