"""What the facilitator does to ideas that came in: approve, hide, restore, correct, move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions import projector, text
from sessions.activity import show
from sessions.ideas import IdeaCorrected, IdeaHidden, IdeaMoved, IdeaReleased, IdeaRestored
from sessions.projector import IdeaSpotlit
from sessions.refused import Invalid, Refused, marked
from sessions.sheets import close_those
from sessions.submitting import LETTERS

if TYPE_CHECKING:
    from sessions.facts import Fact
    from sessions.state import Decision, State
    from sessions.tally import Idea


def hide(idea: int, *, equals: bool = False) -> Decision:
    """Take an idea off its sheet; what counts as equal stays, unless `equals` says all of them."""

    def decide(state: State, _now: float) -> list[Fact]:
        if _here(state, idea).hidden:
            return []
        place = state.ideas.line(idea) if equals else None
        hidden = list(place[1].members) if place else [idea]
        alone = state.projector.spotlight in hidden
        spot = [IdeaSpotlit(None, state.projector.spotlight)] if alone else []
        return [*(IdeaHidden(number) for number in hidden), *spot]

    return decide


def restore(idea: int) -> Decision:
    """Bring a hidden idea back to its place, on its sheet also where it waited before."""

    def decide(state: State, _now: float) -> list[Fact]:
        found = _here(state, idea)
        if not found.hidden:
            return []
        return [IdeaRestored(idea), *([IdeaReleased(idea)] if found.held else [])]

    return decide


def approve(idea: int) -> Decision:
    """Let an idea that waits come on its sheet."""

    def decide(state: State, _now: float) -> list[Fact]:
        return [IdeaReleased(idea)] if _here(state, idea).standing == "held" else []

    return decide


def approve_all(sheet: str) -> Decision:
    """Let all ideas that wait for a sheet come on it."""

    def decide(state: State, _now: float) -> list[Fact]:
        state.sheets.known(sheet)
        return [IdeaReleased(number) for number in sorted(state.ideas.leaf(sheet).held)]

    return decide


def quiet() -> Decision:
    """Blank the projector, close every sheet and put what else asks away, in one action."""

    def decide(state: State, now: float) -> list[Fact]:
        blanked = projector.blank(True)(state, now)
        return [*blanked, *close_those(state, state.sheets.open), *show("")(state, now)]

    return decide


def correct(idea: int, words: str) -> Decision:
    """Change what an idea says, for a typing error; its author is not told."""

    def decide(state: State, _now: float) -> list[Fact]:
        cleaned = text.clean(words)
        found = _here(state, idea)
        if not cleaned or text.length(cleaned) > LETTERS:
            raise Invalid(marked("An idea has 1 to %(most)s letters."), most=LETTERS)
        return [] if found.text == cleaned else [IdeaCorrected(idea, cleaned, found.text)]

    return decide


def move(idea: int, sheet: str) -> Decision:
    """Bring an idea to another sheet, open or not."""

    def decide(state: State, _now: float) -> list[Fact]:
        state.sheets.known(sheet)
        found = _here(state, idea)
        return [] if found.sheet == sheet else [IdeaMoved(idea, sheet, found.sheet)]

    return decide


def _here(state: State, idea: int) -> Idea:
    found = state.ideas.find(idea)
    if found.withdrawn:
        raise Refused(marked("Whoever wrote this idea has taken it back."))
    if found.erased:
        raise Refused(marked("This idea was erased for good. Nothing brings it back."))
    return found
