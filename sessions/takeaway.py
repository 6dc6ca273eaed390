"""The takeaway: whether phones offer the handout with the room's words at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State


class TakeawayOffered(Struct, frozen=True):
    """Participants may take the handout home, or no longer."""

    offered: bool
    before: bool = False


FACTS = (TakeawayOffered,)


class Takeaway(Struct, frozen=True):
    """Whether it is offered. Phones say so once the session has ended."""

    offered: bool = False


def begin(_plan: Plan) -> Takeaway:
    """Nothing is offered yet: the words are the room's, so the facilitator decides."""
    return Takeaway()


def apply(takeaway: Takeaway, record: Record) -> Takeaway:
    """The offer after a fact."""
    match record.fact:
        case TakeawayOffered(offered):
            return replace(takeaway, offered=offered)
    return takeaway


def undo(takeaway: Takeaway, fact: Fact, _number: int) -> Takeaway:
    """The offer without a fact."""
    match fact:
        case TakeawayOffered(_, before):
            return replace(takeaway, offered=before)
    return takeaway


def offer(on: bool) -> Decision:
    """Let phones offer the takeaway, or no longer; also when the session has ended."""

    def decide(state: State, _now: float) -> list[Fact]:
        before = state.takeaway.offered
        return [] if before == on else [TakeawayOffered(on, before)]

    return decide
