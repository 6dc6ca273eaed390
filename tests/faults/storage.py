"""How storing fails on a real server for a while: full, held by another, or only to be read."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg

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


@contextmanager
def only_read(address: str) -> Iterator[None]:
    """A database lets itself only be read, as those of hosts do whose disk is full.

    All are cut off when that begins, and none when it is over: who was connected meanwhile cannot
    write then, and who comes can.
    """
    name = urlsplit(address).path.removeprefix("/")
    with psycopg.connect(address, autocommit=True) as db:
        db.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        db.execute(
            "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        yield
        db.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
