"""When everything happens: the topics and their cues by the clock on the wall."""

from dataclasses import dataclass

from sessions.plan import Cue, Plan, Topic

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Step:
    """A cue and when it is due; no time where the cues before it have no minutes."""

    at: str
    cue: Cue


@dataclass(frozen=True, slots=True)
class Slot:
    """A topic from when to when, and its steps."""

    topic: Topic
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
        slots.append(Slot(topic, _time(at, start), _time(ends, start), _steps(topic, at, start)))
        at = ends
    return tuple(slots)


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
