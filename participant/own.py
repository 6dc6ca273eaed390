"""What a phone shows to one participant alone: the ideas that they sent and did not take back."""

from msgspec import Struct

from participant import activities
from sessions.room import Moment
from sessions.state import State
from sessions.tally import Idea
from templates.drawing import View
from templates.face import render

OWN = "own"
"""The id of the list. Its keys are the ideas’ numbers below zero, so that the newest is first."""


class OwnIdeas(Struct, frozen=True):
    """The keyed list of one participant's ideas, worded and placed as they were sent."""

    participant: str

    def ids(self, _moment: Moment) -> tuple[str, ...]:
        """There is one list."""
        return (OWN,)

    def whole(self, _id: str, moment: Moment, language: str) -> dict[int, str]:
        """Every line, the newest first."""
        numbers = sorted(moment.state.ideas.own.get(self.participant, ()), reverse=True)
        ideas = [moment.state.ideas.all[number] for number in numbers]
        return {-one.number: _line(one, moment, language) for one in ideas if not one.gone}

    def changed(
        self, _id: str, old: Moment, new: Moment, touched: frozenset[int], language: str
    ) -> dict[int, str | None]:
        """The lines that are new, and None for those taken back; nothing else is told."""
        lines: dict[int, str | None] = {}
        for number in touched:
            before, after = self._mine(old.state, number), self._mine(new.state, number)
            if after is not None and before is None:
                lines[-number] = _line(after, new, language)
            elif before is not None and after is None:
                lines[-number] = None
        return lines

    def _mine(self, state: State, number: int) -> Idea | None:
        idea = state.ideas.all.get(number)
        return idea if idea and idea.by == self.participant and not idea.gone else None


def view(participant: str) -> View[Moment]:
    """What one participant's phone shows beside what all phones show."""
    return View(regions=(activities.own(participant),), lists=OwnIdeas(participant))


def _line(idea: Idea, moment: Moment, language: str) -> str:
    sheet = moment.state.sheets.find(idea.sent_sheet)
    return render(
        "participant/idea.html",
        language,
        code=moment.room.code,
        number=idea.number,
        id=idea.id,
        sheet=idea.sent_sheet,
        heading=sheet.heading if sheet else "",
        text=idea.sent_text,
    ).strip()
