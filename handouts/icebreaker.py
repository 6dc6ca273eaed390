"""On the Spot on paper: the deck as cards, and what was asked in the report and the data."""

from collections.abc import Iterator

from handouts.activity import Activity
from handouts.rows import Cell
from handouts.source import Source
from sessions.icebreaker import Play
from sessions.state import State
from sessions.throwing import NAME, deck, plan_deck
from templates.face import render


def deck_values(source: Source) -> dict[str, object]:
    """The questions on the cards: the plan's, and those that a session added."""
    moment = source.moment
    return {"questions": deck(moment.state) if moment else plan_deck(source.plan)}


def _report(state: State, language: str) -> str:
    if not state.icebreaker.rounds:
        return ""
    rounds = [(play, len(play.circles), _asked(play)) for play in state.icebreaker.rounds]
    return render("handouts/report_icebreaker.html", language, rounds=rounds)


def _asked(play: Play) -> list[str]:
    """The questions that came up, in the order of the deck; who was asked is nobody's business."""
    return [question for question in play.deck if question in play.asked]


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for number, play in enumerate(state.icebreaker.rounds, 1):
        for question in _asked(play):
            yield number, len(play.circles), question, play.asked[question]


ACTIVITY = Activity(NAME, "On the Spot", _report, ("round", "circles", "question", "times"), _rows)
