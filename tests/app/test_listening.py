import select
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from app import listening
from app.listening import UNSENT, CannotListen, listen

OTHER = "::1" if sys.platform == "darwin" else "127.0.0.2"
"""Another address of this machine's own."""


def close(sockets: list[socket.socket]) -> None:
    for one in sockets:
        one.close()


def test_any_free_port_is_the_same_on_all_addresses() -> None:
    sockets = listen("0.0.0.0", 0)
    ports = {one.getsockname()[1] for one in sockets}
    close(sockets)
    assert len(ports) == 1
    assert ports != {0}


def test_the_console_answers_at_localhost_whatever_the_host() -> None:
    for host in ("0.0.0.0", "::", "127.0.0.1", OTHER):
        sockets = listen(host, 0)
        for one in sockets:
            one.listen()
        port = sockets[0].getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5):
            pass
        close(sockets)


def test_a_port_in_use_is_said_and_nothing_stays_bound() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotListen, match=f"Port {port} is in use by another program") as said:
            listen("0.0.0.0", port)
    assert f"--port {port + 1}" in str(said.value)
    close(listen("0.0.0.0", port))


def test_a_port_in_use_at_localhost_alone_is_said_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotListen, match="in use"):
            listen(OTHER, port)
    close(listen(OTHER, port))


@pytest.mark.parametrize("host", ["203.0.113.77", "no such host", "2001:db8::77"])
def test_a_host_that_is_not_this_machine_is_said(host: str) -> None:
    with pytest.raises(CannotListen, match="Leave --host out"):
        listen(host, 0)


@contextmanager
def accepted() -> Iterator[tuple[socket.socket, int]]:
    """A connection to a client that reads nothing, and how much was sent until no more went."""
    sockets = listen("127.0.0.1", 0)
    sockets[0].listen()
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(sockets[0].getsockname())
        ours, _ = sockets[0].accept()
        close(sockets)
        with ours:
            ours.setblocking(False)
            sent = 0
            with suppress(BlockingIOError):
                while sent < 100 * UNSENT:
                    sent += ours.send(b"x" * 1000)
            yield ours, sent


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux is asked for this.")
def test_little_waits_in_the_system_for_a_reader_who_has_stopped() -> None:
    with accepted() as (_, sent):
        assert sent < 3 * UNSENT


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux is asked for this.")
def test_a_reader_who_has_stopped_for_good_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "NOT_TAKEN", 300)
    with accepted() as (ours, _):
        waiting = select.poll()
        waiting.register(ours, select.POLLERR)
        assert waiting.poll(30_000), "It would stay for ever."
        with pytest.raises(TimeoutError):
            ours.send(b"x")
