"""The topic that the console shows."""

from sessions.plan import Topic
from sessions.state import State


def at_hand(state: State) -> Topic:
    """The topic that runs, or the one to start next."""
    agenda = state.agenda
    last = max(agenda.started, default=1)
    number = agenda.running or (last if state.ended else agenda.upcoming() or last)
    return state.plan.topics[number - 1]
