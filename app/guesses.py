"""Who tries codes and keys that are none: slowed by address, without keeping an address."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address

from app.limits import MOST_BUCKETS, Limits

AT_ONCE, A_SECOND = 120.0, 1.0
"""Failures of one address before it is slowed, and from then on: a room mistypes behind one."""

ALL_AT_ONCE, ALL_A_SECOND = 1200.0, 20.0
"""The same over all addresses."""

EVERYBODY = "everybody"


@dataclass(slots=True)
class Guesses:
    """Counts failures by address, under a keyed hash that lives and ends with this process.

    A failure takes a token of its address and one of all addresses; without one the answer is to
    wait. If only failures waited, a guesser would learn as much from what does not. So a right code
    waits as well, but only from an address that is out of tokens and that this session was never
    opened from: a room whose people came in already goes on joining beside a guesser who sits in
    it. An address stands for a session no longer than for the last 20,000 that were used.
    """

    now: Callable[[], float]
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _homes: OrderedDict[str, None] = field(default_factory=OrderedDict)
    _one: Limits = field(init=False)
    _all: Limits = field(init=False)

    def __post_init__(self) -> None:
        self._one = Limits(AT_ONCE, A_SECOND, self.now)
        self._all = Limits(ALL_AT_ONCE, ALL_A_SECOND, self.now)

    def wrong(self, address: str) -> float:
        """Count a failure: 0, or the seconds until the next may be tried."""
        return self._one.take(self._hashed(address)) or self._all.take(EVERYBODY)

    def right(self, address: str, session: str, *, known: bool) -> float:
        """Count a right code: 0, or the seconds to wait. `known`: a cookie of the session came."""
        home = self._hashed(address, session)
        if not known and home not in self._homes:
            wait = self._one.wait(self._hashed(address)) or self._all.wait(EVERYBODY)
            if wait:
                return wait
        self._homes[home] = None
        self._homes.move_to_end(home)
        if len(self._homes) > MOST_BUCKETS:
            self._homes.popitem(last=False)
        return 0

    def _hashed(self, address: str, session: str = "") -> str:
        said = f"{_network(address)} {session}".encode()
        return blake2b(said, key=self._key, digest_size=16).hexdigest()


@lru_cache(maxsize=1000)
def _network(address: str) -> str:
    """The address, or of IPv6 the network of 64 bits that one customer has to choose from."""
    with suppress(ValueError):
        one = ip_address(address)
        if isinstance(one, IPv6Address):
            return str(one.ipv4_mapped or int(one) >> 64)
        return str(one)
    return address
