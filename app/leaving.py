"""Lets sessions that nobody watches leave memory: they stand in the log."""

import asyncio

from app.live import Live
from app.process import give_back_memory
from sessions.registry import Registry

PAUSE = 600.0
"""Seconds between two looks. A session leaves at the second one that finds it left alone."""


async def let_go_in_time(sessions: Registry, live: Live) -> None:
    """Do so for as long as the server runs."""
    while True:
        await asyncio.sleep(PAUSE)
        await sessions.let_go(live.watched, live.drop)
        await asyncio.to_thread(give_back_memory)
