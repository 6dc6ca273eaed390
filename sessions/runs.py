"""When topics really ran, on the wall clock."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Run(Struct, frozen=True):
    """One stretch of a topic, from its start to its end, pauses and all.

    Instants are seconds since 1970, UTC; a run that goes on has no `ended_at`.
    """

    topic: int
    started_at: float
    ended_at: float | None = None


Runs = tuple[Run, ...]
"""In order of their start. A topic's last one may be open, and only that of the running topic."""


def started(runs: Runs, topic: int, at: float) -> Runs:
    """With a run that begins."""
    return (*runs, Run(topic, at))


def ended(runs: Runs, topic: int, at: float) -> Runs:
    """With the end of a topic's open run."""
    return _with_last(runs, topic, at)


def not_started(runs: Runs, topic: int) -> Runs:
    """Without a topic's last run."""
    last = _last(runs, topic)
    return runs if last is None else (*runs[:last], *runs[last + 1 :])


def not_ended(runs: Runs, topic: int) -> Runs:
    """With a topic's last run open again."""
    return _with_last(runs, topic, None)


def _with_last(runs: Runs, topic: int, ended_at: float | None) -> Runs:
    last = _last(runs, topic)
    if last is None:
        return runs
    return (*runs[:last], replace(runs[last], ended_at=ended_at), *runs[last + 1 :])


def _last(runs: Runs, topic: int) -> int | None:
    return max((n for n, run in enumerate(runs) if run.topic == topic), default=None)
