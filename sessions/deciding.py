"""What a cycle of a session's writer comes to: its calls, decided one after another."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from sessions.concerning import concerned
from sessions.facts import FACILITATOR, Fact, Record
from sessions.refused import Refused
from sessions.state import Decision, State, apply

if TYPE_CHECKING:
    from asyncio import Future

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a decision: the state after it, and its facts, none where nothing changed."""

    state: State
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A state, the ideas touched since the one before, and the participants it may concern alone.

    Numbers and ids; None for any of them.
    """

    state: State
    touched: frozenset[int] | None
    concerned: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who waits for a decision. `once` is the name that they gave it."""

    decision: Decision
    by: str
    once: str | None
    answer: Future[Done]


@dataclass(frozen=True, slots=True)
class Batch:
    """What a cycle came to: the change, what to store, and whom to answer what."""

    change: Change
    records: Sequence[Record]
    answers: Sequence[tuple[Call, Done | Exception]] = ()

    def answer_all(self, failure: Exception | None = None) -> None:
        """Answer all who wait, with a failure where there was one."""
        for call, outcome in self.answers:
            if call.answer.done():
                continue
            result = failure or outcome
            if isinstance(result, Exception):
                call.answer.set_exception(result)
            else:
                call.answer.set_result(result)


def decide_all(calls: Sequence[Call], state: State, now: float) -> Batch:
    """Decide each call on the state that the one before it left, at one time."""
    records: list[Record] = []
    answers: list[tuple[Call, Done | Exception]] = []
    touched: frozenset[int] | None = frozenset()
    for call in calls:
        try:
            facts = _decide(call, state, now)
            new = _stamp(facts, call, state.number, now)
            steps = list(accumulate(new, apply, initial=state))
            answers.append((call, Done(steps[-1], new)))
        except Refused as refusal:
            answers.append((call, refusal))
        except Exception as error:
            logger.exception("A decision failed.")
            answers.append((call, error))
        else:
            state = steps[-1]
            records += new
            touched = _touched(touched, steps[1:])
    return Batch(Change(state, touched, concerned(state, records)), records, answers)


def take_in(state: State, records: Sequence[Record]) -> Change:
    """What facts that another process stored, the ones that follow, change."""
    steps = list(accumulate(records, apply, initial=state))
    touched = _touched(frozenset(), steps[1:])
    return Change(steps[-1], touched, concerned(steps[-1], records))


def _decide(call: Call, state: State, now: float) -> Sequence[Fact]:
    if call.by == FACILITATOR and call.once is not None and _taken(state, call.once):
        return ()
    return call.decision(state, now)


def _taken(state: State, once: str) -> bool:
    """Whether an action has this name already, a participant’s that sent an idea included."""
    idea = state.ideas.sent.get(once)
    return once in state.once or (idea is not None and not idea.added)


def _stamp(facts: Sequence[Fact], call: Call, last: int, now: float) -> tuple[Record, ...]:
    return tuple(
        Record(last + n, now, call.by, last + 1, call.once if n == 1 else None, fact)
        for n, fact in enumerate(facts, 1)
    )


def _touched(touched: frozenset[int] | None, steps: Sequence[State]) -> frozenset[int] | None:
    for step in steps:
        if touched is None or step.touched is None:
            return None
        touched |= step.touched
    return touched
