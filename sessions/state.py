"""The state of a session: the fold of its facts, one slice an activity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap, List

from sessions import approval, collected, ideas, opening, sheets
from sessions.agenda import Agenda
from sessions.approval import Approval
from sessions.breaks import Breaks
from sessions.checklist import Checklist
from sessions.cloud import Clouds
from sessions.collected import Ideas
from sessions.facts import FACILITATOR, SLICES, Fact, Record
from sessions.grouping import Grouping
from sessions.groups import Groups
from sessions.icebreaker import Icebreaker
from sessions.lobby import Lobby
from sessions.missed import Missed
from sessions.people import People
from sessions.plan import Plan, Sheet
from sessions.plan_file import parse
from sessions.private import Private
from sessions.projector import Projector
from sessions.pulse import Pulse
from sessions.quiz import Quizzes
from sessions.repair import Repair
from sessions.sheets import LOT, Sheets
from sessions.story import Story
from sessions.takeaway import Takeaway
from sessions.votes import Votes

_OWNERS: dict[type, str] = {kind: name for name, module in SLICES.items() for kind in module.FACTS}


class Action(Struct, frozen=True):
    """One decision of the facilitator that can be undone: its facts in order.

    `set_aside` is, for the end of a rehearsal, the state that it put away.
    """

    number: int
    facts: tuple[tuple[int, Fact], ...]
    set_aside: State | None = None


class State(Struct, frozen=True):
    """A session at one moment. `number` and `at` are those of the last fact.

    `actions` are those not yet undone, the last first; `once` the names of the facilitator’s
    actions, beside those that participants gave their ideas; `rehearsed_from` the state to come
    back to when the rehearsal ends; `touched` the numbers of the ideas that the last fact
    concerned, None where it may be any.
    """

    plan: Plan
    starts_at: float
    number: int
    at: float
    agenda: Agenda
    checklist: Checklist
    sheets: Sheets
    ideas: Ideas
    approval: Approval
    lobby: Lobby
    projector: Projector
    people: People
    takeaway: Takeaway
    votes: Votes
    quiz: Quizzes
    grouping: Grouping
    groups: Groups
    icebreaker: Icebreaker
    cloud: Clouds
    private: Private
    pulse: Pulse
    repair: Repair
    story: Story
    breaks: Breaks
    missed: Missed
    ended: bool = False
    actions: List[Action] = field(default_factory=List)
    once: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    rehearsed_from: State | None = None
    touched: frozenset[int] | None = frozenset()

    @property
    def last_action(self) -> Action | None:
        """What “undo” takes back."""
        return next(iter(self.actions), None)

    @property
    def listed_sheets(self) -> tuple[Sheet, ...]:
        """All sheets but empty ones whose making was undone; the parking lot once it is in use."""
        pairs = zip(self.sheets.all, self.sheets.topics, strict=True)
        listed = [(sheet, topic) for sheet, topic in pairs if self._lists(sheet, topic)]
        return tuple(sheet for sheet, _ in sorted(listed, key=lambda pair: pair[0].id == LOT))

    def _lists(self, sheet: Sheet, topic: int | None) -> bool:
        if sheet.id == LOT and topic is None and sheet.id not in self.sheets.open:
            return bool(self.ideas.leaf(LOT).received) or LOT in self.projector.on
        return sheet.id not in self.sheets.dropped or bool(self.ideas.leaf(sheet.id).received)


Decision = Callable[[State, float], Sequence[Fact]]
"""A pure function of the state and the time to the facts that follow, or it raises Refused."""


def fold(records: Iterable[Record]) -> State:
    """The state after all facts of a session, the first of which opens it."""
    rest = iter(records)
    return reduce(apply, rest, begin(next(rest)))


def begin(record: Record) -> State:
    """The state of a session that was just opened. ValueError if its plan cannot be read."""
    opened = record.fact
    plan = parse(opened.plan).plan
    if plan is None:
        raise ValueError("This session's plan cannot be read.")
    slices = {name: module.begin(plan) for name, module in SLICES.items()}
    return State(plan, opened.starts_at, record.number, record.at, **slices)


def apply(state: State, record: Record) -> State:
    """The state after one more fact."""
    fact = record.fact
    changes: dict[str, Any] = {}
    owner = _OWNERS.get(type(fact))
    if owner is not None:
        changes[owner] = SLICES[owner].apply(getattr(state, owner), record)
    touched: frozenset[int] | None = frozenset(_touched(state, fact, record.number))
    match fact:
        case opening.SessionEnded():
            changes["ended"] = True
        case opening.SessionReopened():
            changes["ended"] = False
        case opening.RehearsalStarted():
            changes["rehearsed_from"] = state
        case opening.RehearsalEnded():
            return _come_back(state, record)
        case opening.Undone():
            touched = _touched_by_undoing(state, next(iter(state.actions)))
            state = _undo(state)
    if record.by == FACILITATOR and not isinstance(fact, opening.Undone | ideas.IdeaErased):
        changes["actions"] = _pushed(state.actions, record)
    if record.once is not None and record.by == FACILITATOR:
        changes["once"] = state.once.insert(record.once, record.number)
    return replace(state, number=record.number, at=record.at, touched=touched, **changes)


def _pushed(actions: List[Action], record: Record, set_aside: State | None = None) -> List[Action]:
    fact = (record.number, record.fact)
    last = next(iter(actions), None)
    if last is not None and last.number == record.action:
        return actions.drop_first().push_front(replace(last, facts=(*last.facts, fact)))
    return actions.push_front(Action(record.action, (fact,), set_aside))


def _come_back(state: State, record: Record) -> State:
    """The state before the rehearsal; people, ids and names of actions are for good."""
    before = state.rehearsed_from
    if before is None:
        return state
    return replace(
        before,
        number=record.number,
        at=record.at,
        people=state.people,
        ideas=collected.put_back(before.ideas, state.ideas),
        once=state.once,
        actions=_pushed(before.actions, record, set_aside=state),
        touched=None,
    )


def _touched(state: State, fact: Fact, number: int) -> Iterable[int]:
    """The ideas that look different after a fact: those of a muted person are marked as such."""
    if isinstance(fact, approval.PersonMuted):
        return state.ideas.own.get(fact.person, ())
    return ideas.touched(fact, number)


def _touched_by_undoing(state: State, action: Action) -> frozenset[int] | None:
    if action.set_aside is not None:
        return None
    return frozenset(n for number, fact in action.facts for n in _touched(state, fact, number))


def _undo(state: State) -> State:
    """The state without the last action."""
    last = next(iter(state.actions))
    if last.set_aside is not None:
        return _back_to_rehearsal(state, last.set_aside)
    changes: dict[str, Any] = {"actions": state.actions.drop_first()}
    for number, fact in reversed(last.facts):
        owner = _OWNERS.get(type(fact))
        if owner is not None:
            slice_ = changes.get(owner, getattr(state, owner))
            changes[owner] = SLICES[owner].undo(slice_, fact, number)
        elif isinstance(fact, opening.RehearsalStarted):
            changes["rehearsed_from"] = None
        elif isinstance(fact, opening.SessionEnded | opening.SessionReopened):
            changes["ended"] = isinstance(fact, opening.SessionReopened)
    return replace(state, **changes)


def _back_to_rehearsal(state: State, aside: State) -> State:
    """The rehearsal as it stood, with the ideas that came in after it, and their sheets."""
    return replace(
        aside,
        ideas=collected.merge(aside.ideas, state.ideas),
        sheets=sheets.merge(aside.sheets, state.sheets),
        people=state.people,
        once=state.once,
    )
