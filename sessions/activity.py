"""What every activity does when it comes on the projector, and what it asks of phones with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions.projector import ActivityShown, turn_to
from sessions.refused import ENDED, Refused, marked
from sessions.sheets import close_those

if TYPE_CHECKING:
    from sessions.facts import Fact
    from sessions.state import Decision, State

MOST_COUNTER = 2**53 - 1
"""The largest number that a script can count to one by one (ECMAScript, MAX_SAFE_INTEGER)."""

STALE = marked("You have chosen again since. Your later choice counts.")


def bring_up(state: State, activity: str, *, closing: bool = True) -> list[Fact]:
    """The facts that put an activity on the projector; where it asks something, sheets close."""
    before = state.projector.activity
    facts: list[Fact] = [ActivityShown(activity, before)] if before != activity else []
    facts += [fact for fact in turn_to(state, ()) if not isinstance(fact, ActivityShown)]
    return [*facts, *close_those(state, state.sheets.open)] if closing else facts


def take_off(state: State, activity: str) -> list[Fact]:
    """The fact that takes an activity off the projector, where it is on."""
    return [ActivityShown("", activity)] if state.projector.activity == activity else []


def show(activity: str, *, closing: bool = True) -> Decision:
    """Put an activity on the projector as it stands; an empty name takes it off."""

    def decide(state: State, _now: float) -> list[Fact]:
        if activity:
            return bring_up(state, activity, closing=closing)
        before = state.projector.activity
        return take_off(state, before) if before else []

    return decide


def check_going(state: State) -> None:
    """Raises Refused where the session has ended."""
    if state.ended:
        raise Refused(ENDED)
