"""The floor: a bare `websockets` broadcast that stores nothing, or sends and nothing else.

Run as `python -m bench.floor`, or with `sends`; it prints its port.
"""

import asyncio
import json
import socket
import sys
import time

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from bench.listening import listening

EVENT = 175
"""Bytes of a usual message."""

ROUNDS = 20


def main() -> None:
    """Serve on a free port until the end."""
    with listening() as (port, listener):
        print(port, flush=True)
        if "sends" in sys.argv:
            _sends(listener)
        else:
            uvloop.run(_broadcast(listener))


async def _broadcast(listener: socket.socket) -> None:
    watchers: set[ServerConnection] = set()

    async def watch(one: ServerConnection) -> None:
        watchers.add(one)
        async for text in one:
            broadcast(watchers, json.dumps({"text": text}))
        watchers.discard(one)

    async with serve(watch, sock=listener, compression=None):
        await asyncio.Event().wait()


def _sends(listener: socket.socket) -> None:
    """Send to all who have connected when the first says so; print µs of CPU for each send."""
    there = [listener.accept()[0] for _ in range(int(sys.argv[-1]))]
    there[0].recv(1)
    event = bytes(EVENT)
    before = time.process_time()
    for _ in range(ROUNDS):
        for one in there:
            one.send(event)
    print((time.process_time() - before) / ROUNDS / len(there) * 1e6, flush=True)


if __name__ == "__main__":
    main()
