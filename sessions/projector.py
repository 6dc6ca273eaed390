"""What the projector is told to show: sheets, one idea alone, a message, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap

from sessions import text
from sessions.refused import Invalid, Refused, Unknown, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State

SIDE_BY_SIDE = 2
"""Sheets that fit on the projector, and that may take ideas, at the same time."""

MESSAGE_LETTERS = 120


class ProjectorTurned(Struct, frozen=True):
    """Other sheets came on the projector; none means how to join, or the topic."""

    sheets: tuple[str, ...]
    before: tuple[str, ...]


class IdeaSpotlit(Struct, frozen=True):
    """One idea was shown alone, or no longer."""

    idea: int | None
    before: int | None


class ProjectorBlanked(Struct, frozen=True):
    """The projector went blank, or came back."""

    blank: bool
    before: bool


class MessageShown(Struct, frozen=True):
    """A short message was put up, or taken down where it is empty."""

    text: str
    before: str


class SheetTurned(Struct, frozen=True):
    """The page of a sheet with a certain idea came up; no idea means the newest."""

    sheet: str
    idea: int | None
    before: int | None


class ActivityShown(Struct, frozen=True):
    """An activity came on the projector by its name, or went where that is empty."""

    activity: str
    before: str


FACTS = (
    ProjectorTurned,
    IdeaSpotlit,
    ProjectorBlanked,
    MessageShown,
    SheetTurned,
    ActivityShown,
)


class Projector(Struct, frozen=True):
    """What is on: sheet ids, one idea's number, blank, a message, and the idea seen per sheet.

    `activity` is the name of the activity that stands in the place of the sheets, or empty.
    """

    on: tuple[str, ...] = ()
    activity: str = ""
    spotlight: int | None = None
    blank: bool = False
    message: str = ""
    seen: HashTrieMap[str, int] = field(default_factory=HashTrieMap)


def begin(_plan: Plan) -> Projector:
    """The projector of a session that was just opened: how to join."""
    return Projector()


def apply(projector: Projector, record: Record) -> Projector:
    """The projector after a fact."""
    match record.fact:
        case ProjectorTurned(sheets):
            return replace(projector, on=sheets)
        case IdeaSpotlit(idea):
            return replace(projector, spotlight=idea)
        case ProjectorBlanked(blank):
            return replace(projector, blank=blank)
        case MessageShown(words):
            return replace(projector, message=words)
        case SheetTurned(sheet, idea):
            return _see(projector, sheet, idea)
        case ActivityShown(activity):
            return replace(projector, activity=activity)
    return projector


def undo(projector: Projector, fact: Fact, _number: int) -> Projector:
    """The projector without a fact."""
    match fact:
        case ProjectorTurned(_, sheets):
            return replace(projector, on=sheets)
        case IdeaSpotlit(_, idea):
            return replace(projector, spotlight=idea)
        case ProjectorBlanked(_, blank):
            return replace(projector, blank=blank)
        case MessageShown(_, words):
            return replace(projector, message=words)
        case SheetTurned(sheet, _, idea):
            return _see(projector, sheet, idea)
        case ActivityShown(_, activity):
            return replace(projector, activity=activity)
    return projector


def show(sheets: Sequence[str]) -> Decision:
    """Put these sheets on the projector, one or two; none brings back how to join."""

    def decide(state: State, _now: float) -> list[Fact]:
        for sheet in sheets:
            state.sheets.known(sheet)
        if len(set(sheets)) > SIDE_BY_SIDE:
            raise Refused(marked("Two sheets fit on the projector, not more."))
        return turn_to(state, tuple(dict.fromkeys(sheets)))

    return decide


def turn_to(state: State, sheets: tuple[str, ...]) -> list[Fact]:
    """The facts that bring these sheets up; an idea shown alone, or an activity, steps back."""
    facts: list[Fact] = []
    if sheets != state.projector.on:
        facts.append(ProjectorTurned(sheets, state.projector.on))
    if state.projector.spotlight is not None:
        facts.append(IdeaSpotlit(None, state.projector.spotlight))
    if state.projector.activity:
        facts.append(ActivityShown("", state.projector.activity))
    return facts


def spotlight(idea: int | None) -> Decision:
    """Show one idea alone on the projector; None ends it."""

    def decide(state: State, _now: float) -> list[Fact]:
        if idea is not None:
            state.ideas.shown(idea)
        before = state.projector.spotlight
        return [] if before == idea else [IdeaSpotlit(idea, before)]

    return decide


def blank(on: bool) -> Decision:
    """Blank the projector, or bring it back."""

    def decide(state: State, _now: float) -> list[Fact]:
        before = state.projector.blank
        return [] if before == on else [ProjectorBlanked(on, before)]

    return decide


def message(words: str) -> Decision:
    """Put a short message on the projector; an empty one takes it down."""

    def decide(state: State, _now: float) -> list[Fact]:
        cleaned = text.clean(words)
        if text.length(cleaned) > MESSAGE_LETTERS:
            raise Invalid(marked("A message has at most %(most)s letters."), most=MESSAGE_LETTERS)
        before = state.projector.message
        return [] if before == cleaned else [MessageShown(cleaned, before)]

    return decide


def turn(sheet: str, idea: int | None) -> Decision:
    """Bring up the page of a sheet that has this idea; None follows the newest again."""

    def decide(state: State, _now: float) -> list[Fact]:
        state.sheets.known(sheet)
        if idea is not None and idea not in state.ideas.lines_of(sheet):
            raise Unknown(marked("This idea is not on the sheet."))
        before = state.projector.seen.get(sheet)
        return [] if before == idea else [SheetTurned(sheet, idea, before)]

    return decide


def _see(projector: Projector, sheet: str, idea: int | None) -> Projector:
    seen = projector.seen
    if idea is not None:
        return replace(projector, seen=seen.insert(sheet, idea))
    return replace(projector, seen=seen.discard(sheet)) if sheet in seen else projector
