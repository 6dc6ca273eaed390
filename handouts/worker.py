"""What a printing process does: one document after the other, at the lowest priority."""

import os
import signal
from collections.abc import Callable, MutableSequence
from contextlib import suppress

from handouts.pdf import Printed, to_pdf

MEMORY = 2 * 1024**3
"""Bytes that a worker may take; a guide of 60 pages takes some 200 million."""

_pages: MutableSequence[int] = []


def begin(pages: MutableSequence[int]) -> None:
    """Be a worker: yield to everything else, take no more memory than allowed, end with the server.

    `pages` is shared with the server: the page that each job is at, by the job's place.
    """
    global _pages  # noqa: PLW0603 - a process has one
    _pages = pages
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends its workers
    with suppress(AttributeError, OSError):  # there is no such thing on Windows
        os.nice(19)
    _limit_memory()


def work(html: str, archive: bool, place: int) -> Printed:
    """Print a document; its pages are counted at this place of what `begin` was given."""
    return to_pdf(html, archive=archive, page=_counter(place))


def _counter(place: int) -> Callable[[int], None]:
    def count(page: int) -> None:
        _pages[place] = page

    return count


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    with suppress(OSError, ValueError):  # macOS knows the limit and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
