"""The rules of dot voting: what the facilitator may start, and which dots a participant has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions.activity import MOST_COUNTER, STALE, bring_up, check_going
from sessions.grouping import clusters
from sessions.refused import Invalid, Refused, Unknown, marked
from sessions.votes import DotsCounted, DotsPlaced, Vote, VoteClosed, VoteOpened, VoteReopened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sessions.facts import Fact
    from sessions.plan import Cue, Topic
    from sessions.state import Decision, State

NAME = "votes"
DOTS = 3
"""Dots that each person has where nothing else is said."""

MOST_DOTS, MOST_OPTIONS, MOST_COUNTED = 20, 60, 10_000


def open_vote(sheet: str, dots: int, most: int, *, hidden: bool) -> Decision:
    """Let the room vote on a sheet's lines, its groups as one each. An open round is closed."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        heading = state.sheets.known(sheet).heading
        if not 1 <= most <= dots <= MOST_DOTS:
            raise Invalid(
                marked("Give each person 1 to %(most)s dots, and not more than that on one line."),
                most=MOST_DOTS,
            )
        groups, alone = clusters(state, sheet)
        options = tuple(sorted(line.first for line in (*(g.lines[0] for g in groups), *alone)))
        if not 1 < len(options) <= MOST_OPTIONS:
            raise Refused(
                marked("“%(sheet)s” has %(lines)s lines. A vote needs 2 to %(most)s of them."),
                sheet=heading,
                lines=len(options),
                most=MOST_OPTIONS,
            )
        last = state.votes.last
        closing: list[Fact] = [VoteClosed(last.number)] if last and last.open else []
        opened = VoteOpened(sheet, options, dots, most, hidden, bool(groups))
        return [opened, *closing, *bring_up(state, NAME)]

    return decide


def open_from_cue(topic: Topic, cue: Cue) -> Decision:
    """The vote of a cue: on its sheet, or on the topic's sheet that has most lines."""

    def decide(state: State, now: float) -> Sequence[Fact]:
        its = [sheet.id for sheet in state.sheets.of_topic(topic.number)]
        sheet = cue.sheet or max(its, key=lambda id: len(state.ideas.lines_of(id)), default="")
        return open_vote(sheet, DOTS, 1, hidden=True)(state, now)

    return decide


def words(state: State, vote: Vote, option: int) -> str:
    """What an option says: its group's name, or its idea; an idea that was erased says nothing."""
    idea = state.ideas.all.get(option)
    group = state.grouping.groups.get(state.grouping.of.get(option, 0)) if vote.grouped else None
    return (group.name if group else "") or (idea.text if idea else "")


def close() -> Decision:
    """Take no more dots, and show the result."""

    def decide(state: State, _now: float) -> list[Fact]:
        vote = _at_hand(state)
        return [VoteClosed(vote.number), *bring_up(state, NAME)] if vote.open else []

    return decide


def reopen() -> Decision:
    """Take dots again; those that were placed stay."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        vote = _at_hand(state)
        return [] if vote.open else [VoteReopened(vote.number), *bring_up(state, NAME)]

    return decide


def count(option: int, dots: int) -> Decision:
    """Write down the dots that an option was given by raised hands or on paper."""

    def decide(state: State, _now: float) -> list[Fact]:
        vote = _at_hand(state)
        if option not in vote.options:
            raise Unknown(marked("This line is not in the vote."))
        if not 0 <= dots <= MOST_COUNTED:
            raise Invalid(marked("Write a number from 0 to %(most)s."), most=MOST_COUNTED)
        before = vote.counted.get(option, 0)
        return [] if before == dots else [DotsCounted(vote.number, option, dots, before)]

    return decide


def place(by: str, number: int, counter: int, dots: Mapping[int, int]) -> Decision:
    """A participant's dots, all of them: they take the place of earlier ones.

    The same again changes nothing. A counter that is not above the last one is an older choice.
    """

    def decide(state: State, _now: float) -> list[Fact]:
        vote = next((one for one in state.votes.rounds if one.number == number), None)
        if vote is None:
            raise Unknown(marked("This vote is over. The next one comes up here by itself."))
        placed = tuple((o, dots[o]) for o in vote.options if dots.get(o, 0))
        known = vote.placed.get(by, (0, ()))
        if known == (counter, placed):
            return []
        _check(vote, dots, counter)
        check_going(state)
        if not vote.open:
            raise Refused(marked("The vote is closed. Your dots stand as you sent them last."))
        if counter <= known[0]:
            raise Refused(STALE)
        return [DotsPlaced(number, counter, placed)]

    return decide


def _check(vote: Vote, dots: Mapping[int, int], counter: int) -> None:
    if not 0 < counter <= MOST_COUNTER or any(option not in vote.options for option in dots):
        raise Invalid(marked("These dots do not fit this vote. Choose again."))
    if any(not 0 <= some <= vote.most for some in dots.values()):
        raise Invalid(marked("At most %(most)s dots on one line, please."), most=vote.most)
    if sum(dots.values()) > vote.dots:
        raise Invalid(marked("You have %(dots)s dots. Take one off first."), dots=vote.dots)


def _at_hand(state: State) -> Vote:
    vote = state.votes.last
    if vote is None:
        raise Refused(marked("No vote was started yet."))
    return vote
