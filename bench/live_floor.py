"""The floor of one frame: a bare loopback send, and `websockets` broadcast to 1,000."""

from __future__ import annotations

import asyncio
from statistics import median

import uvloop

from bench.figures import figure, heading
from bench.live.beside import Size, once
from bench.live.cores import driving
from bench.live.sides import floor, sends

CLIENTS, ROUNDS, RATE, SECONDS = 1000, 5, 20, 4


def main() -> None:
    """Print CPU for each send, five rounds of both in turn."""
    heading(f"CPU of one send to each of {CLIENTS} clients, {ROUNDS} rounds")
    bare: list[float] = []
    broadcast: list[float] = []
    with driving():
        for turn in range(ROUNDS):
            with sends(CLIENTS) as (port, cost):
                uvloop.run(_take(port))
                bare.append(cost())
            with floor() as place:
                sent = once(place, Size(CLIENTS, RATE, SECONDS), SECONDS, turn)
            broadcast.append(1e6 * sent.used.server / sent.frames)
            print(f"  {turn + 1}: bare {bare[-1]:.1f} µs; broadcast {sent.line()}", flush=True)
    figure("bare send, 175 bytes, median", f"{median(bare):.1f} µs", "–")
    figure("broadcast, a frame, median", f"{median(broadcast):.1f} µs", "–")


async def _take(port: int) -> None:
    """Connect them all, say so, and read until the other side has sent everything."""
    both = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CLIENTS)]
    both[0][1].write(b"!")
    await asyncio.gather(*(reader.read(-1) for reader, _ in both))
    for _, writer in both:
        writer.close()
