"""Everything that can happen in a session, and how it is written down.

Facts are never renamed or edited, and what a kind means never changes. New fields have defaults;
fields this version does not know are passed over; a kind it does not know stops the reader.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from sessions import (
    agenda,
    approval,
    breaks,
    checklist,
    cloud,
    grouping,
    groups,
    icebreaker,
    ideas,
    lobby,
    missed,
    opening,
    people,
    private,
    projector,
    pulse,
    quiz,
    repair,
    sheets,
    story,
    takeaway,
    votes,
)

Fact = Any  # one of the structs of the activities; each lists its own
"""A frozen Struct of one of the activities' FACTS."""

SLICES: dict[str, Any] = {
    "agenda": agenda,
    "checklist": checklist,
    "sheets": sheets,
    "ideas": ideas,
    "approval": approval,
    "lobby": lobby,
    "projector": projector,
    "people": people,
    "takeaway": takeaway,
    "votes": votes,
    "quiz": quiz,
    "grouping": grouping,
    "groups": groups,
    "icebreaker": icebreaker,
    "cloud": cloud,
    "private": private,
    "pulse": pulse,
    "repair": repair,
    "story": story,
    "breaks": breaks,
    "missed": missed,
}
"""The activities, by the name of their slice. Each module has FACTS, begin and apply.

One whose facts are a facilitator's has undo as well: the slice without a fact and its number.
"""

KINDS: dict[str, type] = {
    kind.__name__: kind for activity in (opening, *SLICES.values()) for kind in activity.FACTS
}

FACILITATOR = "facilitator"
"""Who a record is by, where it is not a participant's."""

HOST = "host"
"""Who a record is by that nobody asked for, such as an idea whose delay is over."""


class Record(Struct, frozen=True):
    """A fact as it stands in the log.

    `number` counts 1, 2, 3… within the session; `at` is seconds since 1970, UTC; `by` is
    FACILITATOR, HOST or a participant; `action` is the number of the first fact of the same
    decision; `once` is the name that whoever sent it gave the action, unique in the session.
    """

    number: int
    at: float
    by: str
    action: int
    once: str | None
    fact: Fact


class UnknownKind(Exception):  # noqa: N818 - reads as what it says
    """The log holds a kind of fact that this version does not know."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"This session was written by a newer Flipchart: it holds “{kind}”, which this "
            "version cannot read. Nothing was changed. Update Flipchart and open it again."
        )


def encode(fact: Fact) -> tuple[str, bytes]:
    """A fact's kind and its fields as JSON."""
    return type(fact).__name__, msgspec.json.encode(fact)


def decode(kind: str, body: bytes) -> Fact:
    """The fact of a kind from its JSON. Raises UnknownKind."""
    if kind not in KINDS:
        raise UnknownKind(kind)
    return msgspec.json.decode(body, type=KINDS[kind])
