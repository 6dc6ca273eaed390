"""What a printing process does: one document after the other, at the lowest priority."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, MutableSequence
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from threading import Thread
from traceback import format_exc

from handouts.pdf import Printed, to_pdf

MEMORY = 2 * 1024**3
"""Bytes that a worker may take; a guide of 60 pages takes some 200 million."""

Task = tuple[str, bool, int]
"""A document: its HTML, whether it is for the archive, and the place that its pages count at."""


def run(pipe: Connection, pages: MutableSequence[int], folder: str) -> None:
    """Be a worker: yield to everything else, take no more memory than allowed, end with the server.

    Answers each Task with what was printed, or with a traceback. `pages` is shared with the server:
    the page that each document is at, by its place. `folder` is for what is written meanwhile.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends its workers
    Thread(target=_end_with_server, args=(folder,), daemon=True).start()
    with suppress(AttributeError, OSError):  # there is no such thing on Windows
        os.nice(19)
    _limit_memory()
    tempfile.tempdir = folder
    with suppress(EOFError, OSError):  # the server has ended
        while True:
            pipe.send(_print(pipe.recv(), pages))


def _print(task: Task, pages: MutableSequence[int]) -> Printed | str:
    html, archive, place = task
    try:
        return to_pdf(html, archive=archive, page=_counter(pages, place))
    except Exception:  # noqa: BLE001 - the server is told
        return format_exc()


def _counter(pages: MutableSequence[int], place: int) -> Callable[[int], None]:
    def count(page: int) -> None:
        pages[place] = page

    return count


def _end_with_server(folder: str) -> None:
    """Wait for the end of the server, though it be killed: nothing is laid out for nobody."""
    server = parent_process()
    if server is not None:
        server.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    with suppress(OSError, ValueError):  # macOS knows the limit and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
