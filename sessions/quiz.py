"""The review quizzes of a session: every round, the files brought, and the teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap

from sessions.quiz_facts import (
    FACTS,
    AnswerGiven,
    AnswerHidden,
    AnswersClosed,
    AnswersReopened,
    AnswerWritten,
    HandsCounted,
    MoreTimeTaken,
    QuestionsBrought,
    QuestionShown,
    QuizStarted,
    ResultsRevealed,
    TeamNamed,
)
from sessions.quiz_round import Count, Given, Quiz, Stage, give, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessions.facts import Fact, Record
    from sessions.plan import Plan, Question

__all__ = ["FACTS", "Brought", "Quizzes", "apply", "begin", "undo"]


class Brought(Struct, frozen=True):
    """Questions out of a file; `number` is that of the fact."""

    number: int
    name: str
    questions: tuple[Question, ...]


class Quizzes(Struct, frozen=True):
    """All rounds in order, the last one at hand; files that were brought; teams by phone."""

    rounds: tuple[Quiz, ...] = ()
    brought: tuple[Brought, ...] = ()
    teams: HashTrieMap[str, TeamNamed] = field(default_factory=HashTrieMap)

    @property
    def last(self) -> Quiz | None:
        """The round at hand."""
        return self.rounds[-1] if self.rounds else None


def begin(_plan: Plan) -> Quizzes:
    """No quiz yet."""
    return Quizzes()


def apply(quizzes: Quizzes, record: Record) -> Quizzes:
    """The quizzes after a fact."""
    match record.fact:
        case QuestionsBrought(name, questions):
            brought = Brought(record.number, name, questions)
            return replace(quizzes, brought=(*quizzes.brought, brought))
        case QuizStarted() as fact:
            return replace(quizzes, rounds=(*quizzes.rounds, _begun(record, fact)))
        case TeamNamed() as team:
            return replace(quizzes, teams=quizzes.teams.insert(record.by, team))
    return _change(quizzes, record.fact.quiz, lambda quiz: _after(quiz, record))


def undo(quizzes: Quizzes, fact: Fact, number: int) -> Quizzes:
    """The quizzes without a fact. A round whose start is undone is gone with its answers."""
    match fact:
        case QuestionsBrought():
            brought = tuple(one for one in quizzes.brought if one.number != number)
            return replace(quizzes, brought=brought)
        case QuizStarted():
            return replace(quizzes, rounds=tuple(q for q in quizzes.rounds if q.number != number))
    return _change(quizzes, fact.quiz, lambda quiz: _without(quiz, fact, number))


def _change(quizzes: Quizzes, number: int, change: Callable[[Quiz], Quiz]) -> Quizzes:
    rounds = tuple(change(one) if one.number == number else one for one in quizzes.rounds)
    return replace(quizzes, rounds=rounds)


def _begun(record: Record, fact: QuizStarted) -> Quiz:
    asked = (1,) if fact.led else range(1, len(fact.questions) + 1)
    stage = Stage(question=int(fact.led)).opened(asked, record.at)
    counts = tuple(Count() for _ in fact.questions)
    return Quiz(record.number, fact.title, fact.questions, fact.led, fact.seconds, stage, counts)


def _after(quiz: Quiz, record: Record) -> Quiz:
    stage = quiz.stage
    match record.fact:
        case AnswerGiven(_, question, counter, choices, text):
            return give(quiz, question, record.by, Given(counter, choices, text))
        case MoreTimeTaken():
            return replace(quiz, extra=quiz.extra.insert(record.by))
        case QuestionShown(_, question, _, asks):
            stage = replace(stage, question=question)
            return replace(quiz, stage=stage.opened([question], record.at) if asks else stage)
        case AnswersReopened(_, questions):
            return replace(quiz, stage=stage.opened(questions, record.at))
        case AnswersClosed(_, questions):
            return replace(quiz, stage=replace(stage, open=stage.open.difference(questions)))
        case ResultsRevealed(_, questions):
            return replace(quiz, stage=replace(stage, revealed=stage.revealed.union(questions)))
        case HandsCounted(_, question, choice, hands):
            return _raise(quiz, question, choice, hands)
        case AnswerWritten(_, question, text):
            count = quiz.count(question)
            written = count.written.insert(record.number, text)
            return put(quiz, question, replace(count, written=written))
        case AnswerHidden(_, question, answer, is_hidden):
            return _hide(quiz, question, answer, hidden=is_hidden)
    return quiz


def _without(quiz: Quiz, fact: Fact, number: int) -> Quiz:
    stage = quiz.stage
    match fact:
        case QuestionShown(_, question, before, asks):
            stage = replace(stage, question=before)
            if asks:
                asked, still = stage.asked.discard(question), stage.open - {question}
                stage = replace(stage, asked=asked, open=still)
        case AnswersReopened(_, questions, times):
            asked = stage.asked
            for one, since in zip(questions, times, strict=True):
                asked = asked.insert(one, since)
            stage = replace(stage, asked=asked, open=stage.open.difference(questions))
        case AnswersClosed(_, questions):
            stage = replace(stage, open=stage.open.union(questions))
        case ResultsRevealed(_, questions):
            stage = replace(stage, revealed=stage.revealed.difference(questions))
        case HandsCounted(_, question, choice, _, before):
            return _raise(quiz, question, choice, before)
        case AnswerWritten(_, question):
            count = quiz.count(question)
            return put(quiz, question, replace(count, written=count.written.discard(number)))
        case AnswerHidden(_, question, answer, hidden):
            return _hide(quiz, question, answer, hidden=not hidden)
    return replace(quiz, stage=stage)


def _raise(quiz: Quiz, question: int, choice: int, hands: int) -> Quiz:
    count = quiz.count(question)
    raised = count.hands.insert(choice, hands) if hands else count.hands.discard(choice)
    return put(quiz, question, replace(count, hands=raised))


def _hide(quiz: Quiz, question: int, answer: str, *, hidden: bool) -> Quiz:
    count = quiz.count(question)
    changed = count.hidden.insert(answer) if hidden else count.hidden.discard(answer)
    return put(quiz, question, replace(count, hidden=changed))
