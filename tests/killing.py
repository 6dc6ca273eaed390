"""Kill -9 of a process with all that it started, as the system's lack of memory or power does."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.workers import has_ended, until


def kill_all(process: "subprocess.Popen[Any]") -> None:
    """Return once the process and its children are gone. It was stopped before, to start none."""
    process.send_signal(signal.SIGSTOP)
    those = [process.pid, *children(process.pid)]
    for pid in those:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(60)
    until(lambda: all(map(has_ended, those)))


def children(pid: int) -> list[int]:
    """The processes that a process started, as it has one thread that does (proc_tid_children)."""
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()))
