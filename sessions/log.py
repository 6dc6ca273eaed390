"""The append-only log of all sessions: what both of its engines, SQLite and PostgreSQL, promise.

What `append` has returned from is on disk. What was deleted or erased can be read no more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from sessions.facts import Record, UnknownKind
    from sessions.room import Presence

PAGE = 500
"""Facts that are read at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A session in the log. `opened_at` is seconds since 1970, UTC."""

    id: str
    code: str
    title: str
    opened_at: float


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a session came to."""

    facts: int
    ideas: int
    participants: int


class LogUnusable(Exception):  # noqa: N818 - a sentence for the person who started the program
    """The log cannot be used as it is; the message says why and what to do."""


class Log(Protocol):
    """All facts of all sessions. What it cannot do just now raises NotStored."""

    async def create(self, entry: Entry, *records: Record) -> bool:
        """Add a session with its facts. False if its code or id is taken."""

    async def append(
        self, session: str, records: Sequence[Record], meanwhile: Callable[[], None] | None = None
    ) -> bool:
        """Add facts to a session, all or none; on return they are on disk.

        `meanwhile` is called in this thread while the disk is waited for, which may still fail.

        False, with nothing added, where another process has added the next ones, or the session is
        no more: `read` tells.
        """

    async def is_last(self, session: str, number: int) -> bool:
        """Whether the last fact of a session has this number."""

    async def rewrite(self, session: str, emptied: Sequence[Record], erased: Record) -> bool:
        """Add the fact that something was erased, and put emptied facts in their places.

        False as `append` is.
        """

    async def delete(self, session: str) -> Counts:
        """Take a session out, with all that is its own."""

    async def read(self, session: str, after: int = 0) -> list[Record]:
        """The facts of a session after a number, in order. Raises UnknownKind."""

    def pages(self, session: str) -> AsyncIterator[list[Record]]:
        """All of them some at a time, so that they are never all in memory beside the state."""

    async def read_kinds(self, session: str, kinds: Sequence[str]) -> list[Record]:
        """The facts of some kinds alone. Raises UnknownKind."""

    async def entries(self) -> list[Entry]:
        """All sessions, the newest first."""

    async def last_facts(self) -> dict[str, float]:
        """When the last fact of each session was, in seconds since 1970, by the session's id."""

    async def find(self, code: str) -> Entry | None:
        """The session with this join code."""

    async def find_former(self, code: str) -> Entry | None:
        """The session that had this join code until it was given another."""

    async def change_code(self, session: str, code: str) -> bool:
        """Give a session another join code. False if it is or was taken."""

    async def check(self) -> None:
        """See that it can be read, and written to if there is room."""

    async def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class News:
    """A session's code, the number of its last fact, and the facts after a number.

    UnknownKind where this version cannot read them.
    """

    code: str
    number: int
    records: list[Record] | UnknownKind


@runtime_checkable
class SharedLog(Log, Protocol):
    """A log that other processes write as well."""

    async def now(self) -> float:
        """The time that all of them go by, in seconds since 1970, UTC."""

    async def news(self, after: Mapping[str, int]) -> dict[str, News]:
        """What is new of several sessions, each after a number. One that is no more is left out."""

    async def exchange(self, here: Mapping[str, Presence]) -> dict[str, Presence]:
        """Say who is connected at this process, by session, and hear who is at all others."""

    def hints(self) -> AsyncIterator[set[str] | None]:
        """The sessions in which something has happened, as soon as it is heard; None for any.

        None also comes now and then where nothing was heard, for a hint can get lost.
        """
