"""What is known of a session beside its facts: who is connected, which addresses to show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from rpds import HashTrieMap

from sessions.remembered import NOTHING, Remembered
from sessions.state import State
from sessions.words import Words


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this machine that phones could use: `192.168.8.20:8000`, and its network."""

    host: str
    network: str


@dataclass(frozen=True, slots=True)
class Wifi:
    """The Wi-Fi to join first, from the host's settings; never in facts or exports."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Presence:
    """The live connections that one process has, or several: as in Room."""

    here: dict[str, int] = field(default_factory=dict)
    slower: dict[str, int] = field(default_factory=dict)
    projectors: int = 0

    def __add__(self, other: Presence) -> Presence:
        here = dict(Counter(self.here) + Counter(other.here))
        slower = dict(Counter(self.slower) + Counter(other.slower))
        return Presence(here, slower, self.projectors + other.projectors)


@dataclass(frozen=True, slots=True)
class Room:
    """Who is connected and where to join.

    `here` counts the live connections by participant, `slower` those of them that are not sockets.

    `join` is the scheme, host and port shown to phones, such as `http://192.168.8.20:8000`;
    `expected` are the phones that were here when it last changed, until as many are here again
    or half an hour has passed; `name` is a public name of the session that never changes, as its
    code may; `words` are those that the console flags, `remembered`
    is what earlier sessions of the plan took; `elsewhere` are those of all that are counted here
    whose connections other processes have.
    """

    code: str
    join: str
    addresses: tuple[Address, ...] = ()
    wifi: Wifi | None = None
    here: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    slower: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    projectors: int = 0
    expected: int = 0
    name: str = ""
    words: Words = field(default_factory=Words)
    remembered: Remembered = NOTHING
    elsewhere: Presence = field(default_factory=Presence)

    @property
    def own(self) -> Presence:
        """The connections that this process has."""
        there = self.elsewhere
        return Presence(
            _less(self.here, there.here),
            _less(self.slower, there.slower),
            self.projectors - there.projectors,
        )

    def with_elsewhere(self, elsewhere: Presence) -> Room:
        """The room with what other processes have now."""
        if elsewhere == self.elsewhere:
            return self
        own = self.own
        every = own + elsewhere
        return replace(
            self,
            here=HashTrieMap(every.here),
            slower=HashTrieMap(every.slower),
            projectors=every.projectors,
            expected=0 if len(every.here) >= self.expected else self.expected,
            elsewhere=elsewhere,
        )

    def counted(self, who: str, by: int, slower: bool) -> Room:
        """The room with a connection of a participant more (`by` 1) or less (-1)."""
        here = _counted(self.here, who, by)
        expected = 0 if len(here) >= self.expected else self.expected
        counted = replace(self, here=here, expected=expected)
        return replace(counted, slower=_counted(self.slower, who, by)) if slower else counted

    def moved(self, join: str, addresses: tuple[Address, ...]) -> Room:
        """The room with other addresses; phones that are here have to come back if they changed."""
        expected = self.expected if join == self.join else len(self.here)
        return replace(self, join=join, addresses=addresses, expected=expected)

    def given_up(self, join: str) -> Room:
        """The room where nobody is expected any more, if this is still where to join."""
        return replace(self, expected=0) if join == self.join else self

    def with_projectors(self, by: int) -> Room:
        """The room with so many projectors more."""
        return replace(self, projectors=self.projectors + by)


def _counted(counts: HashTrieMap[str, int], who: str, by: int) -> HashTrieMap[str, int]:
    count = counts.get(who, 0) + by
    return counts.insert(who, count) if count else counts.discard(who)


def _less(counts: HashTrieMap[str, int], other: dict[str, int]) -> dict[str, int]:
    return {who: left for who, count in counts.items() if (left := count - other.get(who, 0))}


@dataclass(frozen=True, slots=True)
class Moment:
    """All that a view is drawn from. `now` is the time of drawing, seconds since 1970, UTC."""

    state: State
    room: Room
    now: float = 0
