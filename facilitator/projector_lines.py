"""The lines on the projector's sheets: one idea that comes costs one line that is drawn."""

from functools import lru_cache

from facilitator.activities import on_stage
from sessions.collected import Ideas, changed_lines
from sessions.room import Moment
from sessions.tally import Line
from templates.drawing import Lists
from templates.face import fill, frame

PREFIX = "lines-"
"""A list's id is this and its sheet's id."""


def on_projector(moment: Moment) -> tuple[str, ...]:
    """The ids of the sheets that are on, in their order; none once the session has ended."""
    state = moment.state
    if state.ended:
        return ()
    return tuple(sheet for sheet in state.projector.on if state.sheets.find(sheet))


class ProjectorLines:
    """A list for each sheet that is on: a line for each idea, equal ones as its tally.

    And those of the activity that is on the stage.
    """

    def ids(self, moment: Moment) -> tuple[str, ...]:
        """The lists of the sheets that are on, and those of the activity."""
        own = _of_activity(moment)
        sheets = (PREFIX + sheet for sheet in on_projector(moment))
        return (*sheets, *(own.ids(moment) if own else ()))

    def whole(self, id: str, moment: Moment, language: str) -> dict[int, str]:
        """Every line of a list."""
        if (own := _of_activity(moment)) and not id.startswith(PREFIX):
            return own.whole(id, moment, language)
        ideas = moment.state.ideas
        lines = ideas.lines_of(id.removeprefix(PREFIX))
        return {first: _html(ideas, line, language) for first, line in lines.items()}

    def changed(
        self, id: str, old: Moment, new: Moment, touched: frozenset[int], language: str
    ) -> dict[int, str | None]:
        """The lines of a list that differ because of the ideas touched."""
        if (own := _of_activity(new)) and not id.startswith(PREFIX):
            return own.changed(id, old, new, touched, language)
        before, ideas = old.state.ideas, new.state.ideas
        lines = changed_lines(before, ideas, touched, id.removeprefix(PREFIX))
        return {
            first: None if line is None else _html(ideas, line, language)
            for first, line in lines.items()
        }


def _of_activity(moment: Moment) -> Lists[Moment] | None:
    activity = on_stage(moment)
    return activity.lists if activity else None


def _html(ideas: Ideas, line: Line, language: str) -> str:
    return fill(_shared(line.tally, language), ideas.all[line.first].text, number=line.first)


@lru_cache(maxsize=100)
def _shared(tally: int, language: str) -> str:
    """A line without what is its own, the same for many, so that a long list is quick."""
    return frame("facilitator/projector_line.html", language, tally=tally)
