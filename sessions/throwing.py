"""The rules of On the Spot: circles, the deck of questions, and where the ball goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from sessions import text
from sessions.activity import bring_up, check_going, take_off
from sessions.icebreaker import (
    BallThrown,
    Circle,
    IcebreakerStarted,
    IcebreakerStopped,
    Play,
    QuestionsAdded,
    Start,
)
from sessions.mixing import mix, shuffled
from sessions.refused import Invalid, Refused, Unknown, marked
from sessions.roster import member, roster

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sessions.facts import Fact
    from sessions.people import People
    from sessions.plan import Plan
    from sessions.state import Decision, State

NAME = "icebreaker"
ONE_CIRCLE = 20
"""With more people than this there are two circles."""

MOST_QUESTIONS, LETTERS, MOST_SECONDS = 300, 200, 3600

_ASKED = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.+[?？؟])\s*$", re.MULTILINE)  # noqa: RUF001 - marks of others


class Wishes(Struct, frozen=True):
    """How to play: in one or two `circles`, 0 for what is usual; `seconds` 0 for no limit.

    `names` and `others` are people without a phone, as in a roster. Where a real ball is `thrown`
    nobody is told who has it.
    """

    names: str = ""
    others: int = 0
    circles: int = 0
    seconds: float = 0
    thrown: bool = False


def start(wishes: Wishes, seed: int) -> Decision:
    """Let the ball go round. Earlier rounds are kept.

    Where fewer than two in a circle are known by phone or name, a real ball is meant.
    """

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        people = roster(state, wishes.names, wishes.others)
        if wishes.circles not in {0, 1, 2} or not 0 <= wishes.seconds <= MOST_SECONDS:
            raise Invalid(marked("Choose one or two circles, and 0 to 60 minutes."))
        number = wishes.circles or 1 + (len(people) > ONE_CIRCLE)
        if number > max(1, len(people) // 2):
            raise Invalid(
                marked("There are %(people)s people: too few for two circles."), people=len(people)
            )
        known = [one for one in people if not one.startswith("+")]
        questions = tuple(shuffled(deck(state), seed))
        begun = _circles(known, number, questions, seed, thrown=wishes.thrown)
        facts: list[Fact] = [
            IcebreakerStarted(begun, questions, len(state.people.ranks), wishes.seconds)
        ]
        return [*facts, *_stopped(state), *bring_up(state, NAME)]

    return decide


def throw(by: str, turn: int, to: str) -> Decision:
    """Whoever has the ball throws it on, or passes; an empty `to` is whoever waited longest."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        play, own = _going(state), member(state.people, by)
        place = next((n for n, one in enumerate(play.circles) if own and one.holder == own), None)
        if place is None or play.circles[place].turn != turn:
            raise Refused(marked("The ball is not with you any more, so nothing was changed."))
        inside = members(play, place, state.people)
        if to and (to not in inside or to == own):
            raise Invalid(marked("Throw it to somebody else in your circle."))
        return [_throw(play, place, to or _longest(play, place, inside))]

    return decide


def pass_on(circle: int, turn: int, *, keep: bool = False) -> Decision:
    """Send the ball on for somebody, or with `keep` only bring another question."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        play = _going(state)
        if not 0 <= circle < len(play.circles):
            raise Unknown(marked("There is no such circle."))
        one = play.circles[circle]
        if one.turn != turn:
            raise Refused(marked("The ball has gone on meanwhile, so nothing was changed."))
        inside = members(play, circle, state.people)
        to = one.holder if keep or not one.holder else _longest(play, circle, inside)
        return [_throw(play, circle, to)]

    return decide


def add_questions(pasted: str) -> Decision:
    """Put more questions into the deck, one a line; those that are there are passed over."""

    def decide(state: State, _now: float) -> list[Fact]:
        lines = list(dict.fromkeys(text.lines(pasted)))
        if not lines:
            raise Invalid(marked("Type a question, or paste several, one a line."))
        if any(text.length(line) > LETTERS for line in lines):
            raise Invalid(marked("A question has at most %(most)s letters."), most=LETTERS)
        here = deck(state)
        new = tuple(line for line in lines if line not in here)
        if len(here) + len(new) > MOST_QUESTIONS:
            raise Refused(
                marked("A deck has at most %(most)s questions. Nothing was added."),
                most=MOST_QUESTIONS,
            )
        return [QuestionsAdded(new)] if new else []

    return decide


def stop() -> Decision:
    """Let the ball lie still."""

    def decide(state: State, _now: float) -> list[Fact]:
        stopped = _stopped(state)
        return [*stopped, *take_off(state, NAME)] if stopped else []

    return decide


def deck(state: State) -> list[str]:
    """All questions of the session: the plan's, then those that were added."""
    return list(dict.fromkeys([*plan_deck(state.plan), *state.icebreaker.added]))


def plan_deck(plan: Plan) -> list[str]:
    """The questions in the lists of the plan's icebreakers."""
    found = (one for part in plan.icebreakers for one in _ASKED.findall(part.prose))
    return list(dict.fromkeys(filter(None, map(text.clean, found))))[:MOST_QUESTIONS]


def members(play: Play, circle: int, people: People) -> list[str]:
    """Who is in a circle now, those who came late included."""
    came = (f"p{rank}" for rank in range(play.joined, len(people.ranks)))
    late = [one for one in came if play.circle_of(one) == circle]
    return [*play.circles[circle].members, *late]


def _circles(
    known: list[str], number: int, questions: tuple[str, ...], seed: int, *, thrown: bool
) -> tuple[Start, ...]:
    told = not thrown and len(known) >= 2 * number
    return tuple(
        Start(
            tuple(who), who[0] if told else "", questions[n % len(questions)] if questions else ""
        )
        for n, who in enumerate(mix(known, number, {}, seed))
    )


def _throw(play: Play, place: int, to: str) -> BallThrown:
    one = play.circles[place]
    question = _next_question(play, one)
    return BallThrown(play.number, place, to, question, one.holder, one.question, one.turn)


def _next_question(play: Play, circle: Circle) -> str:
    """The first in the deck of those that came up least, another one than just now."""
    others = [one for one in play.deck if one != circle.question] or list(play.deck)
    return min(others, key=lambda one: play.asked.get(one, 0), default="")


def _longest(play: Play, place: int, inside: list[str]) -> str:
    """Who had the ball least, in an order of chance; the holder only where there is nobody else."""
    circle = play.circles[place]
    had: Mapping[str, int] = circle.had
    others = [one for one in shuffled(inside, circle.turn) if one != circle.holder]
    return min(others, key=lambda one: had.get(one, 0), default=circle.holder)


def _stopped(state: State) -> list[Fact]:
    last = state.icebreaker.last
    return [IcebreakerStopped(last.number)] if last and last.going else []


def _going(state: State) -> Play:
    last = state.icebreaker.last
    if last is None or not last.going:
        raise Refused(marked("On the Spot is not being played just now."))
    return last
