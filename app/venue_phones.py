"""What phones report of their way to the laptop, for an hour, and what follows from it.

Nothing of this tells one phone from another for longer than that: no address, no name, no cookie.
"""

from typing import Annotated

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from app.venue import Finding
from sessions.refused import marked
from templates.filters import clock_time

MOST, HOUR = 50, 3600.0
"""Reports that are kept, and for how many seconds."""

SLOW, VERY_SLOW, STALLED = 200, 2000, 1000
"""Milliseconds: of the middle round trip, from where it is said and from where it stands in the
way; of the slowest one, from where it is said. An idea takes one round trip."""

MANY_LOST = 0.25
"""Share of requests without an answer from which a room can hardly work."""

APART = 2.0
"""Seconds that two clocks may differ without anybody noticing."""


class Report(BaseModel):
    """What one phone measured: of `tries` requests, how many were answered and how fast (ms).

    `id` is random, chosen by the page; `socket` is 1 where a WebSocket got through; `ahead` is
    how far the phone's clock is ahead of the server's, in ms.
    """

    model_config = ConfigDict(frozen=True)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
    tries: Annotated[int, Field(ge=1, le=100)]
    answered: Annotated[int, Field(ge=0, le=100)]
    middle: Annotated[int, Field(ge=0, le=60_000)]
    slowest: Annotated[int, Field(ge=0, le=60_000)]
    socket: Annotated[int, Field(ge=0, le=1)]
    ahead: Annotated[int, Field(ge=-(10**13), le=10**13)]

    @field_validator("answered")
    @classmethod
    def _no_more_than_tried(cls, answered: int, others: ValidationInfo) -> int:
        if answered > others.data.get("tries", answered):
            raise ValueError("more answers than requests")
        return answered

    @property
    def lost(self) -> int:
        """Requests that were not answered in time."""
        return self.tries - self.answered


class Heard(Struct, frozen=True):
    """A report, and when it came."""

    at: float
    report: Report


class Reports:
    """The latest reports, in memory alone; all times are in seconds, `at` is now."""

    def __init__(self) -> None:
        self._heard: dict[str, Heard] = {}
        self._opened = 0.0

    def open(self, at: float) -> None:
        """A phone has opened the page."""
        self._opened = at

    def add(self, report: Report, at: float) -> None:
        """Take a report; a later one of the same page replaces it, the oldest goes for a 51st."""
        self._heard.pop(report.id, None)
        self._heard[report.id] = Heard(at, report)
        if len(self._heard) > MOST:
            del self._heard[next(iter(self._heard))]

    def recent(self, at: float) -> list[Heard]:
        """Those of the last hour, the latest first; older ones are forgotten."""
        self._heard = {id: one for id, one in self._heard.items() if at - one.at < HOUR}
        return list(reversed(self._heard.values()))

    def findings(self, at: float) -> tuple[Finding, ...]:
        """What follows: whether a phone got through at all, and how well the latest one did."""
        heard = self.recent(at)
        if not heard:
            opened = bool(self._opened) and at - self._opened < HOUR
            return (_silent(opened=opened), *_not_yet())
        latest = heard[0].report
        return (
            _reached(len(heard), heard[0].at),
            _socket(latest),
            _trip(latest),
            _clock(latest.ahead / 1000),
        )


PHONE, SOCKET = marked("A phone"), marked("Live connection")
TRIP, CLOCK = marked("Round trip"), marked("Clocks")
SAME_NETWORK = marked("Phone and laptop must be in the same Wi-Fi: look at its name on both.")
NO_MOBILE_DATA = marked("Switch mobile data off on the phone for a moment, and try again.")
FIREWALL = marked("If the laptop’s firewall asks, or has asked before: allow private networks.")
GUESTS = marked(
    "Guest networks often keep devices apart, and nothing on the laptop changes that. Use the "
    "laptop’s or a phone’s hotspot, or a travel router."
)
CLOSER = marked("Try nearer to the router, or use a network of your own with nobody else in it.")
BY_ITSELF = marked(
    "Nothing has to be done: phones ask for what is new by themselves, some seconds later."
)
OWN_NETWORK = marked("On a network of your own, and without a VPN on the phone, it is live.")
FOLLOWS = marked("Nothing has to be done: countdowns on phones follow the laptop.")
SET_CLOCK = marked("If it is the laptop’s clock that is wrong, set it before you open a session.")
RELOAD = marked("Leave the page open for half a minute. If nothing comes, reload it on the phone.")


def _silent(*, opened: bool) -> Finding:
    if opened:
        said = marked("A phone has opened the page, but has not said how well it gets through.")
        return Finding("phone", PHONE, "warn", said, (RELOAD,))
    return Finding(
        "phone",
        PHONE,
        "waiting",
        marked("No phone has reached this laptop yet. Scan the code with one, in the last row."),
        (SAME_NETWORK, NO_MOBILE_DATA, FIREWALL, GUESTS),
    )


def _not_yet() -> tuple[Finding, ...]:
    said = marked("Known once a phone has opened the page.")
    return tuple(
        Finding(name, title, "waiting", said)
        for name, title in (("socket", SOCKET), ("trip", TRIP), ("clock", CLOCK))
    )


def _reached(count: int, at: float) -> Finding:
    said = marked("Phones that reached this laptop: %(count)s. The last one came at %(at)s.")
    return Finding("phone", PHONE, "ok", said, (), {"count": count, "at": clock_time(at)})


def _socket(latest: Report) -> Finding:
    if latest.socket:
        return Finding("socket", SOCKET, "ok", marked("WebSockets get through."))
    said = marked("This network cuts WebSockets off.")
    return Finding("socket", SOCKET, "warn", said, (BY_ITSELF, OWN_NETWORK))


def _trip(latest: Report) -> Finding:
    values = {
        "answered": latest.answered,
        "tries": latest.tries,
        "middle": latest.middle,
        "slowest": latest.slowest,
    }
    said = marked(
        "%(answered)s of %(tries)s requests were answered, in %(middle)s ms as a rule, in "
        "%(slowest)s ms at worst."
    )
    if not latest.answered:
        said = marked("The page came, but none of %(tries)s requests after it was answered.")
    if latest.lost >= MANY_LOST * latest.tries or latest.middle >= VERY_SLOW:
        return Finding("trip", TRIP, "bad", said, (CLOSER, GUESTS), values)
    if latest.lost or latest.middle >= SLOW or latest.slowest >= STALLED:
        return Finding("trip", TRIP, "warn", said, (CLOSER,), values)
    return Finding("trip", TRIP, "ok", said, (), values)


def _clock(ahead: float) -> Finding:
    if abs(ahead) < APART:
        return Finding("clock", CLOCK, "ok", marked("Phone and laptop have the same time."))
    said = marked("The phone’s clock is %(apart)s ahead of the laptop’s.")
    if ahead < 0:
        said = marked("The phone’s clock is %(apart)s behind the laptop’s.")
    return Finding("clock", CLOCK, "warn", said, (FOLLOWS, SET_CLOCK), {"apart": _time(abs(ahead))})


def _time(seconds: float) -> str:
    """A length of time in one unit."""
    for length, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"
