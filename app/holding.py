"""Who holds a data directory: one server at a time, and how others find it."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from sessions.log import LogUnusable

_LOCK = "lock"
_SERVER = "server.json"


@dataclass(frozen=True, slots=True)
class Running:
    """The server that holds a data directory: its process, and where it answers on this machine."""

    pid: int
    url: str


class Held(Exception):  # noqa: N818 - a sentence for the person who started the second one
    """Another process holds the data directory; the message names it."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A data directory that this process holds."""

    data: Path

    def announce(self, url: str) -> None:
        """Tell other processes where this server answers. Raises LogUnusable."""
        said = json.dumps(asdict(Running(os.getpid(), url)))
        with saying_why(self.data):
            (self.data / _SERVER).write_text(said, encoding="utf-8")


@contextmanager
def hold(data: Path, patience: float = 0) -> Iterator[Holding]:
    """Hold a data directory, made if there is none, and let go of it at the end.

    `patience` is in seconds. Raises Held where another process has it, LogUnusable where it can't
    be written to.
    """
    with saying_why(data):
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(data / _LOCK)
        _take(lock, data, patience)
    try:
        _forget(data)  # one that was killed
        yield Holding(data)
    finally:
        _forget(data)
        lock.release()


@contextmanager
def saying_why(data: Path) -> Iterator[None]:
    """Let what the system says of the data directory become a sentence: LogUnusable."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise LogUnusable(
            f"{data} cannot be used: {reason}. Choose another directory with --data, or make room "
            "and allow writing there."
        ) from error


def running(data: Path) -> Running | None:
    """The server that said it holds a data directory, None if none did; it may have been killed."""
    try:
        said = json.loads((data / _SERVER).read_text(encoding="utf-8"))
        return Running(int(said["pid"]), str(said["url"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _take(lock: BaseFileLock, data: Path, patience: float) -> None:
    """Take the lock. A server is not waited for; a command that is just writing is."""
    with suppress(Timeout):
        lock.acquire(timeout=0)
        return
    try:
        lock.acquire(timeout=0 if running(data) else patience)
    except Timeout:
        raise Held(_who(data)) from None


def _forget(data: Path) -> None:
    """Take back what a server said; on Windows that fails while another process reads it."""
    with suppress(OSError):
        (data / _SERVER).unlink(missing_ok=True)


def _who(data: Path) -> str:
    server = running(data)
    if server is None:
        return f"Another Flipchart is just starting or writing in {data}. Try again in a moment."
    return (
        f"Flipchart is already running with {data}: process {server.pid}, at {server.url}/c. "
        "Use that one, end it first, or choose another directory with --data."
    )
