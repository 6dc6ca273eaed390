"""Small groups: who is in which, what they are asked, who writes for them, and who reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap

from sessions.clock import Clock
from sessions.roster import late, late_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessions.facts import Fact, Record
    from sessions.people import People
    from sessions.plan import Plan

OUT = -1
"""The group of who was taken out."""


class Group(Struct, frozen=True):
    """A group as it was formed. `members` as in a roster; `colour` and `sheet` may be empty."""

    name: str
    members: tuple[str, ...]
    colour: str = ""
    sheet: str = ""


class GroupsFormed(Struct, frozen=True):
    """People were put into groups. `joined` had phones then: who joins later is placed.

    `seconds` is how long they have, 0 for no limit; `topic` the one whose list can help them.
    """

    groups: tuple[Group, ...]
    joined: int
    task: str = ""
    seconds: float = 0
    topic: int | None = None


class MemberPlaced(Struct, frozen=True):
    """The facilitator moved somebody to a group, from 0, or took them out (OUT)."""

    round: int
    member: str
    group: int
    before: int


class RecorderTaken(Struct, frozen=True):
    """A participant writes for their group from now on."""

    round: int
    group: int
    member: str


class GroupTimeAdded(Struct, frozen=True):
    """Groups were given more time, or less."""

    round: int
    seconds: float


class ListGiven(Struct, frozen=True):
    """A group that was stuck was given the plan's list, or it was taken back where it is empty."""

    round: int
    group: int
    lines: tuple[str, ...]
    before: tuple[str, ...]


class ReportTurned(Struct, frozen=True):
    """It is a group's turn to report. `before` are those who had it, the last one just now."""

    round: int
    group: int
    before: tuple[int, ...]


class GroupsEnded(Struct, frozen=True):
    """People are one room again."""

    round: int


FACTS = (
    GroupsFormed,
    MemberPlaced,
    RecorderTaken,
    GroupTimeAdded,
    ListGiven,
    ReportTurned,
    GroupsEnded,
)


class Round(Struct, frozen=True):
    """One forming of groups. `of` is the group of each member at first, `moved` what changed.

    `turns` are the groups that have reported, the last one now; `lists` the help that groups got.
    """

    number: int
    groups: tuple[Group, ...]
    joined: int
    task: str
    topic: int | None
    clock: Clock
    going: bool = True
    of: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    moved: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    recorders: HashTrieMap[int, str] = field(default_factory=HashTrieMap)
    lists: HashTrieMap[int, tuple[str, ...]] = field(default_factory=HashTrieMap)
    turns: tuple[int, ...] = ()

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many were in each group at first."""
        return tuple(len(group.members) for group in self.groups)

    @property
    def reporting(self) -> int | None:
        """The group that reports, None while all are at work."""
        return self.turns[-1] if self.turns else None

    @property
    def next(self) -> int | None:
        """The group to report next, None where all have."""
        return next((n for n in range(len(self.groups)) if n not in self.turns), None)

    def group_of(self, member: str) -> int | None:
        """The group somebody is in: who came late is in the one that was smallest then."""
        group = self.moved.get(member, self.of.get(member))
        if group is None and member.startswith("p") and int(member[1:]) >= self.joined:
            group = late(self.sizes, int(member[1:]) - self.joined)
        return None if group == OUT else group

    def members(self, group: int, people: People) -> list[str]:
        """Who is in a group now: those of the beginning, who came late, who was moved there."""
        came = late_places(self.sizes, group, len(people.ranks) - self.joined)
        first = [*self.groups[group].members, *(f"p{self.joined + place}" for place in came)]
        stayed = [member for member in first if self.moved.get(member, group) == group]
        moved = sorted(m for m, to in self.moved.items() if to == group and m not in first)
        return [*stayed, *moved]


class Groups(Struct, frozen=True):
    """All rounds in order; the last one is at hand."""

    rounds: tuple[Round, ...] = ()

    @property
    def last(self) -> Round | None:
        """The round at hand."""
        return self.rounds[-1] if self.rounds else None


def begin(_plan: Plan) -> Groups:
    """No groups yet."""
    return Groups()


def apply(groups: Groups, record: Record) -> Groups:
    """The groups after a fact."""
    match record.fact:
        case GroupsFormed() as formed:
            return replace(groups, rounds=(*groups.rounds, _begun(formed, record)))
        case MemberPlaced(number, member, group):
            return _change(groups, number, lambda one: _moved(one, member, group))
        case RecorderTaken(number, group, member):
            return _change(
                groups,
                number,
                lambda one: replace(one, recorders=one.recorders.insert(group, member)),
            )
        case GroupTimeAdded(number, more):
            return _change(groups, number, lambda one: replace(one, clock=one.clock.add(more)))
        case ListGiven(number, group, lines):
            return _change(groups, number, lambda one: _listed(one, group, lines))
        case ReportTurned(number, group, before):
            others = tuple(one for one in before if one != group)
            return _change(groups, number, lambda one: replace(one, turns=(*others, group)))
        case GroupsEnded(number):
            return _change(groups, number, lambda one: replace(one, going=False))
    return groups


def undo(groups: Groups, fact: Fact, number: int) -> Groups:
    """The groups without a fact. A round whose forming is undone is gone."""
    match fact:
        case GroupsFormed():
            return replace(groups, rounds=tuple(r for r in groups.rounds if r.number != number))
        case MemberPlaced(round, member, _, group):
            return _change(groups, round, lambda one: _moved(one, member, group))
        case GroupTimeAdded(round, more):
            return _change(groups, round, lambda one: replace(one, clock=one.clock.add(-more)))
        case ListGiven(round, group, _, lines):
            return _change(groups, round, lambda one: _listed(one, group, lines))
        case ReportTurned(round, _, before):
            return _change(groups, round, lambda one: replace(one, turns=before))
        case GroupsEnded(round):
            return _change(groups, round, lambda one: replace(one, going=True))
    return groups


def _begun(formed: GroupsFormed, record: Record) -> Round:
    of = {member: n for n, group in enumerate(formed.groups) for member in group.members}
    return Round(
        record.number,
        formed.groups,
        formed.joined,
        formed.task,
        formed.topic,
        Clock(formed.seconds).start(record.at),
        of=HashTrieMap.convert(of),
    )


def _change(groups: Groups, number: int, change: Callable[[Round], Round]) -> Groups:
    rounds = tuple(change(one) if one.number == number else one for one in groups.rounds)
    return replace(groups, rounds=rounds)


def _moved(one: Round, member: str, group: int) -> Round:
    there = replace(one, moved=one.moved.discard(member))
    at_first = there.group_of(member)
    same = group == (OUT if at_first is None else at_first)
    return there if same else replace(one, moved=one.moved.insert(member, group))


def _listed(one: Round, group: int, lines: tuple[str, ...]) -> Round:
    lists = one.lists.insert(group, lines) if lines else one.lists.discard(group)
    return replace(one, lists=lists)
