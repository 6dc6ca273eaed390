"""Reads and writes single plan files, whatever lies under their names."""

import os
import stat
from pathlib import Path

from sessions.reading.text import MOST_BYTES, too_large
from sessions.refused import Refused, Unknown, marked


class LibraryError(Refused):
    """A plan file that cannot be read or kept, as a sentence for who asked for it."""


class UnknownPlanError(LibraryError, Unknown):
    """No plan has this name, and no file this path."""


def read_file(path: Path) -> bytes:
    """The bytes of a plan file, of at most `MOST_BYTES`; larger ones are not read.

    Raises LibraryError, also for what is no file: a folder, a device, a pipe.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise LibraryError(marked("“%(path)s” is not a file."), path=path)
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UnknownPlanError(
            marked("“%(path)s” is neither the name of a plan nor a file."), path=path
        ) from None
    except IsADirectoryError:
        raise LibraryError(
            marked("“%(path)s” is a folder. Name a plan file in it."), path=path
        ) from None
    except (OSError, ValueError) as error:
        raise LibraryError(
            marked("“%(path)s” cannot be read: %(reason)s."), path=path, reason=reason(error)
        ) from error
    if len(raw) > MOST_BYTES:
        raise LibraryError(too_large(max(status.st_size, len(raw))))
    return raw


def write_file(path: Path, raw: bytes) -> bool:
    """Write a file that is not there yet. False where another text stands. Raises OSError."""
    try:
        file = path.open("xb")
    except FileExistsError:
        return path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw
    try:
        with file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


def reason(error: Exception) -> str:
    """Why a file cannot be used, in the system's words."""
    text = error.strerror if isinstance(error, OSError) else None
    return (text or "its name is not one that a file can have").lower()


def _without_waiting(path: str, flags: int) -> int:
    """Open a pipe that nobody writes to as well, instead of waiting for a writer."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
