"""How storing fails on a real server for a while: a full disk, or a log that another one holds."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.server import Server

FAULTS = ["full", "held"] if sys.platform == "linux" else ["held"]
"""Only Linux lets a test limit the files of a process that runs."""


@contextmanager
def nothing_can_be_stored(server: Server, fault: str) -> Iterator[None]:
    """The disk is full: no file of the server can grow. Or another program holds the log."""
    if sys.platform == "linux" and fault == "full":
        import resource  # noqa: PLC0415 - there is none on Windows

        pid, kind = server.process.pid, resource.RLIMIT_FSIZE
        before = resource.prlimit(pid, kind, (0, resource.RLIM_INFINITY))
        yield
        resource.prlimit(pid, kind, before)
    else:
        with closing(sqlite3.connect(server.data / "flipchart.db", isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.execute("ROLLBACK")
