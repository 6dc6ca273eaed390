"""The rules of groups at work: who writes, how long, help for who is stuck, and their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions.activity import bring_up, check_going, take_off
from sessions.groups import (
    GroupsEnded,
    GroupTimeAdded,
    ListGiven,
    RecorderTaken,
    ReportTurned,
    Round,
)
from sessions.refused import Invalid, Refused, Unknown, marked
from sessions.roster import member, participant

if TYPE_CHECKING:
    from collections.abc import Collection

    from sessions.facts import Fact
    from sessions.people import People
    from sessions.state import Decision, State

NAME = "groups"
MOST_SECONDS = 4 * 3600


def take_pen(by: str) -> Decision:
    """A participant writes for their group from now on."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        found = own_group(state, by)
        if found is None:
            raise Refused(marked("You are in no group just now, so nothing was changed."))
        at_hand, group = found
        own = member(state.people, by)
        if recorder(at_hand, group, state.people) == own:
            return []
        return [RecorderTaken(at_hand.number, group, own)]

    return decide


def add_time(seconds: float) -> Decision:
    """Give the groups more time, or less."""

    def decide(state: State, now: float) -> list[Fact]:
        check_going(state)
        at_hand = round_at_hand(state)
        elapsed = at_hand.clock.elapsed(now)
        total = at_hand.clock.total + seconds
        if not 0 < abs(seconds) <= MOST_SECONDS or not elapsed < total <= elapsed + MOST_SECONDS:
            raise Invalid(marked("That would leave the groups no time, or more than four hours."))
        return [GroupTimeAdded(at_hand.number, seconds)]

    return decide


def give_list(group: int) -> Decision:
    """Give a group that is stuck what the plan has written on the topic's sheet."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        at_hand = round_at_hand(state)
        check_group(at_hand, group)
        lines = plan_list(state, at_hand)
        if not lines:
            raise Refused(marked("The plan has no list for this topic. Help the group in person."))
        before = at_hand.lists.get(group, ())
        return [] if before == lines else [ListGiven(at_hand.number, group, lines, before)]

    return decide


def report(group: int) -> Decision:
    """Let a group report, on the projector."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        at_hand = round_at_hand(state)
        check_group(at_hand, group)
        turned = [ReportTurned(at_hand.number, group, at_hand.turns)]
        shown = bring_up(state, NAME, closing=False)
        return shown if at_hand.reporting == group else [*turned, *shown]

    return decide


def end() -> Decision:
    """Make one room of them again."""

    def decide(state: State, _now: float) -> list[Fact]:
        at_hand = round_at_hand(state)
        if not at_hand.going:
            return []
        return [GroupsEnded(at_hand.number), *take_off(state, NAME)]

    return decide


def own_group(state: State, by: str) -> tuple[Round, int] | None:
    """The round that goes on and the group in it of a participant."""
    last = state.groups.last
    if last is None or not last.going or state.ended:
        return None
    group = last.group_of(member(state.people, by))
    return None if group is None else (last, group)


def recorder(one: Round, group: int, people: People) -> str:
    """Who writes for a group: whoever took the pen and is still in it, or its first phone."""
    taken = one.recorders.get(group, "")
    if taken and one.group_of(taken) == group:
        return taken
    return next((m for m in one.members(group, people) if m.startswith("p")), "")


def own_sheet(state: State, by: str) -> str:
    """The sheet that a participant may write on for their group, though it is not open."""
    found = own_group(state, by)
    if found is None or recorder(*found, state.people) != member(state.people, by):
        return ""
    one, group = found
    return one.groups[group].sheet


def beside(state: State, people: Collection[str]) -> set[str]:
    """These participants and those in the same groups."""
    found = set(people)
    for one, group in filter(None, (own_group(state, who) for who in people)):
        found |= {participant(state.people, m) for m in one.members(group, state.people)}
    return found - {""}


def plan_list(state: State, one: Round) -> tuple[str, ...]:
    """What the plan has written on a sheet of the topic, for a group that is stuck."""
    its = state.sheets.of_topic(one.topic) if one.topic else ()
    return next((sheet.lines for sheet in its if sheet.lines), ())


def check_group(one: Round, group: int) -> None:
    """Raises Unknown where a round has no such group."""
    if not 0 <= group < len(one.groups):
        raise Unknown(marked("There is no such group. Choose one of those that are there."))


def round_at_hand(state: State) -> Round:
    """The last round. Raises Refused where there is none."""
    last = state.groups.last
    if last is None:
        raise Refused(marked("No groups were formed yet."))
    return last
