"""A session's frame: opened, rehearsed, ended, opened again; and undoing what was done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from sessions import agenda, projector, sheets
from sessions.refused import ENDED, Refused, marked

if TYPE_CHECKING:
    from sessions.facts import Fact
    from sessions.state import Decision, State


class SessionOpened(Struct, frozen=True):
    """A session of a plan began to exist. `starts_at` is its planned start, seconds since 1970."""

    plan: str
    starts_at: float


class SessionEnded(Struct, frozen=True):
    """The facilitator ended the session."""


class SessionReopened(Struct, frozen=True):
    """An ended session went on."""


class RehearsalStarted(Struct, frozen=True):
    """What follows is a rehearsal, to be set aside."""


class RehearsalEnded(Struct, frozen=True):
    """What was sent, ticked and timed since the rehearsal started was set aside."""


class Undone(Struct, frozen=True):
    """An action of the facilitator was taken back."""

    action: int


FACTS = (SessionOpened, SessionEnded, SessionReopened, RehearsalStarted, RehearsalEnded, Undone)


def end() -> Decision:
    """End the session: the topic ends, all sheets close, the projector says goodbye."""

    def decide(state: State, _now: float) -> list[Fact]:
        if state.ended:
            return []
        if state.rehearsed_from is not None:
            raise Refused(marked("A rehearsal is running. End the rehearsal first."))
        running = state.agenda.running
        ended = [] if running is None else [agenda.TopicEnded(running, state.agenda.clock(running))]
        closed = sheets.close_those(state, state.sheets.open)
        return [SessionEnded(), *ended, *closed, *projector.turn_to(state, ())]

    return decide


def reopen() -> Decision:
    """Go on with an ended session, under the same code."""

    def decide(state: State, _now: float) -> list[Fact]:
        return [SessionReopened()] if state.ended else []

    return decide


def rehearse(on: bool) -> Decision:
    """Start a rehearsal, or end it and set aside what it brought."""

    def decide(state: State, _now: float) -> list[Fact]:
        if on == (state.rehearsed_from is not None):
            return []
        if not on:
            return [RehearsalEnded()]
        if state.ended:
            raise Refused(ENDED)
        return [RehearsalStarted()]

    return decide


def undo(action: int | None) -> Decision:
    """Take back the last action not yet undone; refused if another one came after `action`.

    An action that is undone already is not undone twice, nor is the one before it.
    """

    def decide(state: State, _now: float) -> list[Fact]:
        last = state.last_action
        latest = last.number if last else 0
        if latest < (action or 1) <= state.number:  # undone already, or nothing was done yet
            return []
        if last is None or latest != (action or latest):
            raise Refused(marked("Something else was done meanwhile. Look again before you undo."))
        return [Undone(last.number)]

    return decide
