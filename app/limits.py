"""How much one participant and one session may send: token buckets, kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from sessions.people import People

MOST_BUCKETS = 20_000
"""Buckets remembered at a time; the one longest unused is forgotten first."""

JOINED, STRANGER = 0.5, 0.75
"""The share of a session's bucket that the last who joined has to leave, and who is not yet in."""


@dataclass(slots=True)
class Bucket:
    """Holds `most` tokens and gains `rate` a second."""

    most: float
    rate: float
    tokens: float
    at: float

    def take(self, now: float, keep: float = 0) -> float:
        """Take a token, as long as this share of the bucket is there: 0, or the seconds to wait."""
        wait = self.wait(now, keep)
        if not wait:
            self.tokens -= 1
        return wait

    def wait(self, now: float, keep: float = 0) -> float:
        """The seconds until a token could be taken."""
        self.tokens = min(self.most, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, max(1.0, keep * self.most) - self.tokens) / self.rate


@dataclass(slots=True)
class Limits:
    """One bucket a name, all of one size, at least a token. `now` is in seconds."""

    most: float
    rate: float
    now: Callable[[], float]
    _buckets: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)

    def take(self, name: str, keep: float = 0) -> float:
        """Take a token of this name: 0, or the seconds to wait."""
        return self._bucket(name).take(self.now(), keep)

    def wait(self, name: str) -> float:
        """The seconds until a token of this name could be taken."""
        return self._bucket(name).wait(self.now())

    def _bucket(self, name: str) -> Bucket:
        most = max(1.0, self.most)
        bucket = self._buckets.pop(name, None) or Bucket(most, self.rate, most, self.now())
        self._buckets[name] = bucket
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return bucket


def share_to_leave(people: People, participant: str) -> float:
    """The share of their session's bucket that a participant leaves to those who joined before.

    While the bucket is full nobody notices. When a session is at its limit, the bucket sinks to
    what the last ones have to leave and stays there, since they take every token above it: they
    wait, and the earlier ones find the tokens below. A script that takes a new cookie for each idea
    is a stranger each time, so it leaves three quarters of the bucket to the room, and whom it
    brings in ranks after the room. Where a session has more people than its bucket has tokens,
    neighbours in rank differ by less than a token and wait alike.
    """
    rank = people.ranks.get(participant)
    return STRANGER if rank is None else JOINED * rank / len(people.ranks)
