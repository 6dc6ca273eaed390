"""Ideas sent at scheduled times, whatever the server does, and when each was where.

A latency counts from the scheduled time, so a driver or a server that falls behind hides nothing.
"""

from __future__ import annotations

import asyncio
import gc
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate

from bench.figures import percentile
from bench.live.alarm import Alarm
from bench.live.cores import Used, used
from bench.live.room import Room
from bench.live.watching import Phone, mark

PATIENCE = 10.0
"""Seconds that are waited for what was not delivered when the last idea was sent."""


@dataclass(slots=True)
class Sent:
    """What became of the ideas: seconds from when each was due, of those that came to it.

    `shown` on the projector, `own` on the phone that sent it, `answered` over HTTP. `late` is how
    late the driver was.
    """

    ideas: int = 0
    shown: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    twice: int = 0
    lost: list[str] = field(default_factory=list)
    frames: int = 0
    used: Used = field(default_factory=lambda: Used(0, 0, 0, 0))

    @property
    def delivered(self) -> float:
        """The share of ideas that the projector showed."""
        return len(self.shown) / self.ideas

    @property
    def whole(self) -> bool:
        """Whether each was taken, was on the projector once and on the phone it came from."""
        each = len(self.shown), len(self.own), self.statuses[201]
        return set(each) == {self.ideas} and not self.twice and not self.lost

    def line(self) -> str:
        """What happened, in a line."""
        spent = 1e6 * self.used.server
        return (
            f"projector {_p50_p99(self.shown)}, own phone {_p50_p99(self.own)}, "
            f"answer {_p50_p99(self.answered)} ms; {100 * self.delivered:.1f} % of {self.ideas} "
            f"delivered; {self.used.line()}; {self.frames} frames, "
            f"{spent / max(1, self.frames):.1f} µs a frame, {spent / self.ideas:.0f} µs an idea; "
            f"driver late p99 {1000 * percentile(self.late, 0.99):.2f} ms"
            + "".join(
                f"; {count} x {status or 'no answer'}" for status, count in self.statuses.items()
            )
            + (f"; {len(self.lost)} gone: {self.lost[0]}" if self.lost else "")
            + (f"; {self.twice} twice" if self.twice else "")
        )


def by_chance(rate: float, seconds: float, seed: int) -> list[float]:
    """Instants, in seconds from the beginning, at a rate a second: a Poisson process."""
    dice = random.Random(seed)
    gaps = (dice.expovariate(rate) for _ in range(round(rate * seconds)))
    return list(accumulate(gaps))


async def send_ideas(
    room: Room, offsets: Sequence[float], first: int = 0, patience: float = PATIENCE
) -> Sent:
    """Send an idea at each of these instants, numbered from `first`; wait until all are there."""
    sent, watched = Sent(len(offsets)), _Own()
    begin = time.perf_counter() + 0.05
    due = [begin + offset for offset in offsets]

    def ring(n: int) -> None:
        def answered(status: int, at: float) -> None:
            sent.statuses[status] += 1
            if status:
                sent.answered.append(at - due[n])

        phone = room.send(first + n, answered)
        watched.wait(phone, first + n, due[n])

    with _quiet():
        frames, before = room.frames, used(room.place.pids)
        there = len(room.screen.arrived) + sent.ideas
        await Alarm(due, ring, sent.late).run()
        await _until_there(room, sent, watched, there, patience)
        sent.used = used(room.place.pids) - before
        sent.frames = room.frames - frames
    numbers = ((n, room.screen.arrived.get(first + n)) for n in range(len(due)))
    sent.shown = [at - due[n] for n, at in numbers if at is not None]
    sent.own, sent.twice, sent.lost = watched.seen, room.screen.twice, room.lost
    return sent


async def _until_there(room: Room, sent: Sent, watched: _Own, there: int, patience: float) -> None:
    """Wait for the last ones, on all sides, until nothing more can be hoped for."""
    end = time.perf_counter() + patience
    await room.screen.shows(there, patience)
    while time.perf_counter() < end and not room.lost:
        if sum(sent.statuses.values()) == sent.ideas and not watched.waiting:
            return
        await asyncio.sleep(0.02)


class _Own:
    """The ideas that are not yet on the phones that sent them."""

    def __init__(self) -> None:
        self.seen: list[float] = []
        self.waiting: dict[Phone, dict[bytes, float]] = {}

    def wait(self, phone: Phone, number: int, due: float) -> None:
        """Wait for this idea on the phone that sends it."""
        if phone not in self.waiting:
            self.waiting[phone] = {}
            phone.looks["own"] = partial(self._look, phone)
        self.waiting[phone][mark(number).encode()] = due

    def _look(self, phone: Phone, payload: bytes) -> None:
        at, marks = time.perf_counter(), self.waiting[phone]
        for due in [marks.pop(one) for one in list(marks) if one in payload]:
            self.seen.append(at - due)
        if not marks:
            del self.waiting[phone]
            del phone.looks["own"]


@contextmanager
def _quiet() -> Iterator[None]:
    """Collect no garbage meanwhile."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _p50_p99(seconds: Sequence[float]) -> str:
    if not seconds:
        return "–"
    return "/".join(f"{1000 * percentile(seconds, share):.1f}" for share in (0.5, 0.99))
