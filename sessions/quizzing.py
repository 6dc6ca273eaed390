"""The rules of the review quiz: what the facilitator may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions import text
from sessions.activity import bring_up, check_going
from sessions.question_sets import EVERY, of_topic, question_sets
from sessions.quiz_answers import LETTERS, NAME
from sessions.quiz_facts import (
    AnswerHidden,
    AnswersClosed,
    AnswersReopened,
    AnswerWritten,
    HandsCounted,
    QuestionsBrought,
    QuestionShown,
    QuizStarted,
    ResultsRevealed,
)
from sessions.quiz_round import texts
from sessions.refused import Invalid, Refused, Unknown, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessions.facts import Fact
    from sessions.plan import Cue, Question, Topic
    from sessions.quiz_round import Quiz
    from sessions.state import Decision, State

MOST_QUESTIONS, MOST_SECONDS, MOST_HANDS, MOST_FILES = 100, 3600, 10_000, 20
FILE_NAME_LETTERS = 80

NO_QUIZ = marked("No quiz was started yet.")


def bring(name: str, questions: tuple[Question, ...]) -> Decision:
    """Take in the questions of a file."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        known = state.quiz.brought
        if known and known[-1].questions == questions:
            return []
        if len(known) >= MOST_FILES:
            raise Refused(marked("A session takes at most %(most)s files."), most=MOST_FILES)
        return [QuestionsBrought(text.clean(name)[:FILE_NAME_LETTERS] or "quiz", questions)]

    return decide


def start(source: str, *, led: bool, seconds: int) -> Decision:
    """Ask the questions of a set. A quiz that is on is closed, and kept."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        if not 0 <= seconds <= MOST_SECONDS:
            raise Invalid(marked("Give each question 0 to %(most)s seconds."), most=MOST_SECONDS)
        chosen = next((one for one in question_sets(state) if one.id == source), None)
        if chosen is None:
            raise Unknown(
                marked("There are no such questions. Write some into the plan, or bring a file.")
            )
        if len(chosen.questions) > MOST_QUESTIONS:
            raise Refused(marked("A quiz has at most %(most)s questions."), most=MOST_QUESTIONS)
        title = chosen.title if chosen.own else ""
        begun = QuizStarted(title, chosen.questions, led, seconds)
        return [begun, *_closing(state.quiz.last), *bring_up(state, NAME)]

    return decide


def start_from_cue(topic: Topic, _cue: Cue) -> Decision:
    """The quiz of a cue: the topic's own questions, all of the plan's where it has none."""
    return start(of_topic(topic) if topic.questions else EVERY, led=True, seconds=0)


def show(question: int) -> Decision:
    """Turn to a question, 0 for the overview. A led quiz asks it then, and closes the one before.

    One that was asked already comes up as it stands.
    """

    def decide(state: State, _now: float) -> list[Fact]:
        quiz = _at_hand(state)
        stage = quiz.stage
        if question and question not in quiz.every:
            raise Unknown(marked("This quiz has no such question."))
        asks = quiz.led and question > 0 and question not in stage.asked
        if asks:
            check_going(state)
        if question == stage.question:
            return bring_up(state, NAME)
        leaving = _closing(quiz) if quiz.led else []
        shown = QuestionShown(quiz.number, question, stage.question, asks)
        return [shown, *leaving, *bring_up(state, NAME)]

    return decide


def close() -> Decision:
    """Take no more answers to what is asked."""

    def decide(state: State, _now: float) -> list[Fact]:
        quiz = _at_hand(state)
        closing = _closing(quiz)
        return [*closing, *bring_up(state, NAME)] if closing else []

    return decide


def reopen() -> Decision:
    """Take answers again, for as long as at first; those that were given stay."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        quiz = _at_hand(state)
        if quiz.stage.revealed.intersection(quiz.at_hand):
            raise Refused(marked("The right answer was shown, so this stays closed."))
        those = tuple(one for one in quiz.at_hand if one not in quiz.stage.open)
        if not those:
            return []
        before = tuple(quiz.stage.asked[one] for one in those)
        return [AnswersReopened(quiz.number, those, before), *bring_up(state, NAME)]

    return decide


def reveal() -> Decision:
    """Show shares, right answers and reasons of what was asked; it takes no more answers."""

    def decide(state: State, _now: float) -> list[Fact]:
        quiz = _at_hand(state)
        those = tuple(one for one in quiz.at_hand if one not in quiz.stage.revealed)
        if not those:
            return []
        shown = ResultsRevealed(quiz.number, those)
        return [shown, *_closing(quiz), *bring_up(state, NAME)]

    return decide


def count(question: int, choice: int, hands: int) -> Decision:
    """Write down how many hands were raised for a choice."""

    def decide(state: State, _now: float) -> list[Fact]:
        quiz = _with(state, question)
        if not 0 <= choice < len(quiz.question(question).choices):
            raise Unknown(marked("This question has no such choice."))
        if not 0 <= hands <= MOST_HANDS:
            raise Invalid(marked("Write a number from 0 to %(most)s."), most=MOST_HANDS)
        before = quiz.count(question).hands.get(choice, 0)
        if before == hands:
            return []
        return [HandsCounted(quiz.number, question, choice, hands, before)]

    return decide


def write(question: int, words: str) -> Decision:
    """Write down an answer that somebody gave aloud."""

    def decide(state: State, _now: float) -> list[Fact]:
        quiz = _with(state, question)
        said = text.clean(words)
        if quiz.question(question).choices or not said or text.length(said) > LETTERS:
            raise Invalid(
                marked("Write an answer of 1 to %(most)s letters, to an open question."),
                most=LETTERS,
            )
        return [AnswerWritten(quiz.number, question, said)]

    return decide


def hide(question: int, answer: str, *, hidden: bool) -> Decision:
    """Take answers that say the same off the projector, or put them back. `answer` is their key."""

    def decide(state: State, _now: float) -> list[Fact]:
        quiz = _with(state, question)
        if not any(key == answer for key, _, _ in texts(quiz, question)):
            raise Unknown(marked("This answer is not there any more."))
        if (answer in quiz.count(question).hidden) == hidden:
            return []
        return [AnswerHidden(quiz.number, question, answer, hidden)]

    return decide


def _at_hand(state: State) -> Quiz:
    if state.quiz.last is None:
        raise Refused(NO_QUIZ)
    return state.quiz.last


def _with(state: State, question: int) -> Quiz:
    quiz = _at_hand(state)
    if question not in quiz.every:
        raise Unknown(marked("This quiz has no such question."))
    return quiz


def _closing(quiz: Quiz | None) -> Sequence[Fact]:
    still = tuple(sorted(quiz.stage.open)) if quiz else ()
    return [AnswersClosed(quiz.number, still)] if quiz and still else []
