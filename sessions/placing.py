"""The rules of forming small groups: even ones of chance, shuffled again, and people placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sessions import text
from sessions.activity import bring_up, check_going
from sessions.group_work import MOST_SECONDS, NAME, check_group, round_at_hand
from sessions.groups import OUT, Group, GroupsEnded, GroupsFormed, MemberPlaced
from sessions.mixing import meetings, mix
from sessions.refused import Invalid, Refused, Unknown, marked
from sessions.roster import participant, roster
from sessions.sheets import SheetAdded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessions.facts import Fact
    from sessions.state import Decision, State

SIZE = 4
"""People in a group at most, where nothing else is said."""

MOST_GROUPS, TASK_LETTERS = 60, 400


class Wishes(Struct, frozen=True):
    """How to form groups: of at most `size` people or, where that is None, so many as `number`.

    `called` are names for as many groups as there can be, `colours` those of the first of them.
    `names` and `others` are people without a phone, as in a roster.
    """

    called: Sequence[str]
    colours: Sequence[str] = ()
    size: int | None = None
    number: int = 0
    names: str = ""
    others: int = 0
    task: str = ""
    seconds: float = 0
    sheets: bool = True
    topic: int | None = None


def form(wishes: Wishes, seed: int) -> Decision:
    """Put everybody into even groups of chance. Earlier rounds are kept; who met is kept apart."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        people = roster(state, wishes.names, wishes.others)
        task = text.clean(wishes.task)
        if text.length(task) > TASK_LETTERS:
            raise Invalid(marked("A task has at most %(most)s letters."), most=TASK_LETTERS)
        if not 0 <= wishes.seconds <= MOST_SECONDS:
            raise Invalid(marked("Give the groups 0 to 240 minutes; 0 means no limit."))
        if wishes.size is not None and wishes.size < 2:  # noqa: PLR2004 - two make a group
            raise Invalid(marked("A group needs two people or more. Choose a larger size."))
        number = wishes.number if wishes.size is None else _by_size(len(people), wishes.size)
        return _formed(state, people, replace(wishes, task=task, number=number), seed)

    return decide


def form_from_cue(wishes: Wishes, topic: int, seed: int) -> Decision:
    """The groups of a cue, of whoever is there, though they be few."""

    def decide(state: State, now: float) -> Sequence[Fact]:
        size = max(2, min(SIZE, len(state.people.ranks)))
        return form(replace(wishes, size=size, topic=topic), seed)(state, now)

    return decide


def shuffle(seed: int) -> Decision:
    """The same groups with other people in them, and the time anew."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        last = round_at_hand(state)
        people = [m for n in range(len(last.groups)) for m in last.members(n, state.people)]
        wishes = Wishes(
            called=[group.name for group in last.groups],
            colours=[group.colour for group in last.groups if group.colour],
            number=len(last.groups),
            task=last.task,
            seconds=last.clock.total,
            sheets=any(group.sheet for group in last.groups),
            topic=last.topic,
        )
        return _formed(state, people, wishes, seed)

    return decide


def place(one: str, group: int) -> Decision:
    """Move somebody to a group, or take them out (OUT)."""

    def decide(state: State, _now: float) -> list[Fact]:
        at_hand = round_at_hand(state)
        if group != OUT:
            check_group(at_hand, group)
        known = one in at_hand.of or participant(state.people, one)
        if not known:
            raise Unknown(marked("There is nobody like this in the groups. Choose from the list."))
        before = at_hand.group_of(one)
        now = OUT if before is None else before
        return [] if now == group else [MemberPlaced(at_hand.number, one, group, now)]

    return decide


def _by_size(people: int, size: int) -> int:
    if people > 1 and size > people:
        raise Invalid(
            marked("There are only %(people)s people, fewer than one such group."), people=people
        )
    return max(1, min(-(-people // size), people // 2))


def _formed(state: State, people: list[str], wishes: Wishes, seed: int) -> list[Fact]:
    most = min(len(people) // 2, MOST_GROUPS)
    if not most:
        raise Refused(
            marked("A group needs two people. Let them join, or say how many have no phone.")
        )
    if not 1 <= wishes.number <= most:
        raise Invalid(
            marked("Out of %(people)s people you can make 1 to %(most)s groups of two or more."),
            people=len(people),
            most=most,
        )
    rounds = state.groups.rounds
    met = meetings(one.members(n, state.people) for one in rounds for n in range(len(one.groups)))
    topic = wishes.topic or state.agenda.running
    mixed = mix(people, wishes.number, met, seed)
    groups = [_group(state, wishes, n, tuple(who)) for n, who in enumerate(mixed)]
    formed = GroupsFormed(
        tuple(groups), len(state.people.ranks), wishes.task, wishes.seconds, topic
    )
    last = state.groups.last
    closing: list[Fact] = [GroupsEnded(last.number)] if last and last.going else []
    new = [one for one in groups if one.sheet and state.sheets.find(one.sheet) is None]
    added = [SheetAdded(one.sheet, one.name, wishes.task, topic) for one in new]
    return [formed, *closing, *added, *bring_up(state, NAME)]


def _group(state: State, wishes: Wishes, n: int, members: tuple[str, ...]) -> Group:
    name = wishes.called[n]
    colour = wishes.colours[n] if n < len(wishes.colours) else ""
    new = f"group-{state.number + 1}-{n + 1}"
    sheet = _unwritten(state, name, wishes.task) or new if wishes.sheets else ""
    return Group(name, members, colour, sheet)


def _unwritten(state: State, name: str, task: str) -> str:
    """The sheet that a group of this name and task left empty: it need not have another."""
    last = state.groups.last
    groups = last.groups if last and last.task == task else ()
    its = (group.sheet for group in groups if group.name == name and group.sheet)
    gone = state.sheets.dropped
    return next((s for s in its if s not in gone and not state.ideas.leaf(s).received), "")
