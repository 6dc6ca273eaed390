"""All who watch: by a socket, by server-sent events, or by asking now and then."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from starlette.websockets import WebSocket, WebSocketDisconnect

from app.channel import COME_AGAIN, GOING_AWAY, Channel
from app.frames import live_socket
from app.lanes import PACE, Reader
from app.outlets import Letterbox
from app.watching import Watcher
from sessions.people import join
from sessions.refused import Refused, TooMany, marked
from sessions.room import Moment, Room
from sessions.session import Session
from sessions.visitor import Visitor
from templates.drawing import View

A_SECOND, LONGEST_SPREAD = 400, 8_000
"""Phones that a server can take back a second, and the most milliseconds that they wait for it."""

MISSED = 9.0
"""Seconds after which someone who asks now and then, and has not, counts as gone: three times."""

MOST_SOCKETS = 6
"""Live connections of one participant: some tabs, and those that died without saying so."""

MANY_PEOPLE = marked("Many people are coming in at once. This page lets you in by itself.")
MANY_PAGES = marked("This workshop is open in many windows here already. Close some of them.")


@dataclass(slots=True)
class Live:
    """All channels of a server. `room` makes the room of a session that is watched anew.

    `counted` is told of the surface of each who begins to watch (1) or no longer does (-1), `told`
    of each session whose projectors have been given a change.
    """

    room: Callable[[Session], Room]
    now: Callable[[], float]
    counted: Callable[[str, int], None] = lambda _surface, _by: None
    told: Callable[[str], None] = lambda _id: None
    _channels: dict[str, Channel] = field(default_factory=dict)
    _asking: dict[tuple[str, str], asyncio.TimerHandle] = field(default_factory=dict)

    def channel(self, session: Session) -> Channel:
        """The channel of a session."""
        if session.id not in self._channels:
            room = self.room(session)
            self._channels[session.id] = Channel(session, room, self.now, self.told)
        return self._channels[session.id]

    def moment(self, session: Session) -> Moment:
        """What a page of this session is drawn from, just now."""
        return Moment(session.state, self.channel(session).room, self.now())

    def update_rooms(self, change: Callable[[Session, Room], Room]) -> None:
        """Change what is known beside the facts, in every session."""
        for channel in self._channels.values():
            channel.update(change(channel.session, channel.room))

    def screen(
        self,
        session: Session,
        view: View[Moment],
        language: str,
        shows: bool = False,
        code: str | None = None,
    ) -> Watcher:
        """A console, or a projector (`shows`), which may be let in by the join code alone."""
        return Watcher(self.channel(session), view, language, shows=shows, code=code)

    async def phone(self, visitor: Visitor, view: View[Moment], language: str) -> Watcher:
        """A participant's phone. The first time, they join. Raises TooMany."""
        session, who = visitor.session, visitor.participant
        _make_room(self.channel(session).room, visitor)
        if who not in session.state.people.names:
            with suppress(Refused):
                await session.do(join(who), by=who)
        return Watcher(self.channel(session), view, language, who)

    async def over_socket(self, socket: WebSocket, watcher: Watcher) -> None:
        """Send the news over a socket until the other side goes, or have that done from now on."""
        await socket.accept()
        if (taken := live_socket(socket)) is not None:
            reader = Reader(watcher, taken)
            self._begin(reader)
            taken.take_over(partial(self._end, reader))
            return
        letterbox = Letterbox()
        with self._reading(Reader(watcher, letterbox)):
            carrying = asyncio.create_task(_carry(socket, letterbox))
            try:
                await _until_gone(socket)
            finally:
                carrying.cancel()

    async def as_events(self, watcher: Watcher) -> AsyncIterator[bytes]:
        """The news as server-sent events (WHATWG HTML, 9.2), until whoever reads them stops."""
        letterbox = Letterbox()
        with self._reading(Reader(watcher, letterbox), slower=True):
            async for message in letterbox.messages():
                yield b"data: %b\n\n" % message

    def asked(self, watcher: Watcher, after: str) -> bytes:
        """What changed since the last time that this watcher asked. Raises Closed."""
        message, key = watcher.asked(after), watcher.key
        if key in self._asking:
            self._asking[key].cancel()
        else:
            self._count(watcher, 1, slower=True)
        loop = asyncio.get_running_loop()
        self._asking[key] = loop.call_later(MISSED, self._asks_no_more, watcher)
        return message

    def watched(self, id: str) -> bool:
        """Whether anybody watches the session with this id."""
        return id in self._channels and self._channels[id].watchers > 0

    async def drop(self, id: str) -> None:
        """Let go of everybody who watches a session that is no more."""
        if (channel := self._channels.pop(id, None)) is not None:
            await channel.close()

    async def close(self) -> None:
        """Close every channel: all who watch come again, phones within so many milliseconds."""
        watching = sum(channel.watchers for channel in self._channels.values())
        spread = min(LONGEST_SPREAD, 1000 * watching // A_SECOND)
        for timer in self._asking.values():
            timer.cancel()
        self._asking.clear()
        for channel in self._channels.values():
            await channel.close(COME_AGAIN, spread)
        self._channels.clear()
        if watching:
            await asyncio.sleep(PACE)  # or some would be cut off before they are told

    @contextmanager
    def _reading(self, reader: Reader, slower: bool = False) -> Iterator[None]:
        self._begin(reader, slower)
        try:
            yield
        finally:
            self._end(reader, slower)

    def _begin(self, reader: Reader, slower: bool = False) -> None:
        reader.watcher.channel.add(reader)
        self._count(reader.watcher, 1, slower)
        self._asks_no_more(reader.watcher)

    def _end(self, reader: Reader, slower: bool = False) -> None:
        self._count(reader.watcher, -1, slower)
        reader.watcher.channel.remove(reader)

    def _count(self, watcher: Watcher, by: int, slower: bool) -> None:
        watcher.channel.watchers += by
        self.counted(watcher.surface, by)
        watcher.channel.update(watcher.counted(watcher.channel.room, by, slower))

    def _asks_no_more(self, watcher: Watcher) -> None:
        """Take it that whoever asked now and then has gone, or has found a better way."""
        timer = self._asking.pop(watcher.key, None)
        if timer is not None:
            timer.cancel()
            self._count(watcher, -1, slower=True)


async def _until_gone(socket: WebSocket) -> None:
    """Return when the other side goes. What it says is not read: sockets only carry news."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


async def _carry(socket: WebSocket, letterbox: Letterbox) -> None:
    """Send what comes, until nothing more does or the other side has gone."""
    with suppress(WebSocketDisconnect, RuntimeError):
        async for message in letterbox.messages():
            await socket.send_text(message.decode())
        await socket.close(letterbox.code or GOING_AWAY, letterbox.reason)


def _make_room(room: Room, visitor: Visitor) -> None:
    """Let a participant watch once more, and come in the first time. Raises TooMany."""
    if room.here.get(visitor.participant, 0) >= MOST_SOCKETS:
        raise TooMany(MANY_PAGES, MISSED)
    if visitor.participant not in visitor.session.state.people.names:
        wait = visitor.wait_to_join()
        if wait:
            raise TooMany(MANY_PEOPLE, wait)
