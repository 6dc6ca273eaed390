"""Dot voting on paper: ballots to hand out, the result in the report, and in the data."""

from collections.abc import Iterator

from handouts.activity import Activity
from handouts.rows import Cell
from sessions.state import State
from sessions.votes import Vote
from sessions.voting import DOTS, MOST_OPTIONS, NAME, words
from templates.face import render


def ballot_values(state: State) -> dict[str, object]:
    """What ballots are drawn from: each sheet with at least two lines, and the dots to give."""
    last = state.votes.last
    sheets = [
        (sheet, [state.ideas.all[first].text for first in lines])
        for sheet in state.listed_sheets
        if 1 < len(lines := state.ideas.lines_of(sheet.id)) <= MOST_OPTIONS
    ]
    return {"sheets": sheets, "dots": last.dots if last else DOTS}


def _report(state: State, language: str) -> str:
    if not state.votes.rounds:
        return ""
    rounds = [(vote, _heading(state, vote), _lines(state, vote)) for vote in state.votes.rounds]
    return render("handouts/report_votes.html", language, rounds=rounds)


def _lines(state: State, vote: Vote) -> list[tuple[int, str, int, int]]:
    return [
        (place, words(state, vote, option), dots, vote.counted.get(option, 0))
        for place, option, dots in vote.result()
    ]


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for number, vote in enumerate(state.votes.rounds, 1):
        for place, text, dots, counted in _lines(state, vote):
            yield number, _heading(state, vote), place, text, dots, counted, len(vote.placed)


def _heading(state: State, vote: Vote) -> str:
    found = state.sheets.find(vote.sheet)
    return found.heading if found else vote.sheet


ACTIVITY = Activity(
    NAME,
    "Votes",
    _report,
    ("round", "sheet_heading", "place", "text", "dots", "dots_counted_by_hand", "people"),
    _rows,
)
