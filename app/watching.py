"""Someone who watches a session: what they are shown, and what lets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.channel import Channel
    from sessions.room import Moment, Room
    from templates.drawing import View


class Closed(Exception):  # noqa: N818 - nothing went wrong
    """The session is not to be watched any more."""


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

    @property
    def own(self) -> View[Moment] | None:
        """What is for this participant alone."""
        return self.view.personal(self.who) if self.view.personal and self.who else None

    def asked(self, after: str) -> bytes:
        """What changed since the token `after`, everything where that is not known. Raises Closed.

        It has a token for the next time.
        """
        if self.code not in (None, self.channel.room.code):
            raise Closed
        return self.channel.moments.asked(after, self.view, self.language, self.own)

    def counted(self, room: Room, by: int, slower: bool) -> Room:
        """The room with this watcher counted once more (`by` 1) or once less (-1)."""
        if self.who is not None:
            return room.counted(self.who, by, slower)
        return room.with_projectors(by) if self.shows else room
