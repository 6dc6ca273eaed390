"""Keeps every process aware of who is connected at the others."""

import asyncio
from contextlib import suppress

from app.live import Live
from sessions.log import Log, SharedLog
from sessions.refused import NotStored
from sessions.room import Presence, Room
from sessions.session import Session

EVERY = 2.0
"""Seconds between two looks, each of which says that this process is alive."""


async def keep_aware(live: Live, log: Log) -> None:
    """Do so for as long as the server runs, where others write the log too."""
    while isinstance(log, SharedLog):
        with suppress(NotStored):  # the log says so itself
            await exchange(live, log)
        await asyncio.sleep(EVERY)


async def exchange(live: Live, log: SharedLog) -> None:
    """Say who is connected here, and take in who is elsewhere. Raises NotStored."""
    here: dict[str, Presence] = {}

    def look(session: Session, room: Room) -> Room:
        here[session.id] = room.own
        return room

    live.update_rooms(look)
    elsewhere = await log.exchange(here)
    nobody = Presence()
    live.update_rooms(lambda session, room: room.with_elsewhere(elsewhere.get(session.id, nobody)))
