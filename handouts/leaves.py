"""The flip-chart sheets as a document shows them: empty, or with the room's own words."""

from collections.abc import Sequence

from msgspec import Struct

from handouts.cloud import cloud_of
from sessions import projector, sheets
from sessions.inks import Ink, ink
from sessions.plan import Plan, Sheet, Topic
from sessions.sheets import Sheets
from sessions.state import State
from sessions.text import length
from templates.cloud import Cloud

SHORT = 30
"""Letters up to which lines stand in two columns."""

FEW = 16
"""Lines up to which two sheets stand side by side."""

ROWS = 5
"""Lines to write on, where a sheet is empty."""


class Leaf(Struct, frozen=True):
    """A sheet, the ink that writes it, and its lines, each with how many ideas it stands for.

    `rows` is the number of empty lines below them, to write on by hand; `cloud` stands above them
    where the room saw one.
    """

    sheet: Sheet
    ink: Ink
    topic: int | None
    lines: tuple[tuple[str, int], ...] = ()
    rows: int = 0
    cloud: Cloud | None = None

    @property
    def narrow(self) -> bool:
        """Whether its lines are short enough for half a page."""
        return all(length(text) <= SHORT for text, _ in self.lines)


def empty(plan: Plan, rows: int = ROWS) -> tuple[Leaf, ...]:
    """The sheets of a plan, with what is written on them beforehand."""
    known = sheets.begin(plan)
    return tuple(
        Leaf(sheet, ink(known, sheet.id), topic, _beforehand(sheet), rows)
        for sheet, topic in zip(known.all, known.topics, strict=True)
        if topic is not None
    )


def written(state: State) -> tuple[Leaf, ...]:
    """The sheets of a session as they stand: equal ideas counted, hidden ones left out."""
    leaves, ideas = [], state.ideas
    for sheet in state.listed_sheets:
        lines = [(ideas.all[n].text, line.tally) for n, line in ideas.lines_of(sheet.id).items()]
        everything = (*_beforehand(sheet), *lines)
        rows = 0 if lines else ROWS
        leaf_ink = ink(state.sheets, sheet.id)
        topic, drawn = _topic(state.sheets, sheet), cloud_of(state, sheet.id)
        leaves.append(Leaf(sheet, leaf_ink, topic, everything, rows, drawn))
    return tuple(leaves)


def of_topic(leaves: Sequence[Leaf], topic: Topic) -> tuple[Leaf, ...]:
    """The sheets of one topic."""
    return tuple(leaf for leaf in leaves if leaf.topic == topic.number)


def side_by_side(leaves: Sequence[Leaf]) -> bool:
    """Whether these sheets fit on a page beside each other, as two do on the projector."""
    return len(leaves) == projector.SIDE_BY_SIDE and all(
        leaf.narrow and len(leaf.lines) <= FEW for leaf in leaves
    )


def _beforehand(sheet: Sheet) -> tuple[tuple[str, int], ...]:
    return tuple((line, 1) for line in sheet.lines)


def _topic(known: Sheets, sheet: Sheet) -> int | None:
    return dict(zip((one.id for one in known.all), known.topics, strict=True))[sheet.id]
