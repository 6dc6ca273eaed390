"""How ideas come in: what a phone sends, what the facilitator writes down, what is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions import text
from sessions.approval import waits
from sessions.group_work import own_sheet
from sessions.ideas import IdeaAdded, IdeaSubmitted, IdeaWithdrawn
from sessions.people import join
from sessions.refused import Invalid, Refused, Unknown, marked
from sessions.sheets import LOT

if TYPE_CHECKING:
    from sessions.facts import Fact
    from sessions.plan import Sheet
    from sessions.state import Decision, State

LETTERS = 200
"""The most graphemes an idea has where the plan says nothing."""

PASTED = 500
"""The most lines the facilitator adds at once."""


def submit(participant: str, id: str, sheet: str, words: str) -> Decision:
    """Put an idea up, once: the same id, sheet and text from the same person changes nothing."""

    def decide(state: State, now: float) -> list[Fact]:
        target = state.sheets.find(sheet)
        if target is None:
            raise Invalid(marked("This session has no such sheet. Reload the page and send again."))
        cleaned = text.clean(words)
        known = state.ideas.sent.get(id)
        if known and known.erased and known.by == participant:
            return []
        if known and (known.by, known.sheet, known.text) == (participant, sheet, cleaned):
            return []
        if known or id in state.once:
            raise Refused(marked("Another idea came under the same number. Send yours again."))
        _within(target, cleaned)
        if not _takes(state, participant, sheet):
            raise Refused(
                marked("“%(sheet)s” takes no ideas just now. Yours is kept here."),
                sheet=target.heading,
            )
        if target.each is not None and state.ideas.count_by(participant, sheet) >= target.each:
            raise Refused(
                marked("That makes %(each)s already, as many as this sheet takes from one person."),
                each=target.each,
            )
        unseen = sheet in state.private.sheets
        held, due = (True, None) if unseen else waits(state.approval, participant, sheet, now)
        return [IdeaSubmitted(id, sheet, cleaned, held, due), *join(participant)(state, now)]

    return decide


def _takes(state: State, participant: str, sheet: str) -> bool:
    """Whether a sheet takes this person's ideas: open, their own group's, or the parking lot."""
    if sheet == LOT:
        return not state.ended
    return sheet in state.sheets.open or sheet == own_sheet(state, participant)


def withdraw(participant: str, idea: int) -> Decision:
    """Take an own idea back."""

    def decide(state: State, _now: float) -> list[Fact]:
        found = state.ideas.all.get(idea)
        if found is None or found.by != participant:
            raise Unknown(marked("This idea is not one of yours."))
        return [] if found.gone else [IdeaWithdrawn(idea)]

    return decide


def add(once: str, sheet: str, pasted: str) -> Decision:
    """Write down each line of a text on a sheet, open or closed, as the facilitator."""

    def decide(state: State, _now: float) -> list[Fact]:
        state.sheets.known(sheet)
        lines = text.lines(pasted)
        if not lines:
            raise Invalid(marked("Type an idea, or paste several, one a line."))
        if len(lines) > PASTED:
            raise Invalid(marked("At most %(most)s lines go up at once."), most=PASTED)
        for line in lines:
            if text.length(line) > LETTERS:
                raise Invalid(
                    marked(
                        "“%(start)s…” has over %(most)s letters. Nothing was added; shorten it."
                    ),
                    start=line[:30],
                    most=LETTERS,
                )
        held = sheet in state.private.sheets
        return [IdeaAdded(f"{once}-{n}", sheet, line, held) for n, line in enumerate(lines, 1)]

    return decide


def _within(sheet: Sheet, words: str) -> None:
    if not words:
        raise Invalid(marked("There is nothing to read in it yet. Type your idea and send it."))
    most = min(sheet.letters or LETTERS, LETTERS)
    if text.length(words) > most:
        raise Invalid(
            marked("That is %(count)s letters; an idea here has at most %(most)s."),
            count=text.length(words),
            most=most,
        )
    if sheet.words is not None and text.words(words) > sheet.words:
        raise Invalid(
            marked("That is %(count)s words; an idea here has at most %(most)s."),
            count=text.words(words),
            most=sheet.words,
        )
