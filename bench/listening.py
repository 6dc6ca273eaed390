"""A socket for a server of the benchmarks, on a free port of this machine alone."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

BACKLOG = 2048


@contextmanager
def listening() -> Iterator[tuple[int, socket.socket]]:
    """The port and its listener."""
    with socket.create_server(("127.0.0.1", 0), backlog=BACKLOG) as listener:
        yield listener.getsockname()[1], listener
