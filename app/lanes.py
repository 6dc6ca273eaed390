"""Who is told of changes, and at what pace: all who were given the same are given the same next."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.moments import Moments, Span, Step

if TYPE_CHECKING:
    from app.outlets import News, Outlet
    from app.watching import Watcher
    from sessions.room import Moment
    from templates.drawing import View

logger = logging.getLogger(__name__)

PACE = 0.1
"""Seconds between two rounds as a rule, so that many changes come as one."""

BEHIND = 0.01
"""Seconds that a round comes behind what happened, unless it has to hurry: what is sent meanwhile
is stored and on the projector before a round takes the processor."""

SILENCE = 10.0
"""Seconds within which whoever was sent nothing is sent an empty message."""

LOOK = 2.0
"""Seconds between two looks at who was sent nothing, so that many are told in one go."""

AT_ONCE = 64
"""Connections written to before others have their turn, which takes half a millisecond."""

FAULT = 1011
"""What connections are closed with (RFC 6455, 7.4.1) for which nothing can be drawn."""


@dataclass(slots=True, eq=False)
class Reader:
    """Someone who watches over a connection that stays open, and when they were last sent it."""

    watcher: Watcher
    outlet: Outlet
    lane: Lane | None = None
    heard: float = 0


@dataclass(slots=True, eq=False)
class Lane:
    """Those who were all given the same moment last, drawn the same way."""

    view: View[Moment]
    language: str
    given: Step
    readers: set[Reader] = field(default_factory=set)

    @property
    def key(self) -> tuple[int, str, int]:
        """What no two lanes have in common."""
        return id(self.view), self.language, self.given.version


class Lanes:
    """Readers who are told in rounds, one every `pace` seconds or at once after a rest.

    A round brings every lane to the latest moment, in chunks between which others have their turn.
    Who does not keep up stays behind, and is given later what changed since what they have.
    """

    def __init__(self, moments: Moments, pace: float) -> None:
        self._moments = moments
        self._pace = pace
        self._lanes: dict[tuple[int, str, int], Lane] = {}
        self._people: dict[str, set[Reader]] = {}
        self._loop = asyncio.get_running_loop()
        self._round: Iterator[None] | None = None
        self._next: asyncio.Handle | None = None
        self._due = self._told = self._looked = 0.0

    def add(self, reader: Reader) -> None:
        """Give everything to one more, and from now on what changes."""
        watcher = reader.watcher
        self._give(reader, self._moments.everything(watcher.view, watcher.language, watcher.own))
        self._put({reader}, Lane(watcher.view, watcher.language, self._moments.step))
        if watcher.who is not None:
            self._people.setdefault(watcher.who, set()).add(reader)
        self._wake(LOOK)

    def remove(self, reader: Reader) -> None:
        """Tell one no more."""
        if reader.lane is not None:
            reader.lane.readers.discard(reader)
            reader.lane = None
        who = reader.watcher.who
        if who is not None and (same := self._people.get(who)):
            same.discard(reader)
            if not same:
                del self._people[who]

    def let_go(self, leaves: Callable[[Watcher], bool], code: int, reason: str = "") -> None:
        """Close the connections of some, with a code and a reason (RFC 6455, 7.4)."""
        for reader in self._readers():
            if leaves(reader.watcher):
                self.remove(reader)
                reader.outlet.close(code, reason)

    @property
    def audience(self) -> list[tuple[View[Moment], str]]:
        """The views and languages of those who were given the latest moment."""
        lanes, step = self._lanes.values(), self._moments.step
        return [(lane.view, lane.language) for lane in lanes if lane.readers and lane.given is step]

    def tell_soon(self, *, hurry: bool = False) -> None:
        """Begin a round as soon as the pace allows it, or whatever the pace."""
        wait = max(min(BEHIND, self._pace), self._told + self._pace - self._loop.time())
        self._wake(0 if hurry else wait)

    def tell(self) -> None:
        """Bring all who keep up to the latest moment before anything else is done."""
        for _ in self._round or ():
            pass
        self._round = None
        for _ in self._tell_all():
            pass

    def stop(self) -> None:
        """Begin no more rounds."""
        if self._next is not None:
            self._next.cancel()
        self._round = None

    def _readers(self) -> list[Reader]:
        return [reader for lane in self._lanes.values() for reader in lane.readers]

    def _wake(self, seconds: float) -> None:
        at = self._loop.time() + seconds
        if self._next is not None:
            if self._round is not None or self._due <= at:
                return
            self._next.cancel()
        self._due = at
        self._next = self._loop.call_at(at, self._go_on)

    def _go_on(self) -> None:
        """Write to some, and go on once others have had their turn."""
        self._next = None
        if self._round is None:
            self._round = self._tell_all()
        try:
            next(self._round)
            self._next = self._loop.call_soon(self._go_on)
        except StopIteration:
            self._round, self._told = None, self._loop.time()
            behind = any(lane.given is not self._moments.step for lane in self._lanes.values())
            if self._lanes:
                self._wake(PACE if behind else LOOK)

    def _tell_all(self) -> Iterator[None]:
        for lane in list(self._lanes.values()):
            if not lane.readers:
                del self._lanes[lane.key]
            elif lane.given is not self._moments.step:
                try:
                    yield from self._tell_lane(lane)
                except Exception:
                    logger.exception("News could not be drawn for some who watch.")
                    for reader in list(lane.readers):
                        self.remove(reader)
                        reader.outlet.close(FAULT)
        yield from self._break_silence()

    def _tell_lane(self, lane: Lane) -> Iterator[None]:
        if not any(reader.outlet.takes for reader in lane.readers):
            return
        span = self._moments.since(lane.given)
        news = self._moments.news(span, lane.view, lane.language)
        everybody = news is not None or span.concerned is None
        late: set[Reader] = set()
        for reader in _chunks(lane.readers if everybody else self._those(span.concerned)):
            if reader is None:
                yield
            elif reader.lane is lane:
                if reader.outlet.takes:
                    self._tell_one(reader, span, news)
                else:
                    late.add(reader)
        self._move(lane, span.to, {one for one in late if one.lane is lane})

    def _tell_one(self, reader: Reader, span: Span, news: News | None) -> None:
        watcher = reader.watcher
        if news is not None:
            self._give(reader, news)
        own = watcher.own if span.concerned is None or watcher.who in span.concerned else None
        if own is not None:
            mine = self._moments.own_news(span, own, watcher.language)
            if mine is not None:
                self._give(reader, mine)

    def _give(self, reader: Reader, news: News) -> None:
        reader.outlet.give(news)
        reader.heard = self._loop.time()

    def _those(self, concerned: frozenset[str] | None) -> list[Reader]:
        """The readers of these participants."""
        return [reader for who in concerned or () for reader in self._people.get(who, ())]

    def _move(self, lane: Lane, given: Step, late: set[Reader]) -> None:
        """Bring a lane to what all in it but the late were given, who stay where it was."""
        del self._lanes[lane.key]
        if late:
            lane.readers -= late
            self._put(late, Lane(lane.view, lane.language, lane.given))
        lane.given = given
        if self._lanes.setdefault(lane.key, lane) is not lane:
            self._put(lane.readers, lane)

    def _put(self, readers: set[Reader], lane: Lane) -> None:
        """Put readers into this lane, or into the one that is there already."""
        there = self._lanes.setdefault(lane.key, lane)
        there.readers |= readers
        for reader in readers:
            reader.lane = there

    def _break_silence(self) -> Iterator[None]:
        now = self._loop.time()
        if now - self._looked < LOOK:
            return
        self._looked = now
        nothing = self._moments.nothing()
        for reader in _chunks(self._readers()):
            if reader is None:
                yield
            elif now - reader.heard > SILENCE - LOOK and reader.lane and reader.outlet.takes:
                self._give(reader, nothing)


def _chunks(readers: Iterable[Reader]) -> Iterator[Reader | None]:
    """Each of them, and None whenever it is time to let others have their turn."""
    for number, reader in enumerate(list(readers), 1):
        yield reader
        if number % AT_ONCE == 0:
            yield None
