"""When everything happens: the topics and their cues by the clock on the wall."""

from collections.abc import Sequence

from msgspec import Struct

from sessions.forecast import Expected, forecast
from sessions.plan import Cue, Plan, Topic
from sessions.room import Moment
from sessions.runs import Run
from sessions.state import State

DAY = 24 * 60


class Step(Struct, frozen=True):
    """A cue and when it is due; no time where the cues before it have no minutes."""

    at: str
    cue: Cue


class Slot(Struct, frozen=True):
    """A topic from when to when, how many minutes that is, and its steps."""

    topic: Topic
    minutes: float
    starts: str
    ends: str
    steps: tuple[Step, ...]


def schedule(plan: Plan, start: float | None) -> tuple[Slot, ...]:
    """The topics one after the other. `start` is in minutes after midnight.

    Without it times count from the beginning: 0:00, 0:20.
    """
    slots, at = [], 0.0
    for topic in plan.topics:
        ends = at + topic.minutes
        slots.append(_slot(topic, at, topic.minutes, start))
        at = ends
    return tuple(slots)


def is_moved(state: State) -> bool:
    """Whether a session goes on at other times than its plan says."""
    added = any(clock.added for clock in state.agenda.clocks)
    return not state.ended and bool(added or state.agenda.started)


def schedule_of(moment: Moment, start: float) -> tuple[tuple[Slot, ...], str]:
    """The same for a session that has begun, as it went and as it is expected now; and its end.

    A topic that is done stands where it ran last. `start` is that of the session.
    """
    state, now = moment.state, max(moment.now, moment.state.at)
    day = forecast(state, now)
    slots = []
    for topic, one in zip(state.plan.topics, day.topics, strict=True):
        seconds = _began(one, state.agenda.runs) - state.starts_at
        length = one.clock.used if one.stage == "done" else one.clock.total
        slots.append(_slot(topic, seconds / 60, round(length / 60, 1), start))
    return tuple(slots), _time((day.end - state.starts_at) / 60, start)


def _slot(topic: Topic, at: float, minutes: float, start: float | None) -> Slot:
    starts, ends = _time(at, start), _time(at + minutes, start)
    return Slot(topic, minutes, starts, ends, _steps(topic, at, start))


def _began(one: Expected, runs: Sequence[Run]) -> float:
    if one.at is not None:
        return one.at
    return max((run.started_at for run in runs if run.topic == one.number), default=0)


def end_of(plan: Plan, start: float | None) -> str:
    """When the last topic ends."""
    return _time(plan.minutes, start)


def _steps(topic: Topic, at: float, start: float | None) -> tuple[Step, ...]:
    steps, known = [], any(cue.minutes for cue in topic.cues)
    for cue in topic.cues:
        steps.append(Step(_time(at, start) if known else "", cue))
        known = known and cue.minutes > 0
        at += cue.minutes
    return tuple(steps)


def _time(minutes: float, start: float | None) -> str:
    """A time as a clock shows it, whole minutes."""
    whole = int(minutes + (start or 0))
    if start is None:
        return f"{whole // 60}:{whole % 60:02d}"
    return f"{whole % DAY // 60:02d}:{whole % 60:02d}"
