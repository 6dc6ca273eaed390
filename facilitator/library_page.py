"""Draws the library: the plans, the sessions to go on with, and what a chosen file has wrong."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.links import Keys
from sessions.library import Library
from sessions.plan import Problem
from sessions.plan_file import MOST_BYTES
from sessions.registry import Registry
from templates.face import render

RECENT = 8
"""Sessions that are shown at once; the older ones are folded away."""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is no usable plan. `name` is the one its sender gave it."""

    name: str
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """What the page is drawn from."""

    sessions: Registry
    library: Library
    keys: Keys

    async def draw(
        self, language: str, chosen: str = "", refused: RefusedFile | None = None
    ) -> str:
        """The page; `chosen` is the name of the plan that is picked to begin with."""
        plans = await asyncio.to_thread(self.library.plans)
        usable = [plan.name for plan in plans if plan.usable]
        links = [
            (entry, f"/c/{entry.code}#{self.keys.session(entry.id)}")
            for entry in await self.sessions.entries()
        ]
        return render(
            "facilitator/library.html",
            language,
            plans=plans,
            chosen=chosen if chosen in usable else next(iter(usable), ""),
            kept=chosen,
            refused=refused,
            recent=links[:RECENT],
            older=links[RECENT:],
            most=MOST_BYTES,
        )
