"""The pulse: phones say “too fast” or “I’m lost”, counted for the console, and nobody’s by name."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from rpds import HashTrieMap

from sessions.activity import check_going
from sessions.lobby import let_in
from sessions.refused import Unknown, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State

Feeling = Literal["fast", "lost", "fine"]
FEELINGS: tuple[Feeling, ...] = ("fast", "lost", "fine")

FADES = 300.0
"""Seconds after which what somebody felt counts no more."""


class PulseFelt(Struct, frozen=True):
    """Somebody said how it goes. It is recorded as the host's, and `who` leads back to nobody."""

    who: str
    feeling: Feeling


FACTS = (PulseFelt,)


class Pulse(Struct, frozen=True):
    """What each felt last that was not well, and when, in seconds since 1970, UTC."""

    felt: HashTrieMap[str, tuple[Feeling, float]] = field(default_factory=HashTrieMap)


def begin(_plan: Plan) -> Pulse:
    """Nobody has said anything."""
    return Pulse()


def apply(pulse: Pulse, record: Record) -> Pulse:
    """The pulse after a fact."""
    match record.fact:
        case PulseFelt(who, "fine"):
            return Pulse(pulse.felt.discard(who))
        case PulseFelt(who, feeling):
            return Pulse(pulse.felt.insert(who, (feeling, record.at)))
    return pulse


def feel(participant: str, feeling: str) -> Decision:
    """Say how it goes; it takes the place of what the same person said before.

    Whoever has the log and a participant's cookie could tell which is theirs; nothing that is
    exported or shown can.
    """

    def decide(state: State, now: float) -> list[Fact]:
        check_going(state)
        let_in(state, participant)
        if feeling not in FEELINGS:
            raise Unknown(marked("There is no such button. Reload the page and press again."))
        who = sha256(participant.encode()).hexdigest()[:16]
        last, at = state.pulse.felt.get(who, ("fine", 0.0))
        same = last == feeling and (feeling == "fine" or now - at < FADES / 2)
        return [] if same else [PulseFelt(who, feeling)]

    return decide


def ends(pulse: Pulse, feeling: Feeling, now: float) -> tuple[float, ...]:
    """When each who feels so now counts no more, in seconds since 1970, UTC, soonest first."""
    until = (at + FADES for felt, at in pulse.felt.values() if felt == feeling)
    return tuple(sorted(end for end in until if end > now))
