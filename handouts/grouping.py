"""Groups of ideas in the report and the data: each with its name and all words as they stand."""

from collections.abc import Iterator

from handouts.activity import Activity
from handouts.rows import Cell
from sessions.bundling import NAME
from sessions.grouping import Cluster, clusters
from sessions.plan import Sheet
from sessions.state import State
from templates.face import render


def _grouped(state: State) -> list[tuple[Sheet, list[Cluster]]]:
    """The sheets that have groups, with them."""
    every = ((sheet, clusters(state, sheet.id)[0]) for sheet in state.listed_sheets)
    return [(sheet, groups) for sheet, groups in every if groups]


def _report(state: State, language: str) -> str:
    grouped = [
        (sheet, [(one.name, one.tally, _words(state, one)) for one in groups])
        for sheet, groups in _grouped(state)
    ]
    return render("handouts/report_grouping.html", language, sheets=grouped) if grouped else ""


def _words(state: State, group: Cluster) -> list[tuple[int, str]]:
    """The number and the words of every idea in a group."""
    numbers = sorted(number for line in group.lines for number in line.members)
    return [(number, state.ideas.all[number].text) for number in numbers]


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for sheet, groups in _grouped(state):
        for group in groups:
            for number, text in _words(state, group):
                yield sheet.heading, group.name, group.tally, number, text


ACTIVITY = Activity(
    NAME, "Groups of ideas", _report, ("sheet_heading", "group", "tally", "number", "text"), _rows
)
