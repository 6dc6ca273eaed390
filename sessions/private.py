"""Private first: a sheet collects unseen, and what came in is shown to all at once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct, field
from rpds import HashTrieMap

from sessions.activity import check_going
from sessions.ideas import IdeaReleased
from sessions.refused import Invalid, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State
    from sessions.tally import Idea

MOST_SPARKS = 3
"""Ideas of others that a phone is shown at most, to think on from."""

FAR = 60
"""Facts, and own ideas, to look back for them: a full room costs no more than a small one."""


class PrivacySet(Struct, frozen=True):
    """A sheet collects unseen from now on, or no longer.

    Each phone that has sent something is shown up to `sparks` ideas of others; None stands for a
    sheet that all can see.
    """

    sheet: str
    sparks: int | None
    before: int | None


FACTS = (PrivacySet,)


class Private(Struct, frozen=True):
    """The sheets that collect unseen, each with how many sparks a phone is shown."""

    sheets: HashTrieMap[str, int] = field(default_factory=HashTrieMap)


def begin(_plan: Plan) -> Private:
    """All can see every sheet."""
    return Private()


def apply(private: Private, record: Record) -> Private:
    """What is unseen after a fact."""
    match record.fact:
        case PrivacySet(sheet, sparks):
            return _set(private, sheet, sparks)
    return private


def undo(private: Private, fact: Fact, _number: int) -> Private:
    """What is unseen without a fact."""
    match fact:
        case PrivacySet(sheet, _, before):
            return _set(private, sheet, before)
    return private


def collect_unseen(sheet: str, sparks: int) -> Decision:
    """Let a sheet collect unseen; each phone that has sent something is shown so many others’."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        state.sheets.known(sheet)
        if not 0 <= sparks <= MOST_SPARKS:
            raise Invalid(
                marked("A phone can be shown 0 to %(most)s ideas of others."), most=MOST_SPARKS
            )
        before = state.private.sheets.get(sheet)
        return [] if before == sparks else [PrivacySet(sheet, sparks, before)]

    return decide


def reveal(sheet: str) -> Decision:
    """Show all that a sheet collected unseen; what waits for another reason goes on waiting."""

    def decide(state: State, _now: float) -> list[Fact]:
        state.sheets.known(sheet)
        before = state.private.sheets.get(sheet)
        if before is None:
            return []
        waiting = [] if sheet in state.approval.sheets else sorted(state.ideas.leaf(sheet).held)
        released = [IdeaReleased(n) for n in waiting if _unseen(state, state.ideas.all[n])]
        return [PrivacySet(sheet, None, before), *released]

    return decide


def sparks(state: State, participant: str) -> tuple[Idea | None, ...]:
    """What others sent to an unseen sheet just before this participant's latest idea: always three.

    So the same phone is shown the same until it sends again, and each idea is seen by a few.
    Nothing of whoever is muted, of a sheet whose ideas are approved first, or at the end.
    """
    last = _latest_unseen(state, participant)
    if last is None or state.ended or last.sheet in state.approval.sheets:
        return (None,) * MOST_SPARKS
    wanted, found = state.private.sheets[last.sheet], list["Idea"]()
    for number in range(last.number - 1, max(0, last.number - FAR), -1):
        idea = state.ideas.all.get(number)
        if len(found) == wanted:
            break
        if idea and idea.sheet == last.sheet and idea.by != participant and _unseen(state, idea):
            found.append(idea)
    return (*found, *(None,) * MOST_SPARKS)[:MOST_SPARKS]


def _latest_unseen(state: State, participant: str) -> Idea | None:
    """The latest idea of a participant on a sheet that collects unseen."""
    if not state.private.sheets:
        return None
    mine = (state.ideas.all[n] for n in islice(state.ideas.own.get(participant, ()), FAR))
    return next((one for one in mine if one.sheet in state.private.sheets and not one.gone), None)


def _unseen(state: State, idea: Idea) -> bool:
    return idea.standing == "held" and idea.due is None and idea.by not in state.approval.muted


def _set(private: Private, sheet: str, sparks: int | None) -> Private:
    sheets = private.sheets
    return Private(sheets.discard(sheet) if sparks is None else sheets.insert(sheet, sparks))
