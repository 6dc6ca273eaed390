"""A break: until when, what it interrupted, and going on where the room left off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sessions.activity import bring_up, check_going
from sessions.agenda import TopicPaused, TopicResumed
from sessions.projector import ActivityShown, turn_to
from sessions.refused import Invalid, Refused, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State

NAME = "breaks"
SHORTEST, LONGEST = 60, 8 * 3600
"""Seconds that a break takes."""


class BreakStarted(Struct, frozen=True):
    """A break began, until an instant in seconds since 1970. What stood on the projector waits."""

    until: float
    sheets: tuple[str, ...] = ()
    activity: str = ""


class BreakMoved(Struct, frozen=True):
    """A break goes on until another instant."""

    until: float
    before: float


class BreakEnded(Struct, frozen=True):
    """A break was over. `number` is that of its BreakStarted."""

    number: int


FACTS = (BreakStarted, BreakMoved, BreakEnded)


class Break(Struct, frozen=True):
    """One break: when it began, until when it was meant to be, and when it was over."""

    number: int
    at: float
    until: float
    sheets: tuple[str, ...] = ()
    activity: str = ""
    ended_at: float | None = None


class Breaks(Struct, frozen=True):
    """All breaks in order; only the last one can still go on."""

    all: tuple[Break, ...] = ()

    @property
    def now(self) -> Break | None:
        """The break that goes on."""
        last = self.all[-1] if self.all else None
        return last if last and last.ended_at is None else None


def begin(_plan: Plan) -> Breaks:
    """No break yet."""
    return Breaks()


def apply(breaks: Breaks, record: Record) -> Breaks:
    """The breaks after a fact."""
    match record.fact:
        case BreakStarted(until, sheets, activity):
            new = Break(record.number, record.at, until, sheets, activity)
            return Breaks((*breaks.all, new))
        case BreakMoved(until):
            return _last(breaks, until=until)
        case BreakEnded():
            return _last(breaks, ended_at=record.at)
    return breaks


def undo(breaks: Breaks, fact: Fact, number: int) -> Breaks:
    """The breaks without a fact."""
    match fact:
        case BreakStarted():
            return Breaks(tuple(one for one in breaks.all if one.number != number))
        case BreakMoved(_, before):
            return _last(breaks, until=before)
        case BreakEnded():
            return _last(breaks, ended_at=None)
    return breaks


def start(until: float) -> Decision:
    """Have a break until an instant, or move the end of the one that goes on.

    The clock of the running topic stops; sheets stay open.
    """

    def decide(state: State, now: float) -> list[Fact]:
        check_going(state)
        if not SHORTEST <= until - now <= LONGEST:
            raise Invalid(marked("A break takes 1 minute to 8 hours. Say when it ends."))
        going = state.breaks.now
        if going:
            moved: list[Fact] = [BreakMoved(until, going.until)] if until != going.until else []
            return [*moved, *bring_up(state, NAME, closing=False)]
        shown = state.projector
        return [
            BreakStarted(until, shown.on, shown.activity),
            *_stop_clock(state),
            *bring_up(state, NAME, closing=False),
        ]

    return decide


def end() -> Decision:
    """Go on: the clock too, and what stood on the projector comes back, unless it was changed."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        going = state.breaks.now
        if going is None:
            raise Refused(marked("No break is on just now."))
        return [*_over(state, going), *_start_clock(state)]

    return decide


def over(decision: Decision) -> Decision:
    """A decision by which the room goes on: where it does something, a break is over with it."""

    def decide(state: State, now: float) -> list[Fact]:
        facts, going = decision(state, now), state.breaks.now
        return [*facts, *_over(state, going)] if facts and going else [*facts]

    return decide


def _over(state: State, going: Break) -> list[Fact]:
    ended = BreakEnded(going.number)
    if state.projector.activity != NAME:
        return [ended]
    back = [one for one in turn_to(state, going.sheets) if not isinstance(one, ActivityShown)]
    return [ended, *back, ActivityShown(going.activity, NAME)]


def _stop_clock(state: State) -> list[Fact]:
    running = state.agenda.running
    if running is None or state.agenda.clock(running).paused_at is not None:
        return []
    return [TopicPaused(running, state.agenda.clock(running))]


def _start_clock(state: State) -> list[Fact]:
    running = state.agenda.running
    if running is None or state.agenda.clock(running).paused_at is None:
        return []
    return [TopicResumed(running, state.agenda.clock(running))]


def _last(breaks: Breaks, **changes: float | None) -> Breaks:
    return Breaks((*breaks.all[:-1], replace(breaks.all[-1], **changes)))
