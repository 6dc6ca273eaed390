"""The agenda: which topic runs, how long each has taken, and the step the trainer is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sessions import runs, sheets
from sessions.clock import Clock
from sessions.refused import ENDED, Refused, Unknown, marked
from sessions.runs import Runs

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State


class TopicStarted(Struct, frozen=True):
    """A topic began, or went on from the time it had used."""

    topic: int
    before: Clock


class TopicEnded(Struct, frozen=True):
    """A topic was ended."""

    topic: int
    before: Clock


class TopicPaused(Struct, frozen=True):
    """A topic's clock was stopped for a while."""

    topic: int
    before: Clock


class TopicResumed(Struct, frozen=True):
    """A paused topic's clock went on."""

    topic: int
    before: Clock


class TimeAdded(Struct, frozen=True):
    """A topic got more seconds, or fewer."""

    topic: int
    seconds: float
    before: Clock


class CueReached(Struct, frozen=True):
    """The trainer stepped to a cue of a topic, counted from 1."""

    topic: int
    cue: int
    before: int


SHORTEST, LONGEST = 60, 24 * 3600
"""Seconds to which a topic can be cut, and stretched."""

FACTS = (TopicStarted, TopicEnded, TopicPaused, TopicResumed, TimeAdded, CueReached)


class Agenda(Struct, frozen=True):
    """The clocks of all topics (index 0 is topic 1), the one that runs, the cue reached in each.

    `runs` are all stretches in which a topic ran, in order of their start.
    """

    clocks: tuple[Clock, ...] = ()
    started: frozenset[int] = frozenset()
    running: int | None = None
    cues: tuple[int, ...] = ()
    runs: Runs = ()

    def clock(self, topic: int) -> Clock:
        """The clock of a topic."""
        return self.clocks[topic - 1]

    def upcoming(self) -> int | None:
        """The topic that “next” starts: the one after the running or the last started one."""
        last = self.running or max(self.started, default=0)
        return last + 1 if last < len(self.clocks) else None


def begin(plan: Plan) -> Agenda:
    """The agenda of a session that was just opened."""
    clocks = tuple(Clock(planned=topic.minutes * 60) for topic in plan.topics)
    return Agenda(clocks=clocks, cues=(0,) * len(clocks))


def apply(agenda: Agenda, record: Record) -> Agenda:
    """The agenda after a fact."""
    at = record.at
    match record.fact:
        case TopicStarted(topic, before):
            return replace(
                _set(agenda, topic, before.start(at)),
                running=topic,
                started=agenda.started | {topic},
                runs=runs.started(agenda.runs, topic, at),
            )
        case TopicEnded(topic, before):
            running = None if agenda.running == topic else agenda.running
            ended = runs.ended(agenda.runs, topic, at)
            return replace(_set(agenda, topic, before.end(at)), running=running, runs=ended)
        case TopicPaused(topic, before):
            return _set(agenda, topic, before.pause(at))
        case TopicResumed(topic, before):
            return _set(agenda, topic, before.resume(at))
        case TimeAdded(topic, seconds, before):
            return _set(agenda, topic, before.add(seconds))
        case CueReached(topic, cue):
            return _reach(agenda, topic, cue)
    return agenda


def undo(agenda: Agenda, fact: Fact, _number: int) -> Agenda:
    """The agenda without a fact."""
    match fact:
        case TopicStarted(topic, before):
            first = before.used == 0 and before.started_at is None
            return replace(
                _set(agenda, topic, before),
                running=None if agenda.running == topic else agenda.running,
                started=agenda.started - {topic} if first else agenda.started,
                runs=runs.not_started(agenda.runs, topic),
            )
        case TopicEnded(topic, before):
            reopened = runs.not_ended(agenda.runs, topic)
            return replace(_set(agenda, topic, before), running=topic, runs=reopened)
        case TopicPaused(topic, before) | TopicResumed(topic, before) | TimeAdded(topic, _, before):
            return _set(agenda, topic, before)
        case CueReached(topic, _, reached):
            return _reach(agenda, topic, reached)
    return agenda


def start(topic: int) -> Decision:
    """Start a topic; the one that runs ends and its sheets close. Starting the running one: no."""

    def decide(state: State, _now: float) -> list[Fact]:
        agenda = _known(state, topic)
        if agenda.running == topic:
            return []
        return [TopicStarted(topic, agenda.clock(topic)), *end_running(state)]

    return decide


def pause(topic: int) -> Decision:
    """Stop the clock of the running topic."""

    def decide(state: State, _now: float) -> list[Fact]:
        clock = _running(state, topic)
        return [] if clock.paused_at is not None else [TopicPaused(topic, clock)]

    return decide


def resume(topic: int) -> Decision:
    """Let the clock of the paused topic go on."""

    def decide(state: State, _now: float) -> list[Fact]:
        clock = _running(state, topic)
        return [] if clock.paused_at is None else [TopicResumed(topic, clock)]

    return decide


def add_time(topic: int, seconds: float) -> Decision:
    """Give a topic more time or less."""

    def decide(state: State, _now: float) -> list[Fact]:
        clock = _known(state, topic).clock(topic)
        total = clock.total + seconds
        if (seconds < 0 and total < SHORTEST) or total > LONGEST:
            raise Refused(marked("A topic keeps at least a minute, and takes a day at most."))
        return [TimeAdded(topic, seconds, clock)]

    return decide


def reach(topic: int, cue: int) -> Decision:
    """Step to a cue of a topic, counted from 1; 0 is before the first."""

    def decide(state: State, _now: float) -> list[Fact]:
        agenda = _known(state, topic)
        if not 0 <= cue <= len(state.plan.topics[topic - 1].cues):
            raise Unknown(marked("This topic has no such cue."))
        reached = agenda.cues[topic - 1]
        return [] if reached == cue else [CueReached(topic, cue, reached)]

    return decide


def end_running(state: State) -> list[Fact]:
    """The facts that end the running topic, if one runs, and close its sheets."""
    running = state.agenda.running
    if running is None:
        return []
    its = {sheet.id for sheet in state.sheets.of_topic(running)}
    ended = TopicEnded(running, state.agenda.clock(running))
    return [ended, *sheets.close_those(state, its)]


def _known(state: State, topic: int) -> Agenda:
    if not 1 <= topic <= len(state.agenda.clocks):
        raise Unknown(marked("This workshop has no topic %(topic)s."), topic=topic)
    if state.ended:
        raise Refused(ENDED)
    return state.agenda


def _running(state: State, topic: int) -> Clock:
    agenda = _known(state, topic)
    if agenda.running != topic:
        raise Refused(marked("This topic does not run just now."))
    return agenda.clock(topic)


def _set(agenda: Agenda, topic: int, clock: Clock) -> Agenda:
    clocks = (*agenda.clocks[: topic - 1], clock, *agenda.clocks[topic:])
    return replace(agenda, clocks=clocks)


def _reach(agenda: Agenda, topic: int, cue: int) -> Agenda:
    return replace(agenda, cues=(*agenda.cues[: topic - 1], cue, *agenda.cues[topic:]))
