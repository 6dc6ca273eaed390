"""When each topic is expected and when the day ends, beside what was planned.

The browser counts the same on from here each second: `templates/static/js/run-forecast.js`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from sessions.clock import Clock
    from sessions.state import State

Stage = Literal["waiting", "running", "done"]


class Expected(Struct, frozen=True):
    """One topic in the agenda. `at` is when it begins or began, None once it is done."""

    number: int
    title: str
    clock: Clock
    stage: Stage
    planned_at: float
    at: float | None


class Forecast(Struct, frozen=True):
    """The whole day, in seconds since 1970, UTC.

    `planned_end` is when it has to end: as planned, or as much later as was agreed since.
    """

    topics: tuple[Expected, ...]
    planned_end: float
    end: float

    @property
    def behind(self) -> float:
        """Seconds by which it ends too late; below zero it is ahead."""
        return self.end - self.planned_end


def forecast(state: State, now: float) -> Forecast:
    """What is to be expected: now, what is left of the running topic, then those that wait."""
    agenda = state.agenda
    on = goes_on(state, now)
    day = on if agenda.started else max(on, state.starts_at)
    left = max(0.0, agenda.clock(agenda.running).left(now)) if agenda.running else 0.0
    planned_at, next_at = state.starts_at, day + left
    topics = []
    for topic, clock in zip(state.plan.topics, agenda.clocks, strict=True):
        stage = _stage(state, topic.number)
        at = {"running": on - clock.elapsed(now), "waiting": next_at}.get(stage)
        topics.append(Expected(topic.number, topic.title, clock, stage, planned_at, at))
        planned_at += clock.planned
        next_at += clock.total if stage == "waiting" else 0
    return Forecast(tuple(topics), planned_at + state.repair.moved, next_at)


def goes_on(state: State, now: float) -> float:
    """When the agenda goes on: now, or after the break, as long as no clock runs."""
    running, rest = state.agenda.running, state.breaks.now
    waits = running is None or state.agenda.clock(running).paused_at is not None
    return max(now, rest.until) if rest and waits else now


def _stage(state: State, topic: int) -> Stage:
    if topic == state.agenda.running:
        return "running"
    return "done" if topic in state.agenda.started else "waiting"
