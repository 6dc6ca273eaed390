"""Several processes that do the same work: one that dies is replaced, and all end together."""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from app.process import end_on_signals

Work = Callable[[Connection], None]
"""What each does for as long as it lives; it sends something through once it has begun."""

PAUSE = 1.0
"""Seconds between two deaths of a process that does not get as far as to begin."""

LONGEST_END = 12.0
"""Seconds that they are given to end in order."""

logger = logging.getLogger(__name__)
_spawn = get_context("spawn")


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    began: Connection
    begun: bool = False

    def has_begun(self) -> bool:
        """Whether it has, once it has either begun or ended."""
        if not self.begun:
            with suppress(EOFError):
                self.begun = self.began.recv()
        return self.begun


def keep_working(
    count: int, work: Work, ready: Callable[[], None], died: Callable[[int], None] = lambda _: None
) -> None:
    """Keep so many processes at work until an exception, such as a signal's, ends them all.

    `ready` is called once all have begun, `died` with the id of one that ended by itself. One that
    can't begin at first has said why, and exits this process.
    """
    crew: list[_Worker] = []
    try:
        crew += [_begin(work) for _ in range(count)]
        if not all(worker.has_begun() for worker in crew):
            raise SystemExit(1)
        ready()
        while True:
            wait([worker.process.sentinel for worker in crew])
            for place, worker in enumerate(crew):
                if not worker.process.is_alive():
                    died(worker.process.pid or 0)
                    crew[place] = _replaced(worker, work)
    finally:
        _end(crew)


def _begin(work: Work) -> _Worker:
    ours, theirs = _spawn.Pipe(duplex=False)
    process = _spawn.Process(target=_be_worker, args=(work, theirs), daemon=False)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _replaced(worker: _Worker, work: Work) -> _Worker:
    logger.warning(
        "A process of Flipchart ended by itself (exit code %s). Another one takes its place; "
        "phones come back by themselves.",
        worker.process.exitcode,
    )
    if not worker.has_begun():
        time.sleep(PAUSE)
    worker.began.close()
    return _begin(work)


def _end(crew: list[_Worker]) -> None:
    """Ask all to end, and make sure that they have."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)  # asked twice, they end once
    for worker in crew:
        worker.process.terminate()
    until = time.monotonic() + LONGEST_END
    for worker in crew:
        worker.process.join(max(0.0, until - time.monotonic()))
        if worker.process.is_alive():
            logger.warning(
                "A process of Flipchart did not end when it was asked to; it was killed."
            )
            worker.process.kill()
            worker.process.join()


def _be_worker(work: Work, began: Connection) -> None:
    """The life of one. It ends by itself when its parent is killed: nobody would end it then."""
    end_on_signals()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work(began)
    except Exception as error:  # noqa: BLE001 - nobody is served by a traceback
        logger.error("A process of Flipchart failed: %s.", error or type(error).__name__)  # noqa: TRY400
        raise SystemExit(1) from None


def _end_with_parent() -> None:
    parent, main = parent_process(), threading.main_thread().ident
    if parent is not None and main is not None:
        wait([parent.sentinel])
        if sys.platform == "win32":
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            signal.pthread_kill(main, signal.SIGTERM)  # or it might sleep on
