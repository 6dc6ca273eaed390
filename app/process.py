"""What the serving process asks of the system: signals, connections, quiet, a browser."""

import ctypes
import gc
import os
import signal
import sys
import threading
import webbrowser
from contextlib import suppress
from types import FrameType

MANY = 65_536
"""Connections that a server may be asked to hold at a time, with room to spare."""


def end_on_signals() -> None:
    """Let Ctrl+C and a request to end the process lead to an orderly end with exit code 0."""
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)


LARGE = 128 * 1024
"""Bytes from which a piece of memory goes back as a whole."""

_TRIMMED_FROM, _MAPPED_FROM, _ARENAS = -1, -3, -8
"""M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX of mallopt(3)."""


def allow_many_connections() -> None:
    """Raise this process's limit on open files as far as it may; Windows has none."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY if hard == resource.RLIM_INFINITY else min(MANY, hard)
    for most in (wanted, 10_240):  # the latter is the most that macOS allows
        if soft != resource.RLIM_INFINITY and soft < most:
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            except (OSError, ValueError):
                continue
            return


def give_back_memory() -> None:
    """Give what is free back to the system: the C library of Linux keeps it, see malloc_trim(3)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # not every C library has this
            ctypes.CDLL(None).malloc_trim(0)


def keep_little_memory() -> None:
    """Have the C library of Linux give large pieces back when they are free, see mallopt(3).

    By itself it keeps ever larger ones for later, and an arena for each thread that ever drew a
    document: together 40 MB over a long day (`make bench ONLY=day`).
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            for what, size in ((_ARENAS, 2), (_MAPPED_FROM, LARGE), (_TRIMMED_FROM, LARGE)):
                library.mallopt(what, size)


def keep_collections_short() -> None:
    """Have the garbage collector go only through what came since it last went through everything.

    What a room of 3,000 phones holds would else stop everybody for 0.3 s, again and again. What
    was set aside is freed when nothing refers to it; only rings among it would stay, so
    connections let go of theirs (`frames`, `heads`). A start that collected nothing does so from
    now on.
    """
    gc.freeze()
    gc.enable()
    gc.callbacks.append(_set_aside)


def _set_aside(phase: str, details: dict[str, int]) -> None:
    if phase == "stop" and details["generation"] == 2:  # noqa: PLR2004 - the oldest
        gc.freeze()


def open_browser(address: str) -> None:
    """Open an address in the browser, where there is a screen to open it on."""
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    if has_screen or sys.platform in ("win32", "darwin"):
        # a browser that takes its time must not keep the server from answering it
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
