"""Runs several processes that only say that they are there, for the test of what keeps them.

The work of one names a file after its process and waits to be ended. With `ENDS` in the
environment it ends at once instead.
"""

import os
import sys
import threading
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from app.process import end_on_signals
from app.workers import keep_working


def work(folder: Path, began: Connection) -> None:
    if "ENDS" in os.environ:
        raise SystemExit(3)
    (folder / str(os.getpid())).touch()
    try:
        began.send(True)
        threading.Event().wait()
    finally:
        (folder / f"{os.getpid()}.ended").touch()


def ready() -> None:
    print("ready", flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    end_on_signals()
    keep_working(2, partial(work, Path(sys.argv[1])), ready)
