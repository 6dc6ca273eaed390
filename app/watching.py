"""Someone who watches a session: what they are sent, message by message, whichever way it goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from app.channel import Channel, Closed, Step
from sessions.room import Moment, Room
from templates.drawing import View

SILENCE = 10.0
"""Seconds after which a watcher that was sent nothing is sent an empty message."""

PACE = 0.15
"""Seconds that a phone waits after a change, so that several come as one."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """A console, a projector (`shows`), or the phone of a participant (`who`).

    `code` is the join code where that alone lets it watch: once it is changed, that is over.
    """

    channel: Channel
    view: View[Moment]
    language: str
    who: str | None = None
    shows: bool = False
    code: str | None = None

    @property
    def surface(self) -> str:
        """What it watches with."""
        return "phone" if self.who else "projector" if self.shows else "console"

    @property
    def key(self) -> tuple[str, str]:
        """What tells this watcher from others that ask: all projectors that do count as one."""
        return self.channel.session.id, self.who or self.surface

    async def news(self) -> AsyncIterator[bytes]:
        """Everything, then what changed, and an empty message for long silence. Raises Closed."""
        channel, own = self.channel, self._own()
        given = channel.step
        yield channel.everything(self.view, self.language, own)
        while True:
            try:
                await asyncio.wait_for(channel.after(given.version), SILENCE)
            except TimeoutError:
                yield channel.nothing()
                continue
            self.check()
            if self.who is not None:
                await asyncio.sleep(PACE)
            messages, given = self._changes(given, own), channel.step
            for message in messages:
                yield message

    def asked(self, after: str) -> bytes:
        """What changed since the token `after`, everything where that is not known. Raises Closed.

        It has a token for the next time.
        """
        self.check()
        return self.channel.asked(after, self.view, self.language, self._own())

    def check(self) -> None:
        """Raises Closed where the code that it came by is no more."""
        if self.code is not None and self.code != self.channel.room.code:
            raise Closed

    def counted(self, room: Room, by: int, slower: bool) -> Room:
        """The room with this watcher counted once more (`by` 1) or once less (-1)."""
        if self.who is not None:
            return room.counted(self.who, by, slower)
        return room.with_projectors(by) if self.shows else room

    def _own(self) -> View[Moment] | None:
        return self.view.personal(self.who) if self.view.personal and self.who else None

    def _changes(self, given: Step, own: View[Moment] | None) -> list[bytes]:
        """What changed since a moment, which is not kept: all of a state may hang on it."""
        channel = self.channel
        messages = [channel.since(given, self.view, self.language)]
        if own and self.who and channel.concerns(self.who, given):
            messages.append(channel.fresh(given, own, self.language))
        return [message for message in messages if message is not None]
