"""The review quiz in the report and in the data: what was asked, and how the room did."""

from collections.abc import Iterator

from msgspec import Struct

from handouts.activity import Activity
from handouts.rows import Cell
from sessions.plan import Question
from sessions.quiz_answers import NAME
from sessions.quiz_round import Count, Quiz, texts
from sessions.state import State
from templates.face import render


class Asked(Struct, frozen=True):
    """A question as it went: `lines` are text, count, of them by hand, right; `share` was right."""

    number: int
    question: Question
    lines: tuple[tuple[str, int, int, bool], ...]
    share: float | None
    missed: bool


def asked(quiz: Quiz) -> list[Asked]:
    """The questions of a round that anybody could answer, in order."""
    return [_asked(quiz, number) for number in quiz.every if number in quiz.stage.asked]


def _asked(quiz: Quiz, number: int) -> Asked:
    question, count = quiz.question(number), quiz.count(number)
    right, of = quiz.room(number) or (0, 0)
    lines = _choices(question, count) if question.choices else _words(quiz, number)
    return Asked(number, question, lines, right / of if of else None, quiz.missed(number))


def _choices(question: Question, count: Count) -> tuple[tuple[str, int, int, bool], ...]:
    return tuple(
        (choice.text, count.of(place), count.hands.get(place, 0), choice.right)
        for place, choice in enumerate(question.choices)
    )


def _words(quiz: Quiz, number: int) -> tuple[tuple[str, int, int, bool], ...]:
    hidden = quiz.count(number).hidden
    return tuple((text, n, 0, False) for key, text, n in texts(quiz, number) if key not in hidden)


def _report(state: State, language: str) -> str:
    rounds = [(quiz, asked(quiz)) for quiz in state.quiz.rounds]
    return render("handouts/report_quiz.html", language, rounds=rounds) if rounds else ""


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for number, quiz in enumerate(state.quiz.rounds, 1):
        for one in asked(quiz):
            kind = "choice" if one.question.choices else "words"
            for text, count, by_hand, right in one.lines:
                yield number, one.number, one.question.text, kind, text, count, by_hand, right


ACTIVITY = Activity(
    NAME,
    "Review quiz",
    _report,
    ("round", "question", "question_text", "kind", "answer", "count", "count_by_hand", "right"),
    _rows,
)
