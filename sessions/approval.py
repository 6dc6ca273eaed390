"""What waits before it is shown: sheets that are approved first, a delay, and who is muted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sessions.ideas import IdeaReleased
from sessions.refused import Invalid, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State

LONGEST_DELAY = 300
"""Seconds that ideas can be held back at most."""


class ApprovalSwitched(Struct, frozen=True):
    """Ideas for a sheet wait for the facilitator from now on, or no longer."""

    sheet: str
    on: bool
    before: bool


class DelaySet(Struct, frozen=True):
    """Ideas are shown so many seconds after they came in; 0 is at once."""

    seconds: float
    before: float


class PersonMuted(Struct, frozen=True):
    """A participant's ideas wait for the facilitator from now on, or no longer."""

    person: str
    on: bool
    before: bool


FACTS = (ApprovalSwitched, DelaySet, PersonMuted)


class Approval(Struct, frozen=True):
    """The sheets whose ideas wait, the seconds that all others wait, and the muted people."""

    sheets: frozenset[str] = frozenset()
    delay: float = 0
    muted: frozenset[str] = frozenset()


def begin(_plan: Plan) -> Approval:
    """Everything is shown at once."""
    return Approval()


def apply(approval: Approval, record: Record) -> Approval:
    """What waits after a fact."""
    match record.fact:
        case ApprovalSwitched(sheet, on):
            return replace(approval, sheets=_with(approval.sheets, sheet, on))
        case DelaySet(seconds):
            return replace(approval, delay=seconds)
        case PersonMuted(person, on):
            return replace(approval, muted=_with(approval.muted, person, on))
    return approval


def undo(approval: Approval, fact: Fact, _number: int) -> Approval:
    """What waits without a fact."""
    match fact:
        case ApprovalSwitched(sheet, _, before):
            return replace(approval, sheets=_with(approval.sheets, sheet, before))
        case DelaySet(_, before):
            return replace(approval, delay=before)
        case PersonMuted(person, _, before):
            return replace(approval, muted=_with(approval.muted, person, before))
    return approval


def waits(
    approval: Approval, participant: str, sheet: str, now: float
) -> tuple[bool, float | None]:
    """Whether an idea that comes in now has to wait, and until when; None: until it is approved."""
    if sheet in approval.sheets or participant in approval.muted:
        return True, None
    return (True, now + approval.delay) if approval.delay else (False, None)


def switch(sheet: str, on: bool) -> Decision:
    """Let ideas for a sheet wait for approval, or no longer; those that wait go on waiting."""

    def decide(state: State, _now: float) -> list[Fact]:
        state.sheets.known(sheet)
        before = sheet in state.approval.sheets
        return [] if before == on else [ApprovalSwitched(sheet, on, before)]

    return decide


def hold_back(seconds: float) -> Decision:
    """Show ideas so many seconds after they came in, so that there is time to hide one."""

    def decide(state: State, _now: float) -> list[Fact]:
        if not 0 <= seconds <= LONGEST_DELAY:
            raise Invalid(
                marked("Ideas can be held back for up to %(most)s seconds."), most=LONGEST_DELAY
            )
        before = state.approval.delay
        return [] if before == seconds else [DelaySet(seconds, before)]

    return decide


def mute(idea: int, on: bool) -> Decision:
    """Let what the author of an idea sends wait for approval, or no longer; they are not told."""

    def decide(state: State, _now: float) -> list[Fact]:
        author = state.ideas.find(idea).by
        if not author:
            raise Invalid(marked("You wrote this idea yourself, so there is nobody to mute."))
        before = author in state.approval.muted
        return [] if before == on else [PersonMuted(author, on, before)]

    return decide


def release_due() -> Decision:
    """Show the ideas whose delay is over."""

    def decide(state: State, now: float) -> list[Fact]:
        due = sorted(number for number, at in state.ideas.due.items() if at <= now)
        return [IdeaReleased(number) for number in due]

    return decide


def _with(names: frozenset[str], name: str, on: bool) -> frozenset[str]:
    return names | {name} if on else names - {name}
