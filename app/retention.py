"""Deletes sessions whose time is over, where the host has set one: at the start, then daily."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from app.upkeep import Upkeep
from sessions.refused import Refused, Unknown

logger = logging.getLogger(__name__)

DAY = 86_400.0


async def delete_old(upkeep: Upkeep, watched: Callable[[str], bool], now: float) -> None:
    """Delete each session whose last fact is too old at `now`, unless somebody watches it."""
    days = upkeep.settings.retention_days
    last = await upkeep.sessions.last_facts() if days else {}
    for entry in await upkeep.sessions.entries() if days else ():
        if last.get(entry.id, now) + days * DAY < now and not watched(entry.id):
            with suppress(Unknown):  # another process was quicker
                await upkeep.delete(entry.code, "retention")


async def delete_old_daily(
    upkeep: Upkeep, watched: Callable[[str], bool], now: Callable[[], float]
) -> None:
    """The same for as long as the server runs."""
    while True:
        try:
            await delete_old(upkeep, watched, now())
        except Refused as refusal:
            logger.warning("Sessions whose time is over could not be deleted: %s", refusal)
        await asyncio.sleep(DAY)
