"""The state of a session as the log has it, folded some facts at a time."""

import asyncio
from functools import reduce

from sessions.log import Log
from sessions.refused import DELETED, Unknown
from sessions.state import State, apply, fold


async def fold_log(log: Log, session: str) -> State:
    """Fold all facts of a session, off the event loop: a large plan takes seconds to read.

    Raises UnknownKind, NotStored, and Unknown where it was deleted.
    """
    state: State | None = None
    async for page in log.pages(session):
        if state is None:
            state = await asyncio.to_thread(fold, page)
        else:
            state = await asyncio.to_thread(reduce, apply, page, state)
    if state is None:
        raise Unknown(DELETED)
    return state
