"""The planned start of a session, as a time of day that someone typed."""

import re
from datetime import UTC, datetime, time, timedelta

from sessions.refused import Invalid, marked

LATE = timedelta(hours=3)
"""How far back a start may lie and still be today’s: people are late, trainers too."""

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")


def planned_start(typed: str, now: float) -> float | None:
    """The next time that the host's clock says this, in seconds since 1970; None for no time.

    A time up to three hours ago is today's. `now` is in seconds since 1970. Raises Invalid.
    """
    if not typed.strip():
        return None
    found = _TIME.fullmatch(typed.strip())
    try:
        at = time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        at = None
    if at is None:
        raise Invalid(marked("The start is a time of day, such as 09:30."))
    here = datetime.fromtimestamp(now, UTC).astimezone()
    today = datetime.combine(here.date(), at).astimezone()
    if here - today <= LATE:
        return today.timestamp()
    return datetime.combine(here.date() + timedelta(days=1), at).astimezone().timestamp()
