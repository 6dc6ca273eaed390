"""Catching up: what to skip, which topic gives minutes, or by how much the day ends later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sessions.activity import check_going
from sessions.agenda import LONGEST, SHORTEST, TimeAdded
from sessions.forecast import forecast
from sessions.refused import Invalid, Refused, Unknown, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.forecast import Expected
    from sessions.plan import Plan
    from sessions.state import Decision, State


class LateLineSkipped(Struct, frozen=True):
    """What an IF LATE line of a topic names is left out; lines count from 1."""

    topic: int
    line: int


class EndMoved(Struct, frozen=True):
    """The day may end so many seconds later than planned, in all."""

    seconds: float
    before: float


FACTS = (LateLineSkipped, EndMoved)
MOST_MOVED = 6 * 3600
"""Seconds by which a day can end later."""

GIVES = 0.5
"""The share of a topic's time that it is asked to give at most."""


class Repair(Struct, frozen=True):
    """What was agreed: seconds by which the end moved, and topics with their lines left out."""

    moved: float = 0
    skipped: frozenset[tuple[int, int]] = frozenset()


class Skip(Struct, frozen=True):
    """A line that can be left out, and the seconds that this saves now."""

    topic: int
    title: str
    line: int
    text: str
    seconds: float


class Take(Struct, frozen=True):
    """A topic of `total` seconds that can give `seconds` for what is missing, `most` at most."""

    topic: int
    title: str
    total: float
    most: int
    seconds: int


class Proposals(Struct, frozen=True):
    """All that can be done about being so many seconds `behind`; `later` is a new EndMoved."""

    behind: float
    skips: tuple[Skip, ...]
    takes: tuple[Take, ...]
    later: float


def begin(_plan: Plan) -> Repair:
    """Nothing was agreed yet."""
    return Repair()


def apply(repair: Repair, record: Record) -> Repair:
    """What is agreed after a fact."""
    match record.fact:
        case LateLineSkipped(topic, line):
            return replace(repair, skipped=repair.skipped | {(topic, line)})
        case EndMoved(seconds):
            return replace(repair, moved=seconds)
    return repair


def undo(repair: Repair, fact: Fact, _number: int) -> Repair:
    """What is agreed without a fact."""
    match fact:
        case LateLineSkipped(topic, line):
            return replace(repair, skipped=repair.skipped - {(topic, line)})
        case EndMoved(_, before):
            return replace(repair, moved=before)
    return repair


def proposals(state: State, now: float) -> Proposals:
    """What can be skipped, which topics can give minutes, and how much later the day would end.

    The browser carries the minutes on from here: `templates/static/js/catch-up.js`.
    """
    day = forecast(state, now)
    missing = max(0, int(day.behind // 60)) * 60
    open_ones = [one for one in day.topics if one.stage != "done"]
    takes = (_take(one, now, missing) for one in open_ones)
    return Proposals(
        day.behind,
        tuple(skip for one in open_ones for skip in _skips(state, one, now)),
        tuple(take for take in takes if take.most),
        state.repair.moved + missing,
    )


def skip(topic: int, line: int) -> Decision:
    """Leave out what an IF LATE line names, and take its minutes from the topic, if it has them."""

    def decide(state: State, now: float) -> list[Fact]:
        check_going(state)
        found = state.plan.topic(topic)
        if found is None or not 1 <= line <= len(found.late):
            raise Unknown(marked("This topic has no such line."))
        if (topic, line) in state.repair.skipped:
            return []
        one = forecast(state, now).topics[topic - 1]
        if one.stage == "done":
            raise Refused(
                marked(
                    "“%(topic)s” is over, so nothing in it can be skipped. Start it again first."
                ),
                topic=found.title,
            )
        saved = _saved(one, found.late[line - 1].minutes * 60, now)
        taken = [TimeAdded(topic, -saved, one.clock)] if saved else []
        return [LateLineSkipped(topic, line), *taken]

    return decide


def end_later(seconds: float) -> Decision:
    """Let the day end so many seconds later than planned; 0 is as planned."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        if not 0 <= seconds <= MOST_MOVED:
            raise Invalid(
                marked("A day can end up to %(hours)s hours later."), hours=MOST_MOVED // 3600
            )
        before = state.repair.moved
        return [] if before == seconds else [EndMoved(seconds, before)]

    return decide


def _skips(state: State, one: Expected, now: float) -> list[Skip]:
    late = state.plan.topics[one.number - 1].late
    return [
        Skip(one.number, one.title, line, what.text, _saved(one, what.minutes * 60, now))
        for line, what in enumerate(late, 1)
        if (one.number, line) not in state.repair.skipped
    ]


def _saved(one: Expected, seconds: float, now: float) -> float:
    """What a topic can give of these seconds: not what it has used, nor its last minute."""
    kept = max(SHORTEST, one.clock.elapsed(now))
    return max(0.0, min(seconds, one.clock.total - kept, LONGEST))


def _take(one: Expected, now: float, missing: int) -> Take:
    left = max(0.0, one.clock.left(now))
    most = int(_saved(one, left * GIVES, now) // 60) * 60
    return Take(one.number, one.title, one.clock.total, most, min(missing, most))
