"""A sheet that collects unseen, on the phone: it says so, and shows a few ideas of others."""

from functools import lru_cache

from fastapi import APIRouter

from participant.activity import Activity, Door
from sessions.private import sparks
from sessions.room import Moment
from templates.face import render


def _reads(moment: Moment) -> tuple[object, ...]:
    return (moment.state.private, moment.state.sheets)


def _shared(moment: Moment, language: str) -> str:
    state = moment.state
    unseen = [sheet for sheet in state.sheets.open if sheet in state.private.sheets]
    return render("participant/private.html", language) if unseen else ""


def _own_reads(moment: Moment, participant: str) -> tuple[object, ...]:
    return sparks(moment.state, participant)


def _own(moment: Moment, participant: str, language: str) -> str:
    found = sparks(moment.state, participant)
    return _drawn(tuple(idea.text for idea in found if idea), language)


@lru_cache(maxsize=1000)
def _drawn(texts: tuple[str, ...], language: str) -> str:
    return render("participant/private_own.html", language, texts=texts) if texts else ""


def _add_routes(_router: APIRouter, _participant: Door) -> None:
    """Nothing is sent but ideas."""


ACTIVITY = Activity("private", _reads, _shared, _own_reads, _own, _add_routes)
