"""Writes files that their owner alone can read, whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.terminal import Stop


def for_owner_alone(path: str, flags: int) -> int:
    """An opener, for `open`, of files that nobody else can read."""
    return os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is there once all of it is on disk, and not at all otherwise. Raises Stop.

    What is there already and is no file, such as a pipe, is written to and never replaced.
    """
    if path.exists() and not path.is_file():
        with _saying_why(path), path.open("wb") as there:
            yield there
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with _saying_why(path):
            with open(part, "wb", opener=for_owner_alone) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _saying_why(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise Stop(f"{path} cannot be written: {reason}. Nothing was left there.") from error


def add_line(path: Path, line: bytes) -> None:
    """Add a line to a file, on disk when this returns. Raises OSError."""
    with open(path, "ab", opener=for_owner_alone) as file:
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
