"""Groups of ideas: what the room said, put together under a name. The ideas stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import State
    from sessions.tally import Line


class Proposal(Struct, frozen=True):
    """Ideas that could be one group. `reason` is marked for translation, `values` fill it."""

    ideas: tuple[int, ...]
    reason: str
    values: dict[str, Any] = field(default_factory=dict)


class GroupingStarted(Struct, frozen=True):
    """The ideas of a sheet came up to be put together."""

    sheet: str
    before: str


class GroupsProposed(Struct, frozen=True):
    """The host found ideas that are nearly the same."""

    sheet: str
    proposals: tuple[Proposal, ...]
    before: tuple[Proposal, ...]


class ProposalDropped(Struct, frozen=True):
    """A proposal was turned down, or taken up in the same action."""

    proposal: Proposal
    place: int


class IdeasGrouped(Struct, frozen=True):
    """Ideas came into a group: a new one, named by this fact's number, where `group` is None.

    `before` are the groups that they were in, by idea; 0 for none.
    """

    ideas: tuple[int, ...]
    group: int | None
    name: str
    sheet: str
    before: tuple[tuple[int, int], ...]


class IdeasUngrouped(Struct, frozen=True):
    """Ideas left their groups."""

    ideas: tuple[int, ...]
    before: tuple[tuple[int, int], ...]


class GroupNamed(Struct, frozen=True):
    """A group got another name."""

    group: int
    name: str
    before: str


FACTS = (
    GroupingStarted,
    GroupsProposed,
    ProposalDropped,
    IdeasGrouped,
    IdeasUngrouped,
    GroupNamed,
)


class Group(Struct, frozen=True):
    """A group of ideas by its number, on a sheet; an empty name means that of its first idea."""

    number: int
    sheet: str
    name: str


class Grouping(Struct, frozen=True):
    """All groups, the group of each idea, the sheet at hand and what is proposed for it."""

    sheet: str = ""
    groups: HashTrieMap[int, Group] = field(default_factory=HashTrieMap)
    of: HashTrieMap[int, int] = field(default_factory=HashTrieMap)
    proposals: tuple[Proposal, ...] = ()


class Cluster(Struct, frozen=True):
    """A group as it stands on its sheet: its lines in order, and their tally together."""

    group: Group
    name: str
    lines: tuple[Line, ...]

    @property
    def tally(self) -> int:
        """How many ideas it holds."""
        return sum(line.tally for line in self.lines)


def begin(_plan: Plan) -> Grouping:
    """No groups yet."""
    return Grouping()


def apply(grouping: Grouping, record: Record) -> Grouping:
    """The groups after a fact."""
    match record.fact:
        case GroupingStarted(sheet):
            return replace(grouping, sheet=sheet, proposals=())
        case GroupsProposed(_, proposals):
            return replace(grouping, proposals=proposals)
        case ProposalDropped(proposal):
            left = tuple(one for one in grouping.proposals if one != proposal)
            return replace(grouping, proposals=left)
        case IdeasGrouped(ideas, group, name, sheet):
            number = group or record.number
            groups = grouping.groups
            if group is None:
                groups = groups.insert(number, Group(number, sheet, name))
            return replace(grouping, groups=groups, of=_put(grouping, [(i, number) for i in ideas]))
        case IdeasUngrouped(ideas):
            return replace(grouping, of=_put(grouping, [(idea, 0) for idea in ideas]))
        case GroupNamed(group, name):
            return _name(grouping, group, name)
    return grouping


def undo(grouping: Grouping, fact: Fact, number: int) -> Grouping:
    """The groups without a fact."""
    match fact:
        case GroupingStarted(_, sheet):
            return replace(grouping, sheet=sheet, proposals=())
        case GroupsProposed(_, _, before):
            return replace(grouping, proposals=before)
        case ProposalDropped(proposal, place):
            kept = grouping.proposals
            return replace(grouping, proposals=(*kept[:place], proposal, *kept[place:]))
        case IdeasGrouped(_, group, _, _, before):
            groups = grouping.groups.discard(number) if group is None else grouping.groups
            return replace(grouping, groups=groups, of=_put(grouping, before))
        case IdeasUngrouped(_, before):
            return replace(grouping, of=_put(grouping, before))
        case GroupNamed(group, _, name):
            return _name(grouping, group, name)
    return grouping


def clusters(state: State, sheet: str) -> tuple[list[Cluster], list[Line]]:
    """The groups on a sheet, in the order they were made, and the lines that are in none.

    A line is in the group of any of its ideas; one that left the sheet is in none of its groups.
    """
    grouping = state.grouping
    found: dict[int, list[Line]] = {}
    alone: list[Line] = []
    for line in state.ideas.lines_of(sheet).values():
        numbers = (grouping.of.get(idea, 0) for idea in line.members)
        group = next((number for number in numbers if number), 0)
        if group and grouping.groups[group].sheet == sheet:
            found.setdefault(group, []).append(line)
        else:
            alone.append(line)
    every = [
        Cluster(grouping.groups[group], _named(state, grouping.groups[group], lines), tuple(lines))
        for group, lines in sorted(found.items())
    ]
    return every, alone


def _named(state: State, group: Group, lines: list[Line]) -> str:
    return group.name or state.ideas.all[lines[0].first].text


def _put(grouping: Grouping, places: Iterable[tuple[int, int]]) -> HashTrieMap[int, int]:
    of = grouping.of
    for idea, group in places:
        of = of.insert(idea, group) if group else of.discard(idea)
    return of


def _name(grouping: Grouping, group: int, name: str) -> Grouping:
    renamed = replace(grouping.groups[group], name=name)
    return replace(grouping, groups=grouping.groups.insert(group, renamed))
