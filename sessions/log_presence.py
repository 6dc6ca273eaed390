"""Who is connected at which process, in a table beside the log that is kept up all the time."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sessions.log_pool import Pool
from sessions.room import Presence

FORGOTTEN = 10
"""Seconds after which a process that has said nothing counts as gone, with all who were there."""

_SAY = """
INSERT INTO presence (process, session, body, seen_at)
SELECT %(process)s, said.session, said.body, clock_timestamp()
FROM unnest(%(changed)b::text[], %(bodies)b::bytea[]) AS said (session, body)
ON CONFLICT (process, session) DO UPDATE SET body = excluded.body
"""

_STAY = "UPDATE presence SET seen_at = clock_timestamp() WHERE process = %(process)s"

_FORGET = """
DELETE FROM presence WHERE seen_at < clock_timestamp() - %(forgotten)s * interval '1 second'
OR (process = %(process)s AND session <> ALL(%(sessions)b::text[]))
"""

_HEAR = """
SELECT session, body FROM presence
WHERE process <> %(process)s AND session = ANY(%(sessions)b::text[]) ORDER BY session
"""


class Presences:
    """What the process of this `name` says, and hears from all others."""

    def __init__(self, pool: Pool, name: str) -> None:
        self._pool = pool
        self._name = name
        self._said: dict[str, bytes] = {}

    async def exchange(self, here: Mapping[str, Presence]) -> dict[str, Presence]:
        """Say who is here, by session, and hear who is elsewhere. Raises NotStored."""
        if not (here or self._said):
            return {}
        bodies = {session: msgspec.json.encode(one) for session, one in here.items()}
        changed = [session for session, body in bodies.items() if self._said.get(session) != body]
        values = {
            "process": self._name,
            "forgotten": FORGOTTEN,
            "changed": changed,
            "bodies": [bodies[session] for session in changed],
            "sessions": list(here),
        }
        async with self._pool.connection() as db, db.pipeline():
            await db.execute(_SAY, values)
            stayed = await db.execute(_STAY, values)
            await db.execute(_FORGET, values)
            heard = await db.execute(_HEAR, values, binary=True)
            rows = await heard.fetchall()
        # a database that had to start again has forgotten them all
        self._said = bodies if stayed.rowcount >= len(bodies) else {}
        found: dict[str, Presence] = {}
        for session, body in rows:
            one = msgspec.json.decode(body, type=Presence)
            found[session] = found.get(session, Presence()) + one
        return found
