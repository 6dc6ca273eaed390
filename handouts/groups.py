"""Small groups on paper: cards to draw or to hand out, and rounds in the report and the data."""

from collections.abc import Iterator

from handouts.activity import Activity
from handouts.rows import Cell
from sessions.group_work import NAME
from sessions.groups import Round
from sessions.roster import name
from sessions.state import State
from templates.face import render

Card = tuple[str, str, str]
"""A group's name and colour, and whose card it is, empty for whoever draws it."""


def card_values(state: State) -> dict[str, object]:
    """What the cards say: one for each person of the round at hand, in the order of the groups."""
    last = state.groups.last
    cards: list[Card] = []
    for place, group in enumerate(last.groups if last else ()):
        members = last.members(place, state.people) if last else []
        cards += [(group.name, group.colour, name(state.people, who)) for who in members]
    return {"cards": cards, "task": last.task if last else ""}


def _report(state: State, language: str) -> str:
    if not state.groups.rounds:
        return ""
    rounds = [(one, _groups(state, one)) for one in state.groups.rounds]
    return render("handouts/report_groups.html", language, rounds=rounds)


def _groups(state: State, one: Round) -> list[tuple[str, str, int, list[str], int]]:
    """Each group: name, colour, people, what it wrote, and its turn to report, 0 for none."""
    return [
        (
            group.name,
            group.colour,
            len(one.members(place, state.people)),
            [state.ideas.all[first].text for first in state.ideas.lines_of(group.sheet)],
            one.turns.index(place) + 1 if place in one.turns else 0,
        )
        for place, group in enumerate(one.groups)
    ]


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for number, one in enumerate(state.groups.rounds, 1):
        for called, _, people, lines, turn in _groups(state, one):
            yield number, called, one.task, people, len(lines), turn or None


ACTIVITY = Activity(
    NAME,
    "Small groups",
    _report,
    ("round", "group", "task", "people", "lines", "reported_as"),
    _rows,
)
