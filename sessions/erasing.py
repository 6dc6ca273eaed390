"""Erases for good what one person wrote: the one exception to facts that are never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sessions.grammar import stem
from sessions.ideas import IdeaAdded, IdeaCorrected, IdeaErased, IdeaMoved, IdeaSubmitted
from sessions.people import NameGiven
from sessions.refused import Unknown, marked
from sessions.words import flagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sessions.facts import Fact, Record

NO_IDEA = marked(
    "This session has no idea with this number. “flipchart session ideas CODE” lists them all."
)


def forget() -> None:
    """Let go of the texts that are remembered beside the states, for what was worked out of them.

    They would also keep the memory of a state that is no more: pieces of each page of it.
    """
    flagged.cache_clear()
    stem.cache_clear()


def tells(record: Record, idea: int) -> bool:
    """Whether a fact has words of an idea or its author's name, or says that it is erased.

    Whichever say that an idea was moved do as well: they tell on which sheets it stood, with what.
    """
    match record.fact:
        case IdeaCorrected(number) | IdeaErased(number):
            return number == idea
        case NameGiven() | IdeaMoved():
            return True
    return record.number == idea


def is_erased(records: Iterable[Record], idea: int) -> bool:
    """Whether a session's facts say that an idea was erased."""
    return IdeaErased(idea) in (record.fact for record in records)


def emptied(records: Sequence[Record], idea: int) -> list[Record]:
    """The facts that hold an idea's text or its author's name, without them. Raises Unknown.

    `records` are the session's facts that tell of it; ideas that a rehearsal set aside count too.
    """
    brought = next((record for record in records if record.number == idea), None)
    if brought is None or not isinstance(brought.fact, IdeaSubmitted | IdeaAdded):
        raise Unknown(NO_IDEA)
    found = ((record, _without(record, idea, brought.by)) for record in records)
    return [replace(record, fact=fact) for record, fact in found if fact != record.fact]


def _without(record: Record, idea: int, author: str) -> Fact:
    match record.fact:
        case IdeaSubmitted() | IdeaAdded() if record.number == idea:
            return replace(record.fact, text="")
        case IdeaCorrected(number) if number == idea:
            return replace(record.fact, text="", before="")
        case NameGiven() if record.by == author:
            return replace(record.fact, name="")
    return record.fact
