"""Runs Flipchart with printing that takes its turn like the rest, however busy the machine.

That workers have the lowest priority is held by tests/handouts/test_press.py.
"""

import os
from collections.abc import MutableSequence
from multiprocessing.connection import Connection

from app.__main__ import main
from handouts import worker


def run(pipe: Connection, pages: MutableSequence[int], folder: str) -> None:
    """Be a worker at the priority of its server."""
    os.nice = lambda _by: 0
    worker.run(pipe, pages, folder)


def hurry() -> None:
    """Have every worker that is started from now on be such a one."""
    worker.run = run


if __name__ == "__main__":
    hurry()
    main()
