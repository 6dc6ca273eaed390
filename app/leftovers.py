"""Removes what a command left in the data directory when it was killed: it holds people's words."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

COPYING = ".backup-"
RESTORING = ".restoring-"
INCOMING = "incoming-"

HOUR = 3600.0
"""Seconds after which no backup is being made any more."""


def remove_leftovers(data: Path) -> None:
    """Remove them, for a process that holds the directory. A backup may be running beside it."""
    for path in (*data.glob(f"{RESTORING}*"), *data.glob(f"{COPYING}*")):
        with suppress(OSError):
            if path.name.startswith(RESTORING) or time.time() - path.stat().st_mtime > HOUR:
                shutil.rmtree(path)
    for path in data.glob(f"{INCOMING}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > HOUR:
                path.unlink()
