"""Opens a session at the command: by the server that runs, or here if none does."""

import asyncio
from urllib.parse import urlencode

from app.addresses import Addresses
from app.asking import Asked, here_or_there
from app.holding import saying_why
from app.keys import keys_of
from app.mending import open_log
from app.now import now
from app.settings import Settings
from facilitator.links import Links, links_of
from facilitator.planned_start import planned_start
from sessions.plan import Plan
from sessions.registry import Registry


def open_session(settings: Settings, plan: Plan, start: str) -> Links:
    """Open a session of a plan, with its start as someone typed it. Raises Stop or LogUnusable."""
    return here_or_there(
        settings,
        lambda: asyncio.run(_open_here(settings, plan, start)),
        Asked(
            f"/plans/sessions?{urlencode({'start': start})}",
            plan.text.encode(),
            "text/markdown; charset=utf-8",
        ),
        lambda answer: Links(**answer),
    )


async def _open_here(settings: Settings, plan: Plan, start: str) -> Links:
    starts_at = planned_start(start, now())
    with saying_why(settings.data):
        keys = keys_of(settings)
    log = open_log(settings)
    sessions = Registry(log, now)
    try:
        await sessions.set_clock()
        session = await sessions.open(plan, starts_at)
        return links_of(session.code, keys.session(session.id), Addresses(settings))
    finally:
        await sessions.close()
        await log.close()
