"""A session: one writer that decides, stores, folds and tells, in a cycle that clocks itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate

from sessions import erasing
from sessions.approval import release_due
from sessions.concerning import concerned
from sessions.facts import FACILITATOR, HOST, Fact, Record
from sessions.folding import fold_log
from sessions.ideas import IdeaErased
from sessions.log import Log
from sessions.refused import NOT_STORED, NotStored, Refused, Unknown, marked
from sessions.state import Decision, State, apply

logger = logging.getLogger(__name__)

CLOSED = marked("This session is not open here any more, so nothing was stored.")


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
class _Call:
    decision: Decision
    by: str
    once: str | None
    answer: asyncio.Future[Done]


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a cycle came to: the state, what to store, whom to answer, what was touched."""

    state: State
    records: list[Record]
    answers: list[tuple[_Call, Done | Exception]]
    touched: frozenset[int] | None

    @property
    def change(self) -> Change:
        """What watchers are told."""
        return Change(self.state, self.touched, concerned(self.state, self.records))


class Session:
    """One run of a plan, open in this process. Use `do` to change it and `states` to watch it."""

    def __init__(
        self, id: str, code: str, state: State, log: Log, now: Callable[[], float]
    ) -> None:
        self.id = id
        self.code = code
        self.state = state
        self._log = log
        self._now = now
        self._pending: asyncio.Queue[_Call | None] = asyncio.Queue()
        self._patience = 0
        self._watchers: set[asyncio.Queue[Change]] = set()
        self._writing = asyncio.Lock()
        self._closing = False
        self._writer = asyncio.create_task(self._write(), name=f"writer of {code}")

    @property
    def name(self) -> str:
        """A public name that never changes, under which phones keep what they keep."""
        return sha256(self.id.encode()).hexdigest()[:12]

    @property
    def rests(self) -> bool:
        """Whether nothing is to be written, neither now nor later by itself."""
        busy = self._writing.locked() or not self._pending.empty()
        return not busy and self.state.ideas.next_due is None

    async def do(self, decision: Decision, by: str = FACILITATOR, once: str | None = None) -> Done:
        """Take a decision: returns when its facts are on disk and folded.

        With `once`, a name that the sender gave this action, a repeat changes nothing. Raises
        Refused where the decision was refused, NotStored where it can't be written just now,
        Unknown where the session was closed meanwhile.
        """
        if self._closing:
            raise Unknown(CLOSED)
        answer: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._pending.put_nowait(_Call(decision, by, once, answer))
        return await answer

    async def states(self) -> AsyncIterator[Change]:
        """The state now, and every change from then on, in order."""
        changes: asyncio.Queue[Change] = asyncio.Queue()
        changes.put_nowait(Change(self.state, None, None))
        self._watchers.add(changes)
        try:
            while True:
                yield await changes.get()
        finally:
            self._watchers.discard(changes)

    async def erase(self, idea: int) -> bool:
        """Erase an idea for good, its text and its author's name. False if it was so already.

        Every state from then on is folded anew, so that nothing brings the words back. Raises
        Unknown or NotStored.
        """
        async with self._writing:
            pages = self._log.pages(self.id)
            records = [one async for page in pages for one in page if erasing.tells(one, idea)]
            if erasing.is_erased(records, idea):
                return False
            number, now = self.state.number + 1, max(self._now(), self.state.at)
            erased = Record(number, now, FACILITATOR, number, None, IdeaErased(idea))
            await self._log.rewrite(self.id, erasing.emptied(records, idea), erased)
            self._tell(Change(await fold_log(self._log, self.id), None, None))
        return True

    async def records(self) -> list[Record]:
        """All facts as they stand in the log."""
        return await self._log.read(self.id)

    async def close(self) -> None:
        """Stop writing, once all that was asked until now is stored and answered."""
        self._closing = True
        self._pending.put_nowait(None)
        await self._writer

    async def _write(self) -> None:
        while await self._turn():
            pass

    async def _turn(self) -> bool:
        """One cycle; whether to go on. What it had in hand, such as a state, is let go after it."""
        calls = [await self._next()]
        async with self._writing:
            while not self._pending.empty():
                calls.append(self._pending.get_nowait())
            await self._cycle(self._decide_all([call for call in calls if call]))
        return None not in calls

    async def _next(self) -> _Call | None:
        """The next call, or one of the host's own where an idea that was held back is due."""
        due = self.state.ideas.next_due
        if due is None:
            return await self._pending.get()
        try:
            wait = max(due - self._now(), self._patience)
            return await asyncio.wait_for(self._pending.get(), wait)
        except TimeoutError:
            answer: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
            answer.add_done_callback(lambda done: done.cancelled() or done.exception())
            return _Call(release_due(), HOST, None, answer)

    async def _cycle(self, batch: _Batch) -> None:
        if batch.records:
            try:
                await self._log.append(self.id, batch.records)
            except NotStored as failure:
                reason = failure.__cause__ or failure
                logger.warning("Nothing could be stored for session %s: %s.", self.code, reason)
                self._patience = NotStored.retry_after
                _answer_all(batch, failure)
                return
            except Exception:  # whatever it is, nobody may believe it stored
                logger.exception("Nothing could be stored for session %s.", self.code)
                self._patience = NotStored.retry_after
                _answer_all(batch, NotStored(NOT_STORED))
                return
            self._patience = 0
            self._tell(batch.change)
        _answer_all(batch, None)

    def _tell(self, change: Change) -> None:
        self.state = change.state
        for watcher in self._watchers:
            watcher.put_nowait(change)

    def _decide_all(self, calls: Sequence[_Call]) -> _Batch:
        state, now = self.state, max(self._now(), self.state.at)
        records: list[Record] = []
        answers: list[tuple[_Call, Done | Exception]] = []
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
                logger.exception("A decision failed in session %s.", self.code)
                answers.append((call, error))
            else:
                state = steps[-1]
                records += new
                for step in steps[1:]:
                    touched = _union(touched, step.touched)
        return _Batch(state, records, answers, touched)


def _decide(call: _Call, state: State, now: float) -> Sequence[Fact]:
    if call.once is not None and call.by == FACILITATOR and call.once in state.once:
        return ()
    return call.decision(state, now)


def _stamp(facts: Sequence[Fact], call: _Call, last: int, now: float) -> tuple[Record, ...]:
    return tuple(
        Record(last + n, now, call.by, last + 1, call.once if n == 1 else None, fact)
        for n, fact in enumerate(facts, 1)
    )


def _union(one: frozenset[int] | None, other: frozenset[int] | None) -> frozenset[int] | None:
    return None if one is None or other is None else one | other


def _answer_all(batch: _Batch, failure: Exception | None) -> None:
    for call, outcome in batch.answers:
        if call.answer.done():
            continue
        result = failure or outcome
        if isinstance(result, Exception):
            call.answer.set_exception(result)
        else:
            call.answer.set_result(result)
