"""The passages that were put up for the room, in the report and in the data."""

from collections.abc import Iterator
from datetime import UTC, datetime

from handouts.activity import Activity
from handouts.rows import Cell
from sessions.state import State
from sessions.story import NAME, TITLES, Told
from templates.face import render


def _report(state: State, language: str) -> str:
    told = [(one, TITLES[one.passage], _title(state, one)) for one in state.story.told]
    return render("handouts/report_story.html", language, told=told) if told else ""


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for one in state.story.told:
        yield datetime.fromtimestamp(one.at, UTC), one.passage, one.topic, _title(state, one)


def _title(state: State, one: Told) -> str:
    return state.plan.topics[one.topic - 1].title


ACTIVITY = Activity(
    NAME, "Stories", _report, ("shown_at", "passage", "topic", "topic_title"), _rows
)
