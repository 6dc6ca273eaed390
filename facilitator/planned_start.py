"""The planned start of a session, as a time of day that someone typed."""

from datetime import UTC, datetime, time, timedelta

from sessions.clock import time_of_day

LATE = timedelta(hours=3)
"""How far back a start may lie and still be today’s: people are late, trainers too."""


def planned_start(typed: str, now: float) -> float | None:
    """The next time that the host's clock says this, in seconds since 1970; None for no time.

    A time up to three hours ago is today's. `now` is in seconds since 1970. Raises Invalid.
    """
    minutes = time_of_day(typed)
    if minutes is None:
        return None
    at = time(*divmod(minutes, 60))
    here = datetime.fromtimestamp(now, UTC).astimezone()
    today = datetime.combine(here.date(), at).astimezone()
    if here - today <= LATE:
        return today.timestamp()
    return datetime.combine(here.date() + timedelta(days=1), at).astimezone().timestamp()
