"""Dot voting: each person puts a few dots on the lines of a sheet. Nobody sees whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessions.facts import Fact, Record
    from sessions.plan import Plan

Dots = tuple[tuple[int, int], ...]
"""Dots by option, in the options' order, those without any left out."""


class VoteOpened(Struct, frozen=True):
    """A vote began. Each option is the number of the first idea of its line; `most` dots on one.

    Where it is `grouped`, lines of a group are one option.
    """

    sheet: str
    options: tuple[int, ...]
    dots: int
    most: int
    hidden: bool
    grouped: bool = False


class DotsPlaced(Struct, frozen=True):
    """A participant's dots, all of them. `vote` is the number of its VoteOpened."""

    vote: int
    counter: int
    dots: Dots


class DotsCounted(Struct, frozen=True):
    """The facilitator counted dots that were given by raised hands or on paper."""

    vote: int
    option: int
    dots: int
    before: int


class VoteClosed(Struct, frozen=True):
    """A vote takes no more dots."""

    vote: int


class VoteReopened(Struct, frozen=True):
    """A vote takes dots again."""

    vote: int


FACTS = (VoteOpened, DotsPlaced, DotsCounted, VoteClosed, VoteReopened)


class Vote(Struct, frozen=True):
    """One round. `placed` are the counter and the dots of each participant; `totals` by option."""

    number: int
    sheet: str
    options: tuple[int, ...]
    dots: int
    most: int
    hidden: bool
    grouped: bool = False
    open: bool = True
    placed: HashTrieMap[str, tuple[int, Dots]] = field(default_factory=HashTrieMap)
    totals: HashTrieMap[int, int] = field(default_factory=HashTrieMap)
    counted: HashTrieMap[int, int] = field(default_factory=HashTrieMap)

    def result(self) -> list[tuple[int, int, int]]:
        """Place, option and dots, most dots first; equals share a place (1, 2, 2, 4)."""
        dots = {o: self.totals.get(o, 0) + self.counted.get(o, 0) for o in self.options}
        order = sorted(self.options, key=lambda option: -dots[option])
        return [
            (1 + sum(other > dots[option] for other in dots.values()), option, dots[option])
            for option in order
        ]


class Votes(Struct, frozen=True):
    """All rounds in order; the last one is at hand."""

    rounds: tuple[Vote, ...] = ()

    @property
    def last(self) -> Vote | None:
        """The round at hand."""
        return self.rounds[-1] if self.rounds else None


def begin(_plan: Plan) -> Votes:
    """No vote yet."""
    return Votes()


def apply(votes: Votes, record: Record) -> Votes:
    """The votes after a fact."""
    match record.fact:
        case VoteOpened(sheet, options, dots, most, hidden, grouped):
            vote = Vote(record.number, sheet, options, dots, most, hidden, grouped)
            return replace(votes, rounds=(*votes.rounds, vote))
        case DotsPlaced(number, counter, placed):
            return _change(votes, number, lambda vote: _place(vote, record.by, counter, placed))
        case DotsCounted(number, option, dots):
            return _change(votes, number, lambda vote: _count(vote, option, dots))
        case VoteClosed(number):
            return _change(votes, number, lambda vote: replace(vote, open=False))
        case VoteReopened(number):
            return _change(votes, number, lambda vote: replace(vote, open=True))
    return votes


def undo(votes: Votes, fact: Fact, number: int) -> Votes:
    """The votes without a fact. A round whose opening is undone is gone with its dots."""
    match fact:
        case VoteOpened():
            return replace(votes, rounds=tuple(v for v in votes.rounds if v.number != number))
        case DotsCounted(vote, option, _, before):
            return _change(votes, vote, lambda one: _count(one, option, before))
        case VoteClosed(vote):
            return _change(votes, vote, lambda one: replace(one, open=True))
        case VoteReopened(vote):
            return _change(votes, vote, lambda one: replace(one, open=False))
    return votes


def _change(votes: Votes, number: int, change: Callable[[Vote], Vote]) -> Votes:
    rounds = tuple(change(one) if one.number == number else one for one in votes.rounds)
    return replace(votes, rounds=rounds)


def _place(vote: Vote, by: str, counter: int, dots: Dots) -> Vote:
    totals = vote.totals
    known = vote.placed.get(by)
    for option, some in known[1] if known else ():
        totals = totals.insert(option, totals[option] - some)
    for option, some in dots:
        totals = totals.insert(option, totals.get(option, 0) + some)
    return replace(vote, placed=vote.placed.insert(by, (counter, dots)), totals=totals)


def _count(vote: Vote, option: int, dots: int) -> Vote:
    return replace(vote, counted=vote.counted.insert(option, dots))
