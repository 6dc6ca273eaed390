"""The server's time: its wall clock at the start, carried on by a clock that nobody sets."""

import time


def _steady() -> float:
    """Seconds on a clock that is never set and, where there is one, runs through suspend."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


_STARTED_WALL, _STARTED_STEADY = time.time(), _steady()


def now() -> float:
    """Seconds since 1970, UTC."""
    return _STARTED_WALL + _steady() - _STARTED_STEADY
