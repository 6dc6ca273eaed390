"""How much one participant and one session may send: token buckets, kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_BUCKETS = 20_000
"""Participants remembered at a time; the one longest silent is forgotten first."""


@dataclass(slots=True)
class Bucket:
    """Holds `most` tokens and gains `rate` a second."""

    most: float
    rate: float
    tokens: float
    at: float

    def take(self, now: float) -> float:
        """Take a token: 0, or the seconds until there is one."""
        self.tokens = min(self.most, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0
        return (1 - self.tokens) / self.rate


@dataclass(slots=True)
class Limits:
    """One bucket a name, all of one size. `now` is in seconds."""

    most: float
    rate: float
    now: Callable[[], float]
    _buckets: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)

    def take(self, name: str) -> float:
        """Take a token of this name: 0, or the seconds to wait."""
        now = self.now()
        bucket = self._buckets.pop(name, None) or Bucket(self.most, self.rate, self.most, now)
        self._buckets[name] = bucket
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return bucket.take(now)
