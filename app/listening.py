"""The sockets that the server listens on, bound before anything is served."""

import errno
import socket
import sys

from app.addresses import EVERY_IPV4, EVERY_IPV6, EVERYWHERE

LAST_PORT = 65_535
_LOOPBACK = ("127.0.0.1", "::1")

UNSENT = 32 * 1024
"""Bytes that wait in the system for a connection, and have not gone out, before ours wait here."""

NOT_TAKEN = 30_000
"""Milliseconds after which a connection is cut whose other side takes nothing that is sent."""


class CannotListen(Exception):  # noqa: N818 - a sentence for the person who started the program
    """The host or the port cannot be used; the message says why and what to do."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets bound to a host and a port; 0 is any free one, the same for all of them.

    With every address of IPv4 comes every one of IPv6; with a certain host come this machine's own,
    because the console is opened at `localhost`. Raises CannotListen.
    """
    everywhere = host in EVERYWHERE
    wanted = (EVERY_IPV4, EVERY_IPV6) if everywhere else (host, *_LOOPBACK)
    sockets: list[socket.socket] = []
    for one in wanted:
        try:
            _add(sockets, one, port)
        except OSError as error:
            if not sockets or error.errno == errno.EADDRINUSE:
                for bound in sockets:
                    bound.close()
                raise CannotListen(_why(one, port, error)) from error
        port = sockets[0].getsockname()[1]
    return sockets


def _add(sockets: list[socket.socket], host: str, port: int) -> None:
    """Bind one more socket, unless one is bound to just that. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, _, _, address = found[0]
    if any(one.family == family and one.getsockname()[:2] == address[:2] for one in sockets):
        return
    # with the protocol named, asyncio sends small messages at once (TCP_NODELAY)
    bound = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if sys.platform == "win32":  # where the other option would share a port that is in use
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _keep_no_backlog(bound)
        bound.bind(address)
    except OSError:
        bound.close()
        raise
    sockets.append(bound)


def _keep_no_backlog(bound: socket.socket) -> None:
    """Let a reader who has stopped be noticed soon, and cut off in the end (Linux, see tcp(7)).

    Connections inherit both. The system would else keep megabytes of old news for a screen that
    does not read, and a connection on which that waits could never be closed.
    """
    if sys.platform == "linux":
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, NOT_TAKEN)


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program. Close that program, or choose another "
            f"port, such as --port {port + 1 if port < LAST_PORT else 8000}."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} cannot be used: the system keeps it for others. Choose another, such as "
            "--port 8000."
        )
    return (
        f"Flipchart cannot be reached at {host}: {error.strerror or error}. Leave --host out, or "
        "give an address that this computer has."
    )
