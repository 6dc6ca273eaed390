"""The console's region of who and what comes in: lobby, code, delay, privacy, muting."""

from sessions.plan import Sheet
from sessions.private import MOST_SPARKS
from sessions.room import Moment
from sessions.state import State
from templates.drawing import Region
from templates.face import render

DELAYS = (0, 5, 10, 20, 30, 60)
"""Seconds that can be chosen."""

MOST_LETTERS = 60
"""Of an idea by which somebody without a name is told apart."""

Muted = tuple[int, str, str]
"""The latest idea of a muted person by number, their name, and what it says."""


def _strip(moment: Moment, language: str) -> str:
    state = moment.state
    return render(
        "facilitator/console_strip_entry.html",
        language,
        code=moment.room.code,
        locked=state.lobby.locked,
        delay=state.approval.delay,
        muted=len(state.approval.muted),
    )


def _entry(moment: Moment, language: str) -> str:
    state = moment.state
    return render(
        "facilitator/console_entry.html",
        language,
        code=moment.room.code,
        lang=state.plan.lang.partition("-")[0].lower(),
        locked=state.lobby.locked,
        delay=state.approval.delay,
        delays=DELAYS,
        muted=sorted(_muted(moment)),
        sheets=() if state.ended else _seen(state),
        most_sparks=MOST_SPARKS,
    )


def _seen(state: State) -> list[Sheet]:
    """The sheets that do not collect unseen, those that take ideas first."""
    listed = [one for one in state.listed_sheets if one.id not in state.private.sheets]
    return sorted(listed, key=lambda one: one.id not in state.sheets.open)


def _muted(moment: Moment) -> list[Muted]:
    ideas, people = moment.state.ideas, moment.state.people
    found = []
    for person in moment.state.approval.muted:
        latest = max(ideas.own.get(person, ()), default=None)
        if latest is not None:
            text = ideas.all[latest].text[:MOST_LETTERS]
            found.append((latest, people.names.get(person, ""), text))
    return found


ENTRY: tuple[Region[Moment], ...] = (
    Region("strip-entry", lambda m: (m.state.lobby, m.state.approval), _strip),
    Region(
        "entry",
        lambda m: (
            m.state.lobby,
            m.state.approval,
            m.state.people if m.state.approval.muted else None,
            m.state.sheets,
            m.state.private,
            m.state.ended,
            m.room.code,
        ),
        _entry,
    ),
)
"""The regions, each with what it reads."""
