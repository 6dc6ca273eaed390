"""The topic timer, kept as facts, not ticks: what is left is worked out from absolute times."""

import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sessions.refused import Invalid, marked

Phase = Literal["plain", "warn", "danger", "over"]

WARN, DANGER = 0.20, 0.05
"""Shares of a topic's time at which the clock says “wrap up” and “last words”."""

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")
_HOURS, _MINUTES = 24, 60


def time_of_day(typed: str) -> int | None:
    """The minutes after midnight of a time that someone typed, None for no time. Raises Invalid."""
    if not typed.strip():
        return None
    found = _TIME.fullmatch(typed.strip())
    if found is None or int(found[1]) >= _HOURS or int(found[2]) >= _MINUTES:
        raise Invalid(marked("The start is a time of day, such as 09:30."))
    return int(found[1]) * _MINUTES + int(found[2])


class Clock(Struct, frozen=True):
    """One topic's time. All values are seconds; instants are seconds since 1970, UTC.

    `used` is what runs before `started_at` took; a clock that was never started, or that has
    ended, has no `started_at`. While it is paused `paused_at` says since when.
    """

    planned: float
    added: float = 0
    used: float = 0
    started_at: float | None = None
    paused_at: float | None = None

    @property
    def total(self) -> float:
        """Seconds the topic may take, with what was added."""
        return self.planned + self.added

    def start(self, at: float) -> "Clock":
        """Run from this instant, on top of the time already used."""
        return replace(self, started_at=at, paused_at=None)

    def pause(self, at: float) -> "Clock":
        """Stand still from this instant."""
        return replace(self, paused_at=at)

    def end(self, at: float) -> "Clock":
        """Stop, and keep the time used."""
        return replace(self, used=self.elapsed(at), started_at=None, paused_at=None)

    def resume(self, at: float) -> "Clock":
        """Go on after a pause."""
        return self.end(at).start(at)

    def add(self, seconds: float) -> "Clock":
        """Give the topic more time, or less."""
        return replace(self, added=self.added + seconds)

    def elapsed(self, now: float) -> float:
        """Seconds used so far."""
        if self.started_at is None:
            return self.used
        until = now if self.paused_at is None else self.paused_at
        return self.used + max(0.0, until - self.started_at)

    def left(self, now: float) -> float:
        """Seconds left; below zero is overtime."""
        return self.total - self.elapsed(now)

    def phase(self, now: float) -> Phase:
        """How pressing it is."""
        left = self.left(now)
        if left < 0:
            return "over"
        if left <= self.total * DANGER:
            return "danger"
        return "warn" if left <= self.total * WARN else "plain"
