"""The activities that the report and the data files know, in their order."""

from collections.abc import Iterator

from handouts import breaks, cloud, grouping, groups, icebreaker, missed, quiz, story, votes
from handouts.activity import Activity
from handouts.rows import Cell
from handouts.workbook import Table
from sessions.state import State

ACTIVITIES: tuple[Activity, ...] = (
    quiz.ACTIVITY,
    votes.ACTIVITY,
    grouping.ACTIVITY,
    cloud.ACTIVITY,
    groups.ACTIVITY,
    icebreaker.ACTIVITY,
    story.ACTIVITY,
    missed.ACTIVITY,
    breaks.ACTIVITY,
)


def sections(state: State, language: str) -> list[str]:
    """The report's sections as HTML, of the activities that were used."""
    drawn = (one.report(state, language) for one in ACTIVITIES)
    return [html for html in drawn if html]


def tables(state: State) -> Iterator[Table]:
    """A table for each activity that was used."""
    for one in ACTIVITIES:
        rows = list(one.rows(state))
        if rows:
            yield Table(one.title, one.columns, rows)


def objects(state: State) -> dict[str, list[dict[str, Cell]]]:
    """The same by the activities' names, each row under its columns."""
    return {
        one.name: [dict(zip(one.columns, row, strict=True)) for row in one.rows(state)]
        for one in ACTIVITIES
    }
