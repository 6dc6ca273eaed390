"""What the report says beside the drawing: every idea in order, the checklist, the numbers."""

from msgspec import Struct

from handouts.days import day_of
from sessions.inks import Ink, ink
from sessions.plan import Sheet, Topic
from sessions.room import Moment
from sessions.state import State
from sessions.tally import Idea


class Said(Struct, frozen=True):
    """An idea: its number, when it came in, its text as it stands and who gave a name with it.

    `like` is the number of the equal idea that came first, None for that one itself.
    """

    idea: Idea
    name: str
    like: int | None


class Page(Struct, frozen=True):
    """A sheet with every idea on it, in the order in which they came in."""

    sheet: Sheet
    ink: Ink
    said: tuple[Said, ...]
    shown: int
    on_paper: int


class Ticks(Struct, frozen=True):
    """A topic's checklist or its materials, each line with whether it was ticked."""

    topic: Topic
    lines: tuple[tuple[str, bool], ...]


def report_values(moment: Moment) -> dict[str, object]:
    """The values of the report's page."""
    state = moment.state
    leaves = [leaf for _, leaf in state.ideas.leaves.items()]
    return {
        "code": moment.room.code,
        "day": day_of(state),
        "people": len(state.people.names),
        "received": sum(leaf.received for leaf in leaves),
        "shown": sum(leaf.shown for leaf in leaves),
        "on_paper": sum(page.on_paper for page in pages(state)),
        "pages": pages(state),
        "ticks": _ticks(state),
        "materials": _materials(state),
        "ended": state.ended,
        "rehearsing": state.rehearsed_from is not None,
    }


def pages(state: State) -> tuple[Page, ...]:
    """The sheets in order; what their authors took back is on none."""
    by_sheet: dict[str, list[Idea]] = {}
    for _, idea in sorted(state.ideas.all.items()):
        if not idea.gone:
            by_sheet.setdefault(idea.sheet, []).append(idea)
    return tuple(
        Page(
            sheet,
            ink(state.sheets, sheet.id),
            tuple(_said(state, idea) for idea in by_sheet.get(sheet.id, [])),
            state.ideas.leaf(sheet.id).shown,
            sum(idea.added for idea in by_sheet.get(sheet.id, [])),
        )
        for sheet in state.listed_sheets
    )


def _said(state: State, idea: Idea) -> Said:
    place = state.ideas.line(idea.number)
    first = place[1].first if place else idea.number
    name = state.people.names.get(idea.by, "") if idea.by else ""
    return Said(idea, name, None if first == idea.number else first)


def _ticks(state: State) -> tuple[Ticks, ...]:
    return _lines(state, "check", [(topic, topic.checklist) for topic in state.plan.topics])


def _materials(state: State) -> tuple[Ticks, ...]:
    return _lines(state, "bring", [(topic, topic.materials) for topic in state.plan.topics])


def _lines(state: State, kind: str, of: list[tuple[Topic, tuple[str, ...]]]) -> tuple[Ticks, ...]:
    ticked = state.checklist.ticked
    return tuple(
        Ticks(
            topic,
            tuple(
                (line, f"{kind}-{topic.number}-{n}" in ticked) for n, line in enumerate(lines, 1)
            ),
        )
        for topic, lines in of
        if lines
    )
