"""On the Spot: a ball goes round a circle, and whoever has it answers a question from a deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap

from sessions.clock import Clock
from sessions.roster import late

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessions.facts import Fact, Record
    from sessions.plan import Plan

HARDER = 60
"""Seconds after which a fact about somebody is repeated first."""


class Start(Struct, frozen=True):
    """How a circle begins: who is in it as in a roster, who has the ball, and the question.

    Where `holder` is empty the room throws a ball of its own.
    """

    members: tuple[str, ...]
    holder: str
    question: str


class IcebreakerStarted(Struct, frozen=True):
    """The ball goes round. `joined` had phones then; `deck` are the questions in their order."""

    circles: tuple[Start, ...]
    deck: tuple[str, ...]
    joined: int
    seconds: float = 0


class BallThrown(Struct, frozen=True):
    """The ball went on, or only the question did. A pass is a throw, and nothing tells them apart.

    `before`, `asked` and `turn` are who had the ball, the question, and the throw before.
    """

    round: int
    circle: int
    to: str
    question: str
    before: str
    asked: str
    turn: int


class QuestionsAdded(Struct, frozen=True):
    """The deck has more questions."""

    questions: tuple[str, ...]


class IcebreakerStopped(Struct, frozen=True):
    """The ball lies still."""

    round: int


FACTS = (IcebreakerStarted, BallThrown, QuestionsAdded, IcebreakerStopped)


class Circle(Struct, frozen=True):
    """Where its ball is. `turn` is the number of the fact that brought it there.

    `had` counts how often each member had the ball.
    """

    members: tuple[str, ...]
    holder: str
    question: str
    turn: int
    had: HashTrieMap[str, int] = field(default_factory=HashTrieMap)


class Play(Struct, frozen=True):
    """One round. `asked` counts how often each question came up."""

    number: int
    at: float
    clock: Clock
    circles: tuple[Circle, ...]
    deck: tuple[str, ...]
    joined: int
    going: bool = True
    asked: HashTrieMap[str, int] = field(default_factory=HashTrieMap)

    def circle_of(self, member: str) -> int | None:
        """The circle somebody is in; who came late is in the smaller one."""
        for n, circle in enumerate(self.circles):
            if member in circle.members:
                return n
        if not member.startswith("p") or int(member[1:]) < self.joined:
            return None
        return late(tuple(len(one.members) for one in self.circles), int(member[1:]) - self.joined)


class Icebreaker(Struct, frozen=True):
    """All rounds in order, and the questions that were added to the plan's."""

    rounds: tuple[Play, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def last(self) -> Play | None:
        """The round at hand."""
        return self.rounds[-1] if self.rounds else None


def begin(_plan: Plan) -> Icebreaker:
    """Not played yet."""
    return Icebreaker()


def apply(icebreaker: Icebreaker, record: Record) -> Icebreaker:
    """The icebreaker after a fact."""
    match record.fact:
        case IcebreakerStarted() as started:
            rounds = (*icebreaker.rounds, _begun(started, record))
            return replace(icebreaker, rounds=rounds)
        case BallThrown(number) as thrown:
            return _change(icebreaker, number, lambda play: _thrown(play, thrown, record.number))
        case QuestionsAdded(questions):
            added = (*icebreaker.added, *questions)
            return _dealt(replace(icebreaker, added=added), lambda deck: (*deck, *questions))
        case IcebreakerStopped(number):
            return _change(icebreaker, number, lambda play: replace(play, going=False))
    return icebreaker


def undo(icebreaker: Icebreaker, fact: Fact, number: int) -> Icebreaker:
    """The icebreaker without a fact. A ball that has gone on since stays where it is."""
    match fact:
        case IcebreakerStarted():
            rounds = tuple(play for play in icebreaker.rounds if play.number != number)
            return replace(icebreaker, rounds=rounds)
        case BallThrown(round):
            return _change(icebreaker, round, lambda play: _back(play, fact, number))
        case QuestionsAdded(questions):
            kept = tuple(one for one in icebreaker.added if one not in questions)
            return _dealt(
                replace(icebreaker, added=kept),
                lambda deck: tuple(one for one in deck if one not in questions),
            )
        case IcebreakerStopped(round):
            return _change(icebreaker, round, lambda play: replace(play, going=True))
    return icebreaker


def _begun(started: IcebreakerStarted, record: Record) -> Play:
    circles = []
    asked: HashTrieMap[str, int] = HashTrieMap()
    for one in started.circles:
        circle = Circle(one.members, one.holder, one.question, record.number)
        circles.append(replace(circle, had=_more(circle.had, one.holder)))
        asked = _more(asked, one.question)
    clock = Clock(started.seconds).start(record.at)
    deck = started.deck
    return Play(record.number, record.at, clock, tuple(circles), deck, started.joined, asked=asked)


def _thrown(play: Play, fact: BallThrown, number: int) -> Play:
    circle = play.circles[fact.circle]
    had = circle.had if fact.to == circle.holder else _more(circle.had, fact.to)
    now = replace(circle, holder=fact.to, question=fact.question, turn=number, had=had)
    return _turned(play, fact.circle, now, _more(play.asked, fact.question))


def _back(play: Play, fact: BallThrown, number: int) -> Play:
    circle = play.circles[fact.circle]
    if circle.turn != number:
        return play
    had = circle.had if fact.to == fact.before else _more(circle.had, fact.to, -1)
    then = replace(circle, holder=fact.before, question=fact.asked, turn=fact.turn, had=had)
    return _turned(play, fact.circle, then, _more(play.asked, fact.question, -1))


def _turned(play: Play, place: int, circle: Circle, asked: HashTrieMap[str, int]) -> Play:
    circles = tuple(circle if n == place else one for n, one in enumerate(play.circles))
    return replace(play, circles=circles, asked=asked)


def _more(counts: HashTrieMap[str, int], key: str, by: int = 1) -> HashTrieMap[str, int]:
    count = counts.get(key, 0) + by if key else 0
    return counts.insert(key, count) if count else counts.discard(key)


def _change(icebreaker: Icebreaker, number: int, change: Callable[[Play], Play]) -> Icebreaker:
    rounds = tuple(change(one) if one.number == number else one for one in icebreaker.rounds)
    return replace(icebreaker, rounds=rounds)


def _dealt(
    icebreaker: Icebreaker, change: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> Icebreaker:
    """The icebreaker with another deck for the round at hand."""
    *rest, last = icebreaker.rounds or (None,)
    if last is None:
        return icebreaker
    return replace(icebreaker, rounds=(*rest, replace(last, deck=change(last.deck))))
