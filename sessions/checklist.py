"""The planning checklist and the materials: which lines are ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieSet

from sessions.refused import Unknown, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State


class LineTicked(Struct, frozen=True):
    """A checklist line was ticked."""

    line: str


class LineUnticked(Struct, frozen=True):
    """A checklist line lost its tick."""

    line: str


FACTS = (LineTicked, LineUnticked)


class Checklist(Struct, frozen=True):
    """The ticked lines, by key: `check-TOPIC-LINE` or `bring-TOPIC-LINE`, both from 1."""

    ticked: HashTrieSet[str] = field(default_factory=HashTrieSet)
    keys: frozenset[str] = frozenset()


def begin(plan: Plan) -> Checklist:
    """Nothing is ticked yet."""
    keys = {
        f"{kind}-{topic.number}-{n}"
        for topic in plan.topics
        for kind, lines in (("check", topic.checklist), ("bring", topic.materials))
        for n in range(1, len(lines) + 1)
    }
    return Checklist(keys=frozenset(keys))


def apply(checklist: Checklist, record: Record) -> Checklist:
    """The ticks after a fact."""
    match record.fact:
        case LineTicked(line):
            return replace(checklist, ticked=checklist.ticked.insert(line))
        case LineUnticked(line):
            return replace(checklist, ticked=checklist.ticked.discard(line))
    return checklist


def undo(checklist: Checklist, fact: Fact, _number: int) -> Checklist:
    """The ticks without a fact."""
    match fact:
        case LineTicked(line):
            return replace(checklist, ticked=checklist.ticked.discard(line))
        case LineUnticked(line):
            return replace(checklist, ticked=checklist.ticked.insert(line))
    return checklist


def tick(line: str, on: bool) -> Decision:
    """Tick a line, or take its tick away."""

    def decide(state: State, _now: float) -> list[Fact]:
        if line not in state.checklist.keys:
            raise Unknown(marked("The plan has no such checklist line."))
        if (line in state.checklist.ticked) == on:
            return []
        return [LineTicked(line) if on else LineUnticked(line)]

    return decide
