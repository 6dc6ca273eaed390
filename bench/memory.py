"""What a process holds: its memory, and what waits in the system to be sent (Linux, /proc)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_SIZE = re.compile(r"^(VmRSS|VmHWM):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes that a process has in memory now, and had at most so far."""

    now: int
    most: int


def memory(pid: int) -> Memory:
    """The memory of a process (proc_pid_status(5): VmRSS, VmHWM)."""
    found = dict(_SIZE.findall(Path(f"/proc/{pid}/status").read_text(encoding="utf-8")))
    return Memory(1024 * int(found["VmRSS"]), 1024 * int(found["VmHWM"]))


def unsent(port: int) -> int:
    """Bytes that wait in the system to be taken by those who are connected to a port."""
    total = 0
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="utf-8").splitlines()[1:]:
            _, here, _, _, queues, *_ = line.split()
            if int(here.rpartition(":")[2], 16) == port:
                total += int(queues.partition(":")[0], 16)
    return total
