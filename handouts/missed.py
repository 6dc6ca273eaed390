"""What the room missed, in the report and in the data."""

from collections.abc import Iterator

from handouts.activity import Activity
from handouts.rows import Cell
from sessions.listening import Outcome, outcome
from sessions.missed import NAME
from sessions.plan import Topic
from sessions.state import State
from templates.face import render


def _report(state: State, language: str) -> str:
    there = list(_outcomes(state))
    return render("handouts/report_missed.html", language, outcomes=there) if there else ""


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for topic, found in _outcomes(state):
        for _, words, said in found.named:
            yield topic.number, topic.title, words, "named" if said else "heard", said
        for _, words in found.missed:
            yield topic.number, topic.title, words, "missed", ""
        for said in found.beyond:
            yield topic.number, topic.title, "", "beyond", said


def _outcomes(state: State) -> Iterator[tuple[Topic, Outcome]]:
    for topic in state.plan.topics:
        found = outcome(state, topic.number)
        if found is not None:
            yield topic, found


ACTIVITY = Activity(
    NAME, "Missed", _report, ("topic", "topic_title", "answer", "standing", "text"), _rows
)
