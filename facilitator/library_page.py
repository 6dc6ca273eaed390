"""Draws the library: the plans, the sessions to go on with, and what a chosen file has wrong."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from babel.dates import format_date
from msgspec import Struct

from facilitator.links import Keys, Where
from sessions.library import Library
from sessions.log import Entry
from sessions.plan import Problem
from sessions.plan_file import MOST_BYTES
from sessions.registry import Registry
from sessions.remembered import NOTHING, Remembered
from templates.face import render, translate

RECENT = 8
"""Sessions that are shown at once; the older ones are folded away."""


LookBack = Callable[[], Awaitable[Callable[[str], Remembered]]]
"""Reads the log, and gives what sessions of a plan took by the plan's title."""


async def _forgetful() -> Callable[[str], Remembered]:
    return lambda _title: NOTHING


class RefusedFile(Struct, frozen=True):
    """A file that is no usable plan. `name` is the one its sender gave it."""

    name: str
    problems: Sequence[Problem]


class SessionRow(Struct, frozen=True):
    """A session in the list. `opened_at` is seconds since 1970, `opened` says it in words.

    `deleted` is the day on which it will be deleted, empty for never.
    """

    code: str
    title: str
    opened_at: float
    opened: str
    link: str
    deleted: str = ""


class LibraryPage(Struct, frozen=True):
    """What the page is drawn from.

    Sessions are deleted `deleted_after` seconds after their last fact, 0 for never; `damage` gives
    what is told of a damaged log, `look_back` what sessions of a plan took.
    """

    sessions: Registry
    library: Library
    keys: Keys
    where: Where
    deleted_after: float = 0
    damage: Callable[[], Sequence[str]] = tuple
    look_back: LookBack = _forgetful

    async def draw(
        self, language: str, chosen: str = "", refused: RefusedFile | None = None
    ) -> str:
        """The page; `chosen` is the name of the plan that is picked to begin with."""
        plans = await asyncio.to_thread(self.library.plans)
        remembered = await self.look_back()
        usable = [plan.name for plan in plans if plan.usable]
        last = await self.sessions.last_facts() if self.deleted_after else {}
        entries = await self.sessions.entries()
        rows = [self._row(entry, last.get(entry.id), language) for entry in entries]
        return render(
            "facilitator/library.html",
            language,
            plans=plans,
            took={plan.name: remembered(plan.title).whole for plan in plans},
            chosen=chosen if chosen in usable else next(iter(usable), ""),
            kept=next((plan.title for plan in plans if plan.usable and plan.name == chosen), ""),
            refused=refused,
            recent=rows[:RECENT],
            older=rows[RECENT:],
            join=self.where.join.removeprefix("http://"),
            note=translate(self.where.note, {}, language) if self.where.note else "",
            most=MOST_BYTES,
            damage=await asyncio.to_thread(self.damage),
        )

    def _row(self, entry: Entry, last: float | None, language: str) -> SessionRow:
        at = _here(entry.opened_at)
        opened = f"{format_date(at, 'medium', language)}, {at:%H:%M}"
        link = f"/c/{entry.code}#{self.keys.session(entry.id)}"
        until = None if last is None else _here(last + self.deleted_after)
        deleted = format_date(until, "medium", language) if until else ""
        return SessionRow(entry.code, entry.title, entry.opened_at, opened, link, deleted)


def _here(at: float) -> datetime:
    """An instant by the clock of this computer."""
    return datetime.fromtimestamp(at, UTC).astimezone()
