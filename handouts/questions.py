"""The review questions in one count: each topic's own, then the lesson's."""

import math

from msgspec import Struct

from sessions.plan import Plan, Question, Topic

WORDS_A_LINE = 6
"""Handwritten words on a line of a page; people write larger than they print."""


class Asked(Struct, frozen=True):
    """A question with its number on paper, the topic it belongs to, and lines for an answer."""

    number: int
    question: Question
    topic: Topic | None
    lines: int

    @property
    def right(self) -> tuple[int, ...]:
        """The places of the right answers, from 0."""
        return tuple(n for n, choice in enumerate(self.question.choices) if choice.right)


def questions(plan: Plan) -> tuple[Asked, ...]:
    """All questions of a plan."""
    found: list[tuple[Question, Topic | None]] = [
        (question, topic) for topic in plan.topics for question in topic.questions
    ]
    found += [(question, None) for question in plan.questions]
    return tuple(
        Asked(number, question, topic, _lines(question))
        for number, (question, topic) in enumerate(found, 1)
    )


def of_topic(asked: tuple[Asked, ...], topic: Topic) -> tuple[Asked, ...]:
    """The questions of one topic."""
    return tuple(one for one in asked if one.topic is topic)


def _lines(question: Question) -> int:
    if question.choices:
        return 0
    return max(2, math.ceil((question.max_words or 3 * WORDS_A_LINE) / WORDS_A_LINE))
