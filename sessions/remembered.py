"""What topics took before: the minutes of a plan's earlier sessions, rehearsals left out."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sessions import agenda, opening
from sessions.facts import Record
from sessions.opening import Undone
from sessions.state import State, fold

KINDS = tuple(kind.__name__ for module in (opening, agenda) for kind in module.FACTS)
"""The kinds of facts that tell it; no others need to be read."""

SHORTEST = 60.0
"""Seconds below which a topic was started by mistake."""

TOLD = 3
"""Sessions that are told of, the latest ones."""


class Past(Struct, frozen=True):
    """One session: its plan's title, and the minutes of each topic that is done, by its title."""

    title: str
    topics: tuple[tuple[str, int | None], ...]

    @property
    def whole(self) -> int | None:
        """Minutes of all topics, if all were held."""
        held = [minutes for _, minutes in self.topics if minutes is not None]
        return sum(held) if len(held) == len(self.topics) else None


class Remembered(Struct, frozen=True):
    """Minutes of earlier sessions of a plan, the latest last: by topic, and of the whole."""

    topics: tuple[tuple[str, tuple[int, ...]], ...] = ()
    whole: tuple[int, ...] = ()

    def took(self, topic: str) -> tuple[int, ...]:
        """What a topic of this title took."""
        return dict(self.topics).get(topic, ())


NOTHING = Remembered()


def past(records: Iterable[Record]) -> Past:
    """What a session tells, of its facts of these KINDS in order. ValueError for a broken plan."""
    state = fold(_without_other_undoing(list(records)))
    held = state.rehearsed_from or state
    return Past(
        held.plan.title,
        tuple((topic.title, _minutes(held, topic.number)) for topic in held.plan.topics),
    )


def remember(pasts: Iterable[Past], title: str) -> Remembered:
    """What there is to tell of the plan of this title; `pasts` are in order of their opening."""
    same = [one for one in pasts if one.title == title]
    topics: dict[str, list[int]] = {}
    for one in same:
        for topic, minutes in one.topics:
            if minutes is not None:
                topics.setdefault(topic, []).append(minutes)
    wholes = [one.whole for one in same if one.whole is not None]
    return Remembered(
        tuple((topic, tuple(minutes[-TOLD:])) for topic, minutes in topics.items()),
        tuple(wholes[-TOLD:]),
    )


def _without_other_undoing(records: list[Record]) -> list[Record]:
    """Without what undid facts of other kinds."""
    actions = {one.action for one in records if not isinstance(one.fact, Undone)}
    return [
        one for one in records if not isinstance(one.fact, Undone) or one.fact.action in actions
    ]


def _minutes(state: State, topic: int) -> int | None:
    clock = state.agenda.clock(topic)
    done = clock.started_at is None and clock.used >= SHORTEST
    return round(clock.used / 60) if done else None
