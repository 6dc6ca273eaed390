"""Whether this process lives and can do its work, for what balances, restarts or watches it."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from app.ending import Ending
from sessions.refused import NotStored, marked

Check = Callable[[], Awaitable[None]]
"""Reads the log, and sees that it can be written to. Raises NotStored."""

WITHIN = 1.0
"""Seconds within which the log has to let itself be read and written to."""

ENDS = marked("This server is ending. Ask another one, or this one once it has started again.")
NO_ANSWER = marked("The log does not answer at once, so nothing can be stored just now.")


def routes(check: Check, ending: Ending) -> APIRouter:
    """The two addresses."""
    router = APIRouter()
    checking: set[asyncio.Future[None]] = set()

    @router.head("/healthz", include_in_schema=False)
    @router.get("/healthz", response_class=PlainTextResponse)
    async def healthz() -> str:
        return "ok"

    @router.head("/readyz", include_in_schema=False)
    @router.get("/readyz", response_class=PlainTextResponse)
    async def readyz() -> str:
        if ending.begun:
            raise NotStored(ENDS)
        try:
            await asyncio.wait_for(asyncio.shield(_one_of(checking, check)), WITHIN)
        except TimeoutError:
            raise NotStored(NO_ANSWER) from None
        return "ok"

    return router


def _one_of(checking: set[asyncio.Future[None]], check: Check) -> asyncio.Future[None]:
    """The check that is under way, or a new one: however many ask, the log is asked once."""
    for one in checking:
        return one
    one = asyncio.ensure_future(check())
    checking.add(one)
    one.add_done_callback(checking.discard)
    one.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody may wait
    return one
