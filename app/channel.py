"""One session as its watchers see it: the latest moment, and who is told of it in which order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from app.lanes import PACE, Lanes, Reader
from app.moments import Moments
from app.watching import Watcher
from sessions.deciding import Change
from sessions.room import Moment, Room
from sessions.session import Session
from templates.drawing import Touched

GOING_AWAY, COME_AGAIN = 1001, 1012
"""What a socket is closed with (RFC 6455, 7.4.1, and the IANA's list of codes): there is nothing to
watch any more; or the server ends, and this or another one goes on."""


class Channel:
    """Follows a session. Projectors are told what happened before its senders are answered."""

    def __init__(
        self,
        session: Session,
        room: Room,
        now: Callable[[], float],
        told: Callable[[str], None] = lambda _id: None,
    ) -> None:
        self.session = session
        self.moments = Moments(Moment(session.state, room), now)
        self.watchers = 0  # whatever they are doing: one who does not read is one of them
        self._projectors, self._consoles, self._phones = self._all = (
            Lanes(self.moments, 0),
            Lanes(self.moments, PACE),
            Lanes(self.moments, PACE),
        )
        session.prepare(self._prepare)
        self._closed: int | None = None
        self._told = told
        self._follow = asyncio.create_task(self._follow_until_closed())

    @property
    def room(self) -> Room:
        """What is known beside the facts."""
        return self.moments.step.moment.room

    def update(self, room: Room) -> None:
        """Say what is known beside the facts now. Who is let in by a former code has to go."""
        if room == self.room:
            return
        former = self.room.code
        touched: Touched = frozenset() if room.words is self.room.words else None
        self.moments.advance(Moment(self.moments.step.moment.state, room), touched, frozenset())
        for lanes in self._all:
            if room.code != former:
                lanes.let_go(lambda watcher: watcher.code not in (None, room.code), GOING_AWAY)
            lanes.tell_soon()

    def add(self, reader: Reader) -> None:
        """Give everything to one more, and from now on what changes."""
        self._lanes_of(reader.watcher).add(reader)
        if self._closed is not None:
            reader.outlet.close(self._closed)

    def remove(self, reader: Reader) -> None:
        """Tell one no more."""
        self._lanes_of(reader.watcher).remove(reader)

    async def close(self, code: int = GOING_AWAY, spread: int = 0) -> None:
        """Follow the session no more, and let all watchers go; `spread` as `Live.close` has it."""
        self._closed = code
        self.session.prepare(lambda _change: None)  # a ring: see `process.keep_collections_short`
        self._follow.cancel()
        await asyncio.gather(self._follow, return_exceptions=True)
        for lanes in self._all:
            lanes.let_go(lambda _: True, code, str(spread) if lanes is self._phones else "")
            lanes.stop()

    def _lanes_of(self, watcher: Watcher) -> Lanes:
        if watcher.who is not None:
            return self._phones
        return self._projectors if watcher.shows else self._consoles

    def _prepare(self, change: Change) -> None:
        """Draw for projectors while what is to be shown is being stored."""
        with suppress(Exception):  # it is drawn again for who is told, which says what is wrong
            self.moments.prepare(
                Moment(change.state, self.room),
                change.touched,
                change.concerned,
                self._projectors.audience,
            )

    async def _follow_until_closed(self) -> None:
        with suppress(asyncio.CancelledError):  # which the task would hold, and it all that is here
            await self._follow_session()

    async def _follow_session(self) -> None:
        async for change in self.session.states():
            if change.state is self.moments.step.moment.state:
                continue  # the first one, which is known already
            moment = Moment(change.state, self.room)
            self.moments.advance(moment, change.touched, change.concerned)
            self._projectors.tell()
            if self.room.projectors:
                self._told(self.session.id)
            hurry = change.concerned is None  # as for what a facilitator does, who sees it happen
            self._consoles.tell_soon(hurry=hurry)
            self._phones.tell_soon(hurry=hurry)
