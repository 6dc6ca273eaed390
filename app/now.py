"""The server's time: its wall clock at the start, carried on by a clock that nobody sets."""

import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
"""On Linux, a name for the time since the machine started: the steady clock began with it."""


@dataclass(slots=True)
class _Anchor:
    """An instant by both clocks, in seconds, and the name of the boot that the steady one is of."""

    wall: float
    steady: float
    boot: str


def now() -> float:
    """Seconds since 1970, UTC."""
    return _anchor.wall + _steady() - _anchor.steady


def bridge(path: Path) -> None:
    """Go on with the time of a server that was killed, where the machine runs on since.

    Its file says which instant it went by; a wall clock that was set meanwhile stops no topic and
    hastens none. This server's own is written there, for one that follows should this one die; it
    is removed at an orderly end, after which the wall clock is asked anew.
    """
    with suppress(OSError, ValueError, TypeError):
        before = _Anchor(**json.loads(path.read_text(encoding="utf-8")))
        if before.boot and before.boot == _anchor.boot and before.steady <= _steady():
            _anchor.wall, _anchor.steady = float(before.wall), float(before.steady)
    with suppress(OSError):
        path.write_text(json.dumps(asdict(_anchor)), encoding="utf-8")


def _steady() -> float:
    """Seconds on a clock that is never set and, where there is one, runs through suspend."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


def _boot() -> str:
    with suppress(OSError):
        return _BOOT.read_text(encoding="utf-8").strip()
    return ""


_anchor = _Anchor(time.time(), _steady(), _boot())
