"""The rules of grouping ideas: put together, taken apart, named, and proposals taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions import text
from sessions.activity import bring_up, check_going
from sessions.grouping import (
    GroupingStarted,
    GroupNamed,
    GroupsProposed,
    IdeasGrouped,
    IdeasUngrouped,
    Proposal,
    ProposalDropped,
)
from sessions.refused import Invalid, Refused, Unknown, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sessions.facts import Fact
    from sessions.state import Decision, State

NAME = "grouping"
NAME_LETTERS = 60


def start(sheet: str) -> Decision:
    """Bring a sheet's ideas up to be put together; the sheets close."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        state.sheets.known(sheet)
        before = state.grouping.sheet
        facts: list[Fact] = [] if before == sheet else [GroupingStarted(sheet, before)]
        return [*facts, *bring_up(state, NAME)]

    return decide


def group(ideas: Sequence[int], into: int | None, name: str = "") -> Decision:
    """Put lines together, each by one of its ideas; into a group, or into a new one."""

    def decide(state: State, _now: float) -> list[Fact]:
        return [_grouped(state, ideas, into, _clean(name))]

    return decide


def ungroup(ideas: Sequence[int]) -> Decision:
    """Take lines out of their groups."""

    def decide(state: State, _now: float) -> list[Fact]:
        numbers = [n for n in _members(state, ideas) if n in state.grouping.of]
        return [IdeasUngrouped(tuple(numbers), _before(state, numbers))] if numbers else []

    return decide


def name_group(number: int, name: str) -> Decision:
    """Give a group a name; none means the words of its first idea."""

    def decide(state: State, _now: float) -> list[Fact]:
        found, cleaned = state.grouping.groups.get(number), _clean(name)
        if found is None:
            raise Unknown(marked("There is no such group of ideas any more."))
        return [] if found.name == cleaned else [GroupNamed(number, cleaned, found.name)]

    return decide


def propose(sheet: str, proposals: Sequence[Proposal]) -> Decision:
    """Lay down what was found to be nearly the same on a sheet; groups that are there are left."""

    def decide(state: State, _now: float) -> list[Fact]:
        of = state.grouping.of
        new = tuple(one for one in proposals if not _together(of.get(i, 0) for i in one.ideas))
        before = state.grouping.proposals
        return [] if new == before else [GroupsProposed(sheet, new, before)]

    return decide


def accept(places: Sequence[int] | None) -> Decision:
    """Take up proposals by their places from 1; None takes up all of them, in one action."""

    def decide(state: State, _now: float) -> list[Fact]:
        proposals = _chosen(state, places)
        grouped = [
            _grouped(state, here, _known_group(state, here), "")
            for one in proposals
            if len(here := _still_here(state, one)) > 1
        ]
        return [*grouped, *_dropped(state, proposals)]

    return decide


def drop(place: int) -> Decision:
    """Turn a proposal down."""

    def decide(state: State, _now: float) -> list[Fact]:
        return _dropped(state, _chosen(state, [place]))

    return decide


def _chosen(state: State, places: Sequence[int] | None) -> list[Proposal]:
    proposals = state.grouping.proposals
    if places is None:
        return list(proposals)
    if not all(1 <= place <= len(proposals) for place in places):
        raise Unknown(marked("This proposal is not there any more."))
    return [proposals[place - 1] for place in places]


def _dropped(state: State, proposals: Sequence[Proposal]) -> list[Fact]:
    facts: list[Fact] = []
    left = list(state.grouping.proposals)
    for one in proposals:
        facts.append(ProposalDropped(one, left.index(one)))
        left.remove(one)
    return facts


def _grouped(state: State, ideas: Sequence[int], into: int | None, name: str) -> IdeasGrouped:
    numbers = _members(state, ideas)
    sheets = {state.ideas.all[number].sheet for number in numbers}
    known = None if into is None else state.grouping.groups.get(into)
    if into is not None and known is None:
        raise Unknown(marked("There is no such group of ideas any more."))
    if known is not None:
        sheets.add(known.sheet)
    if not numbers:
        raise Refused(marked("Choose the lines that belong together first."))
    if len(sheets) > 1:
        raise Refused(marked("A group holds ideas of one sheet. Move the idea there first."))
    return IdeasGrouped(tuple(numbers), into, name, sheets.pop(), _before(state, numbers))


def _members(state: State, ideas: Sequence[int]) -> list[int]:
    """All ideas of the lines that these stand in."""
    found: set[int] = set()
    for idea in ideas:
        state.ideas.shown(idea)
        place = state.ideas.line(idea)
        found.update(place[1].members if place else ())
    return sorted(found)


def _before(state: State, numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((number, state.grouping.of.get(number, 0)) for number in numbers)


def _still_here(state: State, proposal: Proposal) -> list[int]:
    return [idea for idea in proposal.ideas if state.ideas.line(idea) is not None]


def _known_group(state: State, ideas: Sequence[int]) -> int | None:
    """The one group that some of these are in already."""
    groups = {state.grouping.of[idea] for idea in ideas if idea in state.grouping.of}
    return groups.pop() if len(groups) == 1 else None


def _together(groups: Iterable[int]) -> bool:
    """Whether all are in one group already."""
    found = set(groups)
    return len(found) == 1 and 0 not in found


def _clean(name: str) -> str:
    cleaned = text.clean(name)
    if text.length(cleaned) > NAME_LETTERS:
        raise Invalid(marked("A group's name has at most %(most)s letters."), most=NAME_LETTERS)
    return cleaned
