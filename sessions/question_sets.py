"""The questions that a quiz can ask: those of the plan, and those out of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from sessions.refused import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sessions.plan import Plan, Question, Topic
    from sessions.state import State

EVERY = "all"
"""The id of all questions of the plan."""


class QuestionSet(Struct, frozen=True):
    """Questions by the `id` that a control names. `title` is marked where `own` is not set."""

    id: str
    title: str
    questions: tuple[Question, ...]
    own: bool = True


def every_question(plan: Plan) -> tuple[Question, ...]:
    """All review questions of a plan, numbered as on paper: the topics' own, then the lesson's."""
    return (*(one for topic in plan.topics for one in topic.questions), *plan.questions)


def question_sets(state: State) -> list[QuestionSet]:
    """What can be chosen from, none of it empty; what was brought last comes first."""
    return [one for one in _sets(state) if one.questions]


def of_topic(topic: Topic) -> str:
    """The id of a topic's own questions."""
    return f"topic-{topic.number}"


def _sets(state: State) -> Iterator[QuestionSet]:
    plan = state.plan
    for brought in reversed(state.quiz.brought):
        yield QuestionSet(f"file-{brought.number}", brought.name, brought.questions)
    yield QuestionSet(EVERY, marked("All review questions"), every_question(plan), own=False)
    if plan.questions and any(topic.questions for topic in plan.topics):
        yield QuestionSet("lesson", marked("Of the whole lesson"), plan.questions, own=False)
    for topic in plan.topics:
        yield QuestionSet(of_topic(topic), topic.title, topic.questions)
