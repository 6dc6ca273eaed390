"""What can happen in a review quiz, as it stands in the log."""

from __future__ import annotations

from msgspec import Struct

from sessions.plan import Question


class QuestionsBrought(Struct, frozen=True):
    """Questions came out of a file of this name."""

    name: str
    questions: tuple[Question, ...]


class QuizStarted(Struct, frozen=True):
    """A quiz began. `led` is one question at a time, from the first; else all are open at once.

    `seconds` are for each question, 0 for no limit.
    """

    title: str
    questions: tuple[Question, ...]
    led: bool
    seconds: int


class QuestionShown(Struct, frozen=True):
    """A question came up, from 1; 0 is the overview. `asks` where it takes answers from now on."""

    quiz: int
    question: int
    before: int
    asks: bool


class AnswersClosed(Struct, frozen=True):
    """Questions take no more answers. `quiz` is the number of its QuizStarted, here and below."""

    quiz: int
    questions: tuple[int, ...]


class AnswersReopened(Struct, frozen=True):
    """Questions take answers again, for as long as at first. `before` is since when they did."""

    quiz: int
    questions: tuple[int, ...]
    before: tuple[float, ...]


class ResultsRevealed(Struct, frozen=True):
    """Shares, right answers and reasons were shown."""

    quiz: int
    questions: tuple[int, ...]


class AnswerGiven(Struct, frozen=True):
    """A participant's answer: the places of choices from 0, or a text."""

    quiz: int
    question: int
    counter: int
    choices: tuple[int, ...]
    text: str


class MoreTimeTaken(Struct, frozen=True):
    """A participant has twice the time for each question of a quiz."""

    quiz: int


class TeamNamed(Struct, frozen=True):
    """A participant's phone answers for a team of `size` people, 0 for not said; or alone."""

    name: str
    size: int


class HandsCounted(Struct, frozen=True):
    """The facilitator counted raised hands for a choice."""

    quiz: int
    question: int
    choice: int
    hands: int
    before: int


class AnswerWritten(Struct, frozen=True):
    """The facilitator wrote down what somebody said."""

    quiz: int
    question: int
    text: str


class AnswerHidden(Struct, frozen=True):
    """Answers that say the same were taken off the projector, or put back."""

    quiz: int
    question: int
    answer: str
    hidden: bool


FACTS = (
    QuestionsBrought,
    QuizStarted,
    QuestionShown,
    AnswersClosed,
    AnswersReopened,
    ResultsRevealed,
    AnswerGiven,
    MoreTimeTaken,
    TeamNamed,
    HandsCounted,
    AnswerWritten,
    AnswerHidden,
)
