"""Opens the log; a file that is damaged is mended first, and whoever runs the workshop is told."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app.settings import Settings
from app.terminal import complain
from sessions.log import Log
from sessions.log_recovery import Recovery, Rescued, mend
from sessions.log_sqlite import SqliteLog


def open_log(settings: Settings) -> Log:
    """The log, for a process that holds the data directory. Raises LogUnusable."""
    if settings.database:
        return open_database(settings)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    recovery = mend(settings.log, stamp)
    if recovery is not None:
        for sentence in (said := told(recovery)):
            complain(sentence)
        with suppress(OSError):
            settings.damage.write_text(json.dumps(said), encoding="utf-8")
    return SqliteLog(settings.log)


def open_to_read(settings: Settings) -> Log | None:
    """The log, beside a server that may run; None where there is none yet. Raises LogUnusable."""
    if settings.database:
        return open_database(settings)
    return SqliteLog(settings.log, read_only=True) if settings.log.exists() else None


def open_database(settings: Settings) -> Log:
    """The log in a database. Raises LogUnusable."""
    from sessions.log_postgres import PostgresLog  # noqa: PLC0415 - few need what it imports

    return PostgresLog(settings.database)


def told(recovery: Recovery) -> list[str]:
    """What happened, as sentences for the trainer."""
    head = (
        f"The file with all sessions was damaged. It is kept as {recovery.aside}, and a new one "
        "has what could be read."
    )
    tail = (
        "If something is missing that a backup has: end Flipchart, then run flipchart restore "
        "FILE --replace."
    )
    if not recovery.sessions:
        return [f"{head} That was no session at all.", tail]
    return [head, *map(_of_session, recovery.sessions), tail]


def read_damage(path: Path) -> list[str]:
    """The sentences that were told and not dismissed yet."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in said if isinstance(one, str)] if isinstance(said, list) else []


def _of_session(one: Rescued) -> str:
    name = f"“{one.title}” ({one.code})"
    if not one.kept:
        return f"{name}: nothing of it could be read."
    until = datetime.fromtimestamp(one.until, UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    if not one.lost:
        return f"{name}: all {one.kept} facts that are known of, the last of {until}."
    return f"{name}: {one.kept} facts up to {until}; at least {one.lost} after it are lost."
