"""What a participant may answer in a review quiz, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions import text
from sessions.activity import MOST_COUNTER, STALE, check_going
from sessions.people import join
from sessions.quiz_facts import AnswerGiven, MoreTimeTaken, TeamNamed
from sessions.quiz_round import Given, right_choices
from sessions.refused import Invalid, Refused, Unknown, marked

if TYPE_CHECKING:
    from sessions.facts import Fact
    from sessions.plan import Question
    from sessions.quiz_round import Quiz
    from sessions.state import Decision, State

NAME = "quiz"
LETTERS = 1000
"""Letters of an answer in words."""

TEAM_LETTERS, MOST_IN_TEAM = 40, 1000

OVER = marked("This quiz is over. The next one comes up here by itself.")
UNFIT = marked("This answer does not fit the question. Choose again.")


def answer(by: str, number: int, question: int, sent: Given) -> Decision:
    """A participant's answer to a question: it takes the place of an earlier one.

    The same again changes nothing. A counter that is not above the last one is an older answer.
    """

    def decide(state: State, now: float) -> list[Fact]:
        quiz = _known(state, number)
        if question not in quiz.every:
            raise Unknown(marked("This quiz has no such question."))
        chosen, said = tuple(sorted(set(sent.choices))), text.clean(sent.text)
        given = Given(sent.counter, chosen, said)
        known = quiz.given(by, question)
        if known == given:
            return []
        _check(quiz.question(question), given)
        check_going(state)
        _check_open(quiz, question, by, now)
        if known and sent.counter <= known.counter:
            raise Refused(STALE)
        given_now = AnswerGiven(number, question, sent.counter, chosen, said)
        return [given_now, *join(by)(state, now)]

    return decide


def take_time(by: str, number: int) -> Decision:
    """Have twice the time for each question of a quiz, without saying why."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        quiz = _known(state, number)
        if not quiz.seconds:
            raise Refused(marked("This quiz has no time limit: take all the time you need."))
        return [] if by in quiz.extra else [MoreTimeTaken(number)]

    return decide


def name_team(by: str, name: str, size: int) -> Decision:
    """Say which team a phone answers for; without a name, for one person."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        cleaned = text.clean(name)
        if text.length(cleaned) > TEAM_LETTERS:
            raise Invalid(marked("A team's name has at most %(most)s letters."), most=TEAM_LETTERS)
        if not 0 <= size <= MOST_IN_TEAM:
            raise Invalid(marked("A team has at most %(most)s people."), most=MOST_IN_TEAM)
        known = state.quiz.teams.get(by)
        new = TeamNamed(cleaned, size if cleaned else 0)
        return [] if (known or TeamNamed("", 0)) == new else [new]

    return decide


def _known(state: State, number: int) -> Quiz:
    quiz = next((one for one in state.quiz.rounds if one.number == number), None)
    if quiz is None:
        raise Unknown(OVER)
    return quiz


def _check(question: Question, given: Given) -> None:
    choices = len(question.choices)
    several = len(right_choices(question)) > 1
    if not 0 < given.counter <= MOST_COUNTER or not all(0 <= c < choices for c in given.choices):
        raise Invalid(UNFIT)
    if (given.text and choices) or (len(given.choices) > 1 and not several):
        raise Invalid(UNFIT)
    if not given.choices and not given.text:
        raise Invalid(marked("There is no answer in it yet. Choose or write one, then send it."))
    _check_words(given.text, question.max_words)


def _check_words(said: str, most: int | None) -> None:
    if most is not None and text.words(said) > most:
        raise Invalid(
            marked("That is %(words)s words; this answer has at most %(most)s."),
            words=text.words(said),
            most=most,
        )
    if text.length(said) > LETTERS:
        raise Invalid(marked("An answer has at most %(most)s letters."), most=LETTERS)


def _check_open(quiz: Quiz, question: int, by: str, now: float) -> None:
    if question not in quiz.stage.asked:
        raise Refused(marked("This question is not asked yet. It comes up here by itself."))
    if question not in quiz.stage.open:
        raise Refused(marked("This question is closed. Your last answer stands."))
    if not quiz.in_time(by, question, now):
        raise Refused(marked("The time for this question is over. Your last answer stands."))
