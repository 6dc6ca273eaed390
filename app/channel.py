"""One session as its watchers see it: the latest moment, and what differs from earlier ones."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile

import msgspec

from sessions.room import Moment, Room
from sessions.session import Session
from templates.drawing import Drawn, Touched, View

HISTORY = 256
"""Changes remembered; who is further behind is given everything that could have changed."""


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered moment, the ideas touched since the one before, and whom alone it concerns."""

    version: int
    moment: Moment
    touched: Touched
    concerned: frozenset[str] | None = None


GOING_AWAY, COME_AGAIN = 1001, 1012
"""What a socket is closed with (RFC 6455, 7.4.1, and the IANA's list of codes): there is nothing to
watch any more; or the server ends, and this or another one goes on."""


class Closed(Exception):  # noqa: N818 - nothing went wrong
    """The session is not to be watched any more, or not here; `spread` see `Live.close`."""

    def __init__(self, code: int = GOING_AWAY, spread: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.spread = spread


class Channel:
    """One session as its watchers see it: the latest moment, and what was drawn for it."""

    def __init__(self, session: Session, room: Room, now: Callable[[], float]) -> None:
        self.session = session
        self._run = secrets.token_hex(4)
        self._now = now
        self._step = Step(0, Moment(session.state, room), None)
        self._steps: deque[Step] = deque([self._step], maxlen=HISTORY)
        self._changed = asyncio.Event()
        self._closed: Closed | None = None
        self.watchers = 0  # whatever they are doing: one who does not read is one of them
        self._drawn: dict[tuple[int, str, int], bytes | None] = {}
        self._follow = asyncio.create_task(self._follow_session())

    @property
    def room(self) -> Room:
        """What is known beside the facts."""
        return self._step.moment.room

    @property
    def step(self) -> Step:
        """The latest moment."""
        return self._step

    def update(self, room: Room) -> None:
        """Say what is known beside the facts now."""
        if room != self.room:
            touched: Touched = frozenset() if room.words is self.room.words else None
            self._advance(Moment(self._step.moment.state, room), touched, frozenset())

    async def after(self, version: int) -> None:
        """Return once there is a later moment than this one. Raises Closed."""
        while self._step.version <= version:
            if self._closed:
                raise self._closed
            await self._changed.wait()

    def everything(
        self, view: View[Moment], language: str, own: View[Moment] | None = None
    ) -> bytes:
        """A first message, with what is for one watcher alone."""
        moment = replace(self._step.moment, now=self._now())
        drawn = view.draw(moment, language)
        if own is not None:
            drawn = drawn.beside(own.draw(moment, language))
        return self._encode(drawn.message(moment.now))

    def since(self, given: Step, view: View[Moment], language: str) -> bytes | None:
        """What changed since a moment, drawn once for all who were given it; None for nothing."""
        key = (id(view), language, given.version)
        if key not in self._drawn:
            self._drawn[key] = self.fresh(given, view, language)
        return self._drawn[key]

    def fresh(self, given: Step, view: View[Moment], language: str) -> bytes | None:
        """The same, for one watcher alone."""
        touched = self.touched_since(given)
        drawn = view.changes(given.moment, self._step.moment, touched, language)
        return self._encode(drawn.message(self._now())) if drawn else None

    def asked(
        self, after: str, view: View[Moment], language: str, own: View[Moment] | None = None
    ) -> bytes:
        """What changed since the moment of a token, everything where it is not known any more."""
        given = next((one for one in self._steps if self._token(one) == after), None)
        views = (view,) if own is None else (view, own)
        moment, drawn = replace(self._step.moment, now=self._now()), Drawn()
        for one in views:
            if given is None:
                drawn = drawn.beside(one.draw(moment, language))
            else:
                touched = self.touched_since(given)
                drawn = drawn.beside(one.changes(given.moment, moment, touched, language))
        return self._encode(drawn.message(moment.now) | {"token": self._token(self._step)})

    def touched_since(self, given: Step) -> Touched:
        """The ideas touched since a moment; None for any of them."""
        if given.version < self._steps[0].version:
            return None
        touched: set[int] = set()
        for step in reversed(self._steps):
            if step.version <= given.version:
                break
            if step.touched is None:
                return None
            touched |= step.touched
        return frozenset(touched)

    def concerns(self, who: str, given: Step) -> bool:
        """Whether what happened since a moment may concern this participant alone."""
        if given.version < self._steps[0].version:
            return True
        later = takewhile(lambda step: step.version > given.version, reversed(self._steps))
        return any(step.concerned is None or who in step.concerned for step in later)

    def nothing(self) -> bytes:
        """What is sent so that silence means a fault."""
        return self._encode({"now": round(self._now() * 1000)})

    async def close(self, why: Closed | None = None) -> None:
        """Follow the session no more, and let its watchers go."""
        self._closed = why or Closed()
        self._changed.set()
        self._follow.cancel()
        await asyncio.gather(self._follow, return_exceptions=True)

    async def _follow_session(self) -> None:
        async for change in self.session.states():
            touched, concerned = change.touched, change.concerned
            if change.state is self._step.moment.state:  # the first one, which is known already
                touched, concerned = frozenset(), frozenset()
            self._advance(Moment(change.state, self.room), touched, concerned)

    def _advance(self, moment: Moment, touched: Touched, concerned: frozenset[str] | None) -> None:
        moment = replace(moment, now=self._now())
        self._step = Step(self._step.version + 1, moment, touched, concerned)
        if touched is None and concerned is None:  # nothing before it says what has changed since
            self._steps.clear()
        self._steps.append(self._step)
        self._drawn.clear()
        self._changed.set()
        self._changed = asyncio.Event()

    def _token(self, step: Step) -> str:
        return f"{self._run}-{step.version}"

    @staticmethod
    def _encode(message: dict[str, object]) -> bytes:
        return msgspec.json.encode(message)
