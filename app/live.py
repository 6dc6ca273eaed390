"""Every socket in the product: one way, drawn once per change, shared by all who watch."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from starlette.websockets import WebSocket, WebSocketDisconnect

from app.channel import Channel, Step
from sessions.people import join
from sessions.refused import Refused, TooMany, marked
from sessions.room import Moment, Room
from sessions.session import Session
from sessions.visitor import Visitor
from templates.drawing import View

SILENCE = 10.0
"""Seconds after which a watcher that was sent nothing is sent an empty message."""

PACE = 0.15
"""Seconds that a phone waits after a change, so that several come as one."""

MOST_SOCKETS = 6
"""Live connections of one participant: some tabs, and those that died without saying so."""

MANY_PEOPLE = marked("Many people are coming in at once. This page lets you in by itself.")
MANY_PAGES = marked("This workshop is open in many windows here already. Close some of them.")


@dataclass(slots=True)
class Live:
    """All channels of a server. `room` makes the room of a session that is watched anew."""

    room: Callable[[Session], Room]
    now: Callable[[], float]
    _channels: dict[str, Channel] = field(default_factory=dict)

    def channel(self, session: Session) -> Channel:
        """The channel of a session."""
        if session.id not in self._channels:
            self._channels[session.id] = Channel(session, self.room(session), self.now)
        return self._channels[session.id]

    def moment(self, session: Session) -> Moment:
        """What a page of this session is drawn from, just now."""
        return Moment(session.state, self.channel(session).room, self.now())

    def update_rooms(self, change: Callable[[Session, Room], Room]) -> None:
        """Change what is known beside the facts, in every session."""
        for channel in self._channels.values():
            channel.update(change(channel.session, channel.room))

    async def screen(
        self, socket: WebSocket, session: Session, view: View[Moment], language: str, shows: bool
    ) -> None:
        """Keep a console or a projector up to date until it goes; `shows`: it is a projector."""
        channel = self.channel(session)
        await socket.accept()
        channel.update(replace(channel.room, projectors=channel.room.projectors + shows))
        try:
            await _until_gone(socket, _watch(socket, channel, view, language))
        finally:
            channel.update(replace(channel.room, projectors=channel.room.projectors - shows))

    async def phone(
        self, socket: WebSocket, visitor: Visitor, view: View[Moment], language: str
    ) -> None:
        """Keep a participant's phone up to date until it goes; the first time, they join.

        Raises TooMany before it is accepted.
        """
        channel, who = self.channel(visitor.session), visitor.participant
        _make_room(channel.room, visitor)
        await socket.accept()
        channel.update(_came(channel.room, who))
        try:
            with suppress(Refused):
                await visitor.session.do(join(who), by=who)
            watch = _watch(socket, channel, view, language, who)
            await _until_gone(socket, watch)
        finally:
            channel.update(_went(channel.room, who))

    async def close(self) -> None:
        """Close every channel."""
        for channel in self._channels.values():
            await channel.close()
        self._channels.clear()


async def _watch(
    socket: WebSocket, channel: Channel, view: View[Moment], language: str, who: str | None = None
) -> None:
    own = view.personal(who) if view.personal and who else None
    given = channel.step
    await _send(socket, channel.everything(view, language, own))
    while True:
        try:
            await asyncio.wait_for(channel.after(given.version), SILENCE)
        except TimeoutError:
            await _send(socket, channel.nothing())
            continue
        if who is not None:
            await asyncio.sleep(PACE)
        before, given = given, channel.step
        await _send(socket, channel.since(before, view, language))
        if own is not None and _concerns(channel, view, before, given, who):
            await _send(socket, channel.fresh(before, own, language))


def _concerns(
    channel: Channel, view: View[Moment], before: Step, given: Step, who: str | None
) -> bool:
    if view.concerned is None:
        return False
    touched = channel.touched_since(before)
    concerned = view.concerned(before.moment, given.moment, touched)
    return concerned is None or (who is not None and who in concerned)


async def _send(socket: WebSocket, message: bytes | None) -> None:
    if message is not None:
        await socket.send_text(message.decode())


async def _until_gone(socket: WebSocket, watch: Awaitable[None]) -> None:
    """Watch until the other side goes. What it says is not read: sockets only carry news."""
    watching = asyncio.ensure_future(watch)
    try:
        while not watching.done():
            receiving = asyncio.ensure_future(socket.receive())
            await asyncio.wait({watching, receiving}, return_when=asyncio.FIRST_COMPLETED)
            if not receiving.done():
                receiving.cancel()
            elif receiving.result()["type"] == "websocket.disconnect":
                break
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
            await watching


def _make_room(room: Room, visitor: Visitor) -> None:
    """Let a participant watch once more, and come in the first time. Raises TooMany."""
    if room.here.get(visitor.participant, 0) >= MOST_SOCKETS:
        raise TooMany(MANY_PAGES, SILENCE)
    if visitor.participant not in visitor.session.state.people.names:
        wait = visitor.wait_to_join()
        if wait:
            raise TooMany(MANY_PEOPLE, wait)


def _came(room: Room, who: str) -> Room:
    return replace(room, here=room.here.insert(who, room.here.get(who, 0) + 1))


def _went(room: Room, who: str) -> Room:
    left = room.here.get(who, 1) - 1
    here = room.here.insert(who, left) if left else room.here.discard(who)
    return replace(room, here=here)
