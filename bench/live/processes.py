"""The processor time of several programs, each with the processes that it started."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Shares:
    """CPU seconds of each program, of this process and of all others; the seconds that passed."""

    programs: Mapping[str, float]
    driver: float
    others: float
    seconds: float

    @property
    def cores(self) -> float:
        """What the programs took together, in cores."""
        return sum(self.programs.values()) / self.seconds

    def __sub__(self, before: Shares) -> Shares:
        """What was used in between."""
        return Shares(
            {name: spent - before.programs[name] for name, spent in self.programs.items()},
            self.driver - before.driver,
            self.others - before.others,
            self.seconds - before.seconds,
        )

    def line(self) -> str:
        """The shares of one core, in words."""
        parts = [*self.programs.items(), ("driver", self.driver), ("others", self.others)]
        said = ", ".join(f"{name} {100 * spent / self.seconds:.0f} %" for name, spent in parts)
        return f"{said} of a core"


def shares(programs: Mapping[str, int]) -> Shares:
    """CPU time so far, of the programs by the process that each began with."""
    each = {name: sum(_spent(one) for one in _family(pid)) for name, pid in programs.items()}
    driver, busy = time.process_time(), _busy()
    others = busy - driver - sum(each.values())
    return Shares(each, driver, others, time.perf_counter())


def _busy() -> float:
    """CPU seconds of the whole machine (proc_stat(5)), waiting left out."""
    fields = Path("/proc/stat").read_text("utf-8").split("\n", 1)[0].split()[1:9]
    user, nice, system, _, _, irq, softirq, steal = (int(field) / _TICK for field in fields)
    return user + nice + system + irq + softirq + steal


def _spent(pid: int) -> float:
    """CPU seconds of a process and of its children that ended (proc_pid_stat(5), from utime on)."""
    with suppress(FileNotFoundError, ProcessLookupError):
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
        return sum(map(int, stat.rpartition(")")[2].split()[11:15])) / _TICK
    return 0


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(FileNotFoundError, ProcessLookupError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split():
            yield from _family(int(child))
