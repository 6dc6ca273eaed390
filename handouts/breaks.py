"""The breaks, in the report and in the data."""

from collections.abc import Iterator
from datetime import UTC, datetime

from handouts.activity import Activity
from handouts.rows import Cell
from sessions.breaks import NAME
from sessions.state import State
from templates.face import render


def _report(state: State, language: str) -> str:
    there = state.breaks.all
    return (
        render("handouts/report_breaks.html", language, breaks=there, ended=state.ended)
        if there
        else ""
    )


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for one in state.breaks.all:
        over = None if one.ended_at is None else _instant(one.ended_at)
        yield _instant(one.at), _instant(one.until), over


def _instant(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)


ACTIVITY = Activity(NAME, "Breaks", _report, ("began_at", "back_at", "over_at"), _rows)
