"""The state of a session as the log has it, folded some facts at a time."""

import asyncio
from collections.abc import Callable
from functools import reduce

from sessions.facts import Record
from sessions.log import Log
from sessions.refused import DELETED, Unknown
from sessions.state import State, apply, fold


async def fold_log(
    log: Log, session: str, takes: Callable[[Record], bool] = lambda _: True
) -> State:
    """Fold the facts of a session, off the event loop: a large plan takes seconds to read.

    All of them, or those that it `takes`. Raises UnknownKind, NotStored,
    and Unknown where it was deleted.
    """
    state: State | None = None
    async for page in log.pages(session):
        facts = filter(takes, page)
        if state is None:
            state = await asyncio.to_thread(fold, facts)
        else:
            state = await asyncio.to_thread(reduce, apply, facts, state)
    if state is None:
        raise Unknown(DELETED)
    return state
