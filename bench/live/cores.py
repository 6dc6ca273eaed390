"""Who used the processor: the server, this process, all others; each of ours on its own core."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.process import allow_many_connections

SERVER, DRIVER = 0, 1
"""The core that servers are started on, and the one that drives them."""

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Used:
    """CPU seconds by whom, and the seconds that passed meanwhile."""

    server: float
    driver: float
    others: float
    seconds: float

    def __sub__(self, before: Used) -> Used:
        """What was used in between."""
        return Used(
            self.server - before.server,
            self.driver - before.driver,
            self.others - before.others,
            self.seconds - before.seconds,
        )

    def line(self) -> str:
        """The shares of one core, in words."""
        parts = (("server", self.server), ("driver", self.driver), ("others", self.others))
        return ", ".join(f"{name} {100 * spent / self.seconds:.0f} %" for name, spent in parts)


@contextmanager
def on_core(core: int) -> Iterator[bool]:
    """Run this thread, and the processes it starts, on one core; whether that could be."""
    if not hasattr(os, "sched_setaffinity") or (os.cpu_count() or 1) <= max(SERVER, DRIVER):
        yield False
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield True
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def driving() -> Iterator[None]:
    """Drive from here: on a core of its own, with as many connections as may be."""
    allow_many_connections()
    with on_core(DRIVER) as alone:
        if not alone:
            print("  Server and driver share the cores of this machine.")
        yield


def used(servers: Sequence[int]) -> Used:
    """CPU time so far: of these processes and their children, of this one, of everything else."""
    server = sum(_spent(pid) for pid in _with_children(servers))
    driver = time.process_time()
    fields = Path("/proc/stat").read_text("utf-8").split("\n", 1)[0].split()[1:9]
    user, nice, system, _, _, irq, softirq, steal = (int(field) / _TICK for field in fields)
    busy = user + nice + system + irq + softirq + steal
    return Used(server, driver, busy - server - driver, time.perf_counter())


def _spent(pid: int) -> float:
    """CPU seconds of a process's threads (/proc/PID/task/TID/schedstat counts nanoseconds)."""
    spent = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            spent += int((thread / "schedstat").read_text("utf-8").split()[0])
    return spent / 1e9


def _with_children(pids: Sequence[int]) -> Iterator[int]:
    for pid in pids:
        yield pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
        yield from _with_children([int(child) for child in children])
