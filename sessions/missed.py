"""What the room missed: the plan's listen-fors beside the room's own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap

from sessions.activity import bring_up, check_going
from sessions.refused import Refused, Unknown, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan, Topic
    from sessions.state import Decision, State

NAME = "missed"
Place = tuple[int, int]
"""An answer that the plan listens for: its cue and its place there, both from 1."""


class Compared(Struct, frozen=True):
    """What a comparison found.

    `named` are the answers that stand on a sheet, each with the number of the idea that heads the
    first line with it; `beyond` the ideas that head lines the plan did not think of, at most so
    many as are shown, and `others` how many more there are.
    """

    named: tuple[tuple[int, int, int], ...] = ()
    beyond: tuple[int, ...] = ()
    others: int = 0


class RoomCompared(Struct, frozen=True):
    """A topic's listen-fors were compared with what stood on its sheets."""

    topic: int
    found: Compared
    before: Compared | None


class AnswerHeard(Struct, frozen=True):
    """The facilitator heard an answer that stands on no sheet, or takes that back."""

    topic: int
    cue: int
    place: int
    heard: bool


class MissedShown(Struct, frozen=True):
    """What was missed in a topic was put up for the room."""

    topic: int
    before: int


FACTS = (RoomCompared, AnswerHeard, MissedShown)


class Missed(Struct, frozen=True):
    """The last comparison of each topic, the answers heard beside it, and the topic on show."""

    found: HashTrieMap[int, Compared] = field(default_factory=HashTrieMap)
    heard: frozenset[tuple[int, int, int]] = frozenset()
    shown: int = 0


def begin(_plan: Plan) -> Missed:
    """Nothing was compared yet."""
    return Missed()


def apply(missed: Missed, record: Record) -> Missed:
    """What is known after a fact."""
    match record.fact:
        case RoomCompared(topic, found):
            return replace(missed, found=missed.found.insert(topic, found))
        case AnswerHeard(topic, cue, place, heard):
            return _hear(missed, (topic, cue, place), heard=heard)
        case MissedShown(topic):
            return replace(missed, shown=topic)
    return missed


def undo(missed: Missed, fact: Fact, _number: int) -> Missed:
    """What is known without a fact."""
    match fact:
        case RoomCompared(topic, _, before):
            found = missed.found
            found = found.insert(topic, before) if before else found.discard(topic)
            return replace(missed, found=found)
        case AnswerHeard(topic, cue, place, heard):
            return _hear(missed, (topic, cue, place), heard=not heard)
        case MissedShown(_, before):
            return replace(missed, shown=before)
    return missed


def answers(topic: Topic) -> dict[Place, str]:
    """What the cues of a topic listen for."""
    return {
        (n, place): words
        for n, cue in enumerate(topic.cues, 1)
        for place, words in enumerate(cue.listen_for, 1)
    }


def keep(topic: int, found: Compared) -> Decision:
    """Keep what a comparison found; an earlier one of the topic makes way."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        _listening(state, topic)
        before = state.missed.found.get(topic)
        return [] if before == found else [RoomCompared(topic, found, before)]

    return decide


def hear(topic: int, cue: int, place: int, *, heard: bool) -> Decision:
    """Tick an answer that was said aloud, or untick it."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        if (cue, place) not in answers(_listening(state, topic)):
            raise Unknown(marked("The plan does not listen for this."))
        was = (topic, cue, place) in state.missed.heard
        return [] if was == heard else [AnswerHeard(topic, cue, place, heard)]

    return decide


def show(topic: int) -> Decision:
    """Put what was missed in a topic on the projector. Sheets stay open for it."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        if topic not in state.missed.found:
            raise Refused(marked("Compare first. Then it can be shown."))
        before = state.missed.shown
        shown: list[Fact] = [MissedShown(topic, before)] if before != topic else []
        return [*shown, *bring_up(state, NAME, closing=False)]

    return decide


def _listening(state: State, topic: int) -> Topic:
    found = state.plan.topic(topic)
    if found is None:
        raise Unknown(marked("This workshop has no topic %(topic)s."), topic=topic)
    if not answers(found):
        raise Refused(marked("The plan listens for nothing in “%(topic)s”."), topic=found.title)
    return found


def _hear(missed: Missed, answer: tuple[int, int, int], *, heard: bool) -> Missed:
    left = missed.heard - {answer}
    return replace(missed, heard=left | {answer} if heard else left)
