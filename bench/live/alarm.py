"""Calls at given instants, to some ten microseconds: event loops keep to whole milliseconds."""

from __future__ import annotations

import asyncio
import ctypes
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_LIBC = ctypes.CDLL(None, use_errno=True)
_MONOTONIC, _NONBLOCK, _ABSOLUTE = 1, os.O_NONBLOCK, 1
_LEAST = 1e-7
"""Seconds; a timer set to nothing would never ring."""


class _Spec(ctypes.Structure):
    """`struct itimerspec` of timerfd_settime(2): every, then first, in seconds and nanoseconds."""

    _fields_ = tuple((name, ctypes.c_long) for name in ("every", "every_ns", "first", "first_ns"))


@dataclass(slots=True)
class Alarm:
    """Calls `ring(n)` at the n-th of these instants (time.perf_counter, rising), or later.

    `late` has by how many seconds each call was late.
    """

    due: Sequence[float]
    ring: Callable[[int], None]
    late: list[float] = field(default_factory=list)

    async def run(self) -> None:
        """Return after the last call."""
        if not self.due:
            return
        loop, done = asyncio.get_running_loop(), asyncio.Event()
        timer = _LIBC.timerfd_create(_MONOTONIC, _NONBLOCK)
        if timer < 0:
            raise OSError(ctypes.get_errno(), "There is no timer to be had.")
        try:
            self._set(timer)
            loop.add_reader(timer, self._rung, timer, done)
            await done.wait()
        finally:
            loop.remove_reader(timer)
            os.close(timer)

    def _rung(self, timer: int, done: asyncio.Event) -> None:
        os.read(timer, 8)
        while len(self.late) < len(self.due):
            over = time.perf_counter() - self.due[len(self.late)]
            if over < 0:
                self._set(timer)
                return
            self.late.append(over)
            self.ring(len(self.late) - 1)
        done.set()

    def _set(self, timer: int) -> None:
        at = self.due[len(self.late)] - time.perf_counter() + time.monotonic()
        seconds, part = divmod(max(at, _LEAST), 1)
        spec = _Spec(0, 0, int(seconds), int(part * 1e9))
        if _LIBC.timerfd_settime(timer, _ABSOLUTE, ctypes.byref(spec), None):
            raise OSError(ctypes.get_errno(), "The timer could not be set.")
