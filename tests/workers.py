"""The printing processes of a server or of a test, as the system lists them; and patience."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

PROCESSES = Path("/proc")
T = TypeVar("T")
PATIENCE = 60.0
"""Seconds after which something that never comes is given up: far more than it can take."""


def workers(parent: int) -> list[int]:
    """The printing processes that a process has just now, those that are dying left out."""
    return [pid for pid in _all() if _parent(pid) == parent and b"spawn_main" in _command(pid)]


def has_ended(pid: int) -> bool:
    """Whether there is no such process any more, or nothing of it but its exit code."""
    return _status(pid)[:1] in ([], ["Z"], ["X"])


def niceness(pid: int) -> int:
    """Its priority, from -20 to 19, the lowest (proc_pid_stat(5))."""
    return int(_status(pid)[16])


def most_memory(pid: int) -> int:
    """The bytes that it may take."""
    for line in (PROCESSES / str(pid) / "limits").read_text("utf-8").splitlines():
        if line.startswith("Max address space"):
            return int(line.split()[3])
    raise AssertionError("The system does not say.")


def until(ask: Callable[[], T]) -> T:
    """Ask again and again until there is an answer."""
    end = time.monotonic() + PATIENCE
    while not (answer := ask()):
        assert time.monotonic() < end, f"It never came: {ask}"
        time.sleep(0.01)
    return answer


def _all() -> list[int]:
    return [int(path.name) for path in PROCESSES.iterdir() if path.name.isdigit()]


def _parent(pid: int) -> int:
    fields = _status(pid)
    return int(fields[1]) if fields[:1] not in ([], ["Z"], ["X"]) else 0


def _status(pid: int) -> list[str]:
    """The fields of its `stat` from the third on; none where there is no such process."""
    try:
        said = (PROCESSES / str(pid) / "stat").read_text("utf-8", "replace")
    except OSError:
        return []
    return said.rpartition(")")[2].split()


def _command(pid: int) -> bytes:
    try:
        return (PROCESSES / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""
