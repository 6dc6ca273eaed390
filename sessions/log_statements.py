"""What the log asks of PostgreSQL, as statements, and how facts are its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sessions.facts import Record, decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENTRY = "SELECT id, sessions.code, title, opened_at FROM sessions"

CREATE = """
INSERT INTO sessions (id, code, title, opened_at, number)
SELECT %(id)s, %(code)s, %(title)s, %(opened_at)s, 0
WHERE NOT EXISTS (SELECT FROM former_codes WHERE code = %(code)s)
"""

APPEND = """
WITH turn AS (
    UPDATE sessions SET number = %(last)s WHERE id = %(session)s AND number = %(before)s
    RETURNING id
)
INSERT INTO facts (session, number, at, by, action, once, kind, body)
SELECT turn.id, fact.* FROM turn, unnest(
    %(numbers)b::bigint[], %(at)b::double precision[], %(by)b::text[], %(actions)b::bigint[],
    %(once)b::text[], %(kinds)b::text[], %(bodies)b::bytea[]
) AS fact
"""
"""Waits for whoever is adding to the session, and then adds nothing if they added something.

One statement is one trip and one commit, and the session's row is held for no longer than that.
"""

REWRITE = "UPDATE facts SET body = %b WHERE session = %s AND number = %s"

FACTS = "SELECT number, at, by, action, once, kind, body FROM facts WHERE session = %s"

NEWS = """
SELECT sessions.id, sessions.code, sessions.number,
    facts.number, at, by, action, once, kind, body
FROM unnest(%(ids)b::text[], %(numbers)b::bigint[]) AS known (id, number)
JOIN sessions ON sessions.id = known.id
LEFT JOIN facts ON facts.session = known.id AND facts.number > known.number
ORDER BY sessions.id, facts.number
"""

LAST_FACTS = """
SELECT id, at FROM sessions JOIN facts ON session = id AND facts.number = sessions.number
"""

FIND_FORMER = f"""
{ENTRY} JOIN former_codes ON sessions.id = former_codes.session WHERE former_codes.code = %s
"""

CHANGE_CODE = """
WITH former AS (
    INSERT INTO former_codes (code, session) SELECT code, id FROM sessions WHERE id = %(id)s
)
UPDATE sessions SET code = %(code)s
WHERE id = %(id)s AND NOT EXISTS (SELECT FROM former_codes WHERE code = %(code)s)
"""

COUNTS = """
SELECT count(*), count(*) FILTER (WHERE kind IN ('IdeaSubmitted', 'IdeaAdded')),
    count(*) FILTER (WHERE kind = 'PersonJoined')
FROM facts WHERE session = %s
"""

LOCK = "SELECT FROM sessions WHERE id = %s FOR UPDATE"

DELETE = (
    "DELETE FROM facts WHERE session = %s",
    "DELETE FROM former_codes WHERE session = %s",
    "DELETE FROM presence WHERE session = %s",
    "DELETE FROM sessions WHERE id = %s",
)

NOW = "SELECT extract(epoch FROM clock_timestamp())::double precision"


def columns(session: str, records: Sequence[Record]) -> dict[str, Any]:
    """The values of APPEND."""
    encoded = [encode(record.fact) for record in records]
    return {
        "session": session,
        "before": records[0].number - 1,
        "last": records[-1].number,
        "numbers": [record.number for record in records],
        "at": [record.at for record in records],
        "by": [record.by for record in records],
        "actions": [record.action for record in records],
        "once": [record.once for record in records],
        "kinds": [kind for kind, _ in encoded],
        "bodies": [body for _, body in encoded],
    }


def records_of(rows: Iterable[tuple[Any, ...]]) -> list[Record]:
    """The facts that rows of FACTS hold. Raises UnknownKind, or msgspec's where one is damaged."""
    return [
        Record(number, at, by, action, once, decode(kind, body))
        for number, at, by, action, once, kind, body in rows
    ]
