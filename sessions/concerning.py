"""Whose phones have to look at their own regions again after something happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions.facts import FACILITATOR, HOST
from sessions.group_work import beside
from sessions.icebreaker import BallThrown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessions.facts import Record
    from sessions.state import State


def concerned(state: State, records: Sequence[Record]) -> frozenset[str] | None:
    """Those who sent something and who are in a group with them; None for anybody.

    What a facilitator does may concern anybody, and so does a ball that somebody throws.
    """
    by = {record.by for record in records}
    if FACILITATOR in by or any(isinstance(record.fact, BallThrown) for record in records):
        return None
    return frozenset(beside(state, by - {HOST}))
