"""One address before servers that come and go: who comes while there is none waits at the door."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Door:
    """An address on this machine, and the port of the server that it leads to just now."""

    listening: socket.socket
    leads_to: int
    waiting: set[socket.socket] = field(default_factory=set)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://localhost:{self.listening.getsockname()[1]}"

    def let_in(self) -> None:
        """Carry each connection, in threads of its own, until the door is closed."""
        with suppress(OSError):
            while True:
                outside, _ = self.listening.accept()
                threading.Thread(target=self._carry, args=(outside,), daemon=True).start()

    def _carry(self, outside: socket.socket) -> None:
        with closing(outside):
            while not self.ended.is_set():
                with suppress(ConnectionRefusedError):
                    inside = socket.create_connection(("127.0.0.1", self.leads_to))
                    self.waiting.discard(outside)
                    break
                self.waiting.add(outside)
                time.sleep(0.02)
            else:
                return
            with closing(inside):
                back = threading.Thread(target=_pass, args=(inside, outside), daemon=True)
                back.start()
                _pass(outside, inside)
                back.join()


def _pass(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65_536):
            sink.sendall(piece)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def door(port: int) -> Iterator[Door]:
    """A door to a server on a port, closed at the end."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        opened = Door(listening, port)
        threading.Thread(target=opened.let_in, daemon=True).start()
        try:
            yield opened
        finally:
            opened.ended.set()
            listening.shutdown(socket.SHUT_RDWR)
