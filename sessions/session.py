"""A session: one writer that decides, stores, folds and tells, in a cycle that clocks itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from hashlib import sha256

from sessions import erasing
from sessions.approval import release_due
from sessions.deciding import Batch, Call, Change, Done, decide_all, take_in
from sessions.facts import FACILITATOR, HOST, Record, UnknownKind
from sessions.folding import fold_log
from sessions.ideas import IdeaErased
from sessions.log import Log
from sessions.refolding import Refolding
from sessions.refused import NOT_STORED, NotStored, Refused, Unknown, marked
from sessions.state import Decision, State

logger = logging.getLogger(__name__)

CLOSED = marked("This session is not open here any more, so nothing was stored.")


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
        self._pending: asyncio.Queue[Call | None] = asyncio.Queue()
        self._patience = 0
        self._watchers: set[asyncio.Queue[Change]] = set()
        self._prepare: Callable[[Change], None] = lambda _change: None
        self._writing = asyncio.Lock()
        self._closing = False
        self._writer = asyncio.create_task(self._write(), name=f"writer of {code}")

    @property
    def name(self) -> str:
        """A public name that never changes, under which phones keep what they keep."""
        return sha256(self.id.encode()).hexdigest()[:12]

    @property
    def _about(self) -> dict[str, str]:
        """What goes with whatever is written down about it."""
        return {"session": self.code}

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
        self._pending.put_nowait(Call(decision, by, once, answer))
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

    def prepare(self, prepare: Callable[[Change], None]) -> None:
        """Have something done with a change while it is being stored, which may still fail.

        Nobody may be told of it before `states` has it.
        """
        self._prepare = prepare

    async def erase(self, idea: int) -> bool:
        """Erase an idea for good, its text and its author's name. False if it was so already.

        Every state from then on is as if it were folded anew, so that nothing brings the words
        back. Raises Unknown or NotStored.
        """
        async with self._writing:
            while True:
                pages = self._log.pages(self.id)
                told = [one async for page in pages for one in page if erasing.tells(one, idea)]
                if erasing.is_erased(told, idea):
                    return False
                number, now = self.state.number + 1, max(self._now(), self.state.at)
                erased = Record(number, now, FACILITATOR, number, None, IdeaErased(idea))
                refolding = Refolding(idea, told, number)
                if await self._log.rewrite(self.id, refolding.emptied, erased):
                    break
                await self._catch_up()
            again = await fold_log(self._log, self.id, refolding.takes)
            self._begin_anew(await asyncio.to_thread(refolding.out_of, self.state, again))
        return True

    async def take_in(self, news: Sequence[Record]) -> None:
        """Take in what another process stored, some of which may be known here already."""
        async with self._writing:
            fresh = [record for record in news if record.number > self.state.number]
            if fresh and fresh[0].number == self.state.number + 1:
                await self._take_in(fresh)

    async def records(self) -> list[Record]:
        """All facts as they stand in the log."""
        return await self._log.read(self.id)

    def pages(self) -> AsyncIterator[list[Record]]:
        """The same, some at a time."""
        return self._log.pages(self.id)

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
            await self._cycle([call for call in calls if call])
        return None not in calls

    async def _next(self) -> Call | None:
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
            return Call(release_due(), HOST, None, answer)

    async def _cycle(self, calls: Sequence[Call]) -> None:
        """Decide, store, tell; again after the facts of another process that was quicker."""
        batch = self._decided(calls)
        try:
            while not await self._store(batch):
                await self._catch_up()
                batch = self._decided(calls)
        except Exception as failure:  # noqa: BLE001 - whatever it is, nobody may believe it stored
            self._fail(batch, failure)
            return
        if batch.records:
            self._patience = 0
            self._tell(batch.change)
        batch.answer_all()

    def _decided(self, calls: Sequence[Call]) -> Batch:
        return decide_all(calls, self.state, max(self._now(), self.state.at))

    async def _store(self, batch: Batch) -> bool:
        """False where other facts came first, so that all has to be decided anew."""
        if batch.records:
            prepare = partial(self._prepare, batch.change)
            return await self._log.append(self.id, batch.records, prepare)
        return await self._log.is_last(self.id, self.state.number)

    def _fail(self, batch: Batch, failure: Exception) -> None:
        expected = isinstance(failure, Refused | UnknownKind)
        reason = failure.__cause__ or failure
        logger.warning(
            "Nothing could be stored for session %s: %s.",
            self.code,
            reason,
            exc_info=None if expected else failure,
            extra=self._about,
        )
        self._patience = NotStored.retry_after
        is_for_good = expected and not isinstance(failure, NotStored)
        batch.answer_all(failure if is_for_good else NotStored(NOT_STORED))

    async def _catch_up(self) -> None:
        """Take in what another process stored. Raises Unknown where the session is no more."""
        news = await self._log.read(self.id, self.state.number)
        if not news:
            raise Unknown(CLOSED)
        await self._take_in(news)

    def _begin_anew(self, state: State) -> None:
        """Go on from a state in which earlier facts are other than they were."""
        erasing.forget()
        self._tell(Change(state, None, None))

    async def _take_in(self, news: Sequence[Record]) -> None:
        if any(isinstance(record.fact, IdeaErased) for record in news):  # earlier ones are changed
            self._begin_anew(await fold_log(self._log, self.id))
        else:
            self._tell(take_in(self.state, news))

    def _tell(self, change: Change) -> None:
        self.state = change.state
        for watcher in self._watchers:
            watcher.put_nowait(change)
