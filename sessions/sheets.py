"""The flip-chart sheets: which there are, and which take ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sessions import projector, text
from sessions.plan import Sheet
from sessions.refused import ENDED, Invalid, Refused, Unknown, marked

if TYPE_CHECKING:
    from collections.abc import Collection

    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State

HEADING_LETTERS, QUESTION_LETTERS = 60, 200

LOT = "parking-lot"
"""The id of the sheet for what has to wait, which phones can send to at any time."""


class SheetAdded(Struct, frozen=True):
    """A sheet was made on the spot, during a topic or before any."""

    sheet: str
    heading: str
    question: str = ""
    topic: int | None = None


class SheetOpened(Struct, frozen=True):
    """A sheet began to take ideas."""

    sheet: str
    before: tuple[str, ...]


class SheetClosed(Struct, frozen=True):
    """A sheet stopped taking ideas."""

    sheet: str
    before: tuple[str, ...]


FACTS = (SheetAdded, SheetOpened, SheetClosed)


class Sheets(Struct, frozen=True):
    """All sheets in order, with the topic each belongs to, and the open ones, first opened first.

    `added` were made on the spot; `dropped` are those of them whose making was undone. A dropped
    sheet is listed no more, unless ideas came in between: they stay.
    """

    all: tuple[Sheet, ...] = ()
    topics: tuple[int | None, ...] = ()
    open: tuple[str, ...] = ()
    added: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    def find(self, sheet: str) -> Sheet | None:
        """The sheet with this id."""
        return next((one for one in self.all if one.id == sheet), None)

    def known(self, sheet: str) -> Sheet:
        """The sheet with this id, or a refusal."""
        found = self.find(sheet)
        if found is None:
            raise Unknown(marked("This session has no such sheet."))
        return found

    def of_topic(self, topic: int | None) -> tuple[Sheet, ...]:
        """The sheets of a topic, those made during it included."""
        return tuple(s for s, t in zip(self.all, self.topics, strict=True) if t == topic)


def begin(plan: Plan) -> Sheets:
    """The sheets of a session that was just opened, the parking lot last unless the plan has it."""
    pairs: list[tuple[Sheet, int | None]] = [
        (sheet, topic.number) for topic in plan.topics for sheet in topic.sheets
    ]
    if all(sheet.id != LOT for sheet, _ in pairs):
        pairs.append((Sheet(LOT, marked("Parking lot"), marked("What has to wait?")), None))
    return Sheets(all=tuple(s for s, _ in pairs), topics=tuple(t for _, t in pairs))


def apply(sheets: Sheets, record: Record) -> Sheets:
    """The sheets after a fact."""
    match record.fact:
        case SheetAdded(sheet, heading, question, topic):
            return replace(
                sheets,
                all=(*sheets.all, Sheet(sheet, heading, question)),
                topics=(*sheets.topics, topic),
                added=sheets.added | {sheet},
            )
        case SheetOpened(sheet):
            still = tuple(one for one in sheets.open if one != sheet)
            return replace(sheets, open=(*still, sheet))
        case SheetClosed(sheet):
            return replace(sheets, open=tuple(one for one in sheets.open if one != sheet))
    return sheets


def undo(sheets: Sheets, fact: Fact, _number: int) -> Sheets:
    """The sheets without a fact."""
    match fact:
        case SheetAdded(sheet):
            return replace(sheets, dropped=sheets.dropped | {sheet})
        case SheetOpened(_, before) | SheetClosed(_, before):
            return replace(sheets, open=before)
    return sheets


def merge(sheets: Sheets, later: Sheets) -> Sheets:
    """The sheets with those that were made later; their ideas stay, so they do too."""
    known = {sheet.id for sheet in sheets.all}
    new = [
        (sheet, topic)
        for sheet, topic in zip(later.all, later.topics, strict=True)
        if sheet.id not in known
    ]
    ids = frozenset(sheet.id for sheet, _ in new)
    return replace(
        sheets,
        all=(*sheets.all, *(sheet for sheet, _ in new)),
        topics=(*sheets.topics, *(topic for _, topic in new)),
        added=sheets.added | ids,
        dropped=sheets.dropped | (later.dropped & ids),
    )


def open_sheet(sheet: str) -> Decision:
    """Let a sheet take ideas and put it on the projector; a third one closes the first opened."""

    def decide(state: State, _now: float) -> list[Fact]:
        state.sheets.known(sheet)
        if state.ended:
            raise Refused(ENDED)
        opened = state.sheets.open
        facts: list[Fact] = []
        if sheet not in opened:
            facts.append(SheetOpened(sheet, opened))
            opened = (*opened, sheet)
            for first in opened[: -projector.SIDE_BY_SIDE]:
                facts.append(SheetClosed(first, opened))
                opened = opened[1:]
        return [*facts, *projector.turn_to(state, opened)]

    return decide


def close(sheet: str) -> Decision:
    """Let a sheet take no more ideas; it stays on the projector."""

    def decide(state: State, _now: float) -> list[Fact]:
        state.sheets.known(sheet)
        opened = state.sheets.open
        return [SheetClosed(sheet, opened)] if sheet in opened else []

    return decide


def close_those(state: State, which: Collection[str]) -> list[Fact]:
    """The facts that close the open sheets among these."""
    facts: list[Fact] = []
    opened = state.sheets.open
    for sheet in state.sheets.open:
        if sheet in which:
            facts.append(SheetClosed(sheet, opened))
            opened = tuple(one for one in opened if one != sheet)
    return facts


def add(heading: str, question: str) -> Decision:
    """Make a sheet on the spot, for the topic that runs, and open it."""

    def decide(state: State, now: float) -> list[Fact]:
        title, asked = text.clean(heading), text.clean(question)
        if not title:
            raise Invalid(marked("A sheet needs a heading. Type one and add it again."))
        if text.length(title) > HEADING_LETTERS or text.length(asked) > QUESTION_LETTERS:
            raise Invalid(
                marked("A heading has at most %(heading)s letters, a question %(question)s."),
                heading=HEADING_LETTERS,
                question=QUESTION_LETTERS,
            )
        sheet = f"sheet-{state.number + 1}"
        fact = SheetAdded(sheet, title, asked, state.agenda.running)
        sheets = replace(state.sheets, all=(*state.sheets.all, Sheet(sheet, title)))
        return [fact, *open_sheet(sheet)(replace(state, sheets=sheets), now)]

    return decide
