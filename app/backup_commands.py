"""`flipchart backup` and `flipchart restore`: all of a data directory in one file, and back."""

import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app.backup import MADE, make
from app.holding import hold
from app.options import Data, settings_of
from app.restore import restore_into
from app.settings import Settings
from app.terminal import Stop, say

Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="The file to write.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file of: flipchart backup.")]
Replace = Annotated[
    bool, typer.Option("--replace", help="Restore over sessions; they are kept aside.")
]


def backup(data: Data = None, out: Out = None) -> None:
    """Copy all sessions, plans and keys into one file, while a server runs or not."""
    settings = _with_file(data)
    if not settings.log.exists():
        raise Stop(f"There is nothing to back up in {settings.data}.")
    made_at = datetime.now().astimezone()
    path = out or Path(f"{MADE}-{made_at:%Y-%m-%d-%H%M%S}.zip")
    held = make(settings, path, made_at)
    say(f"Written: {path}")
    say(
        f"In it: {held.sessions} sessions with all that was sent, {held.plans} plan files, and the "
        "secret that all keys come from. Whoever has this file can open every session: keep it as "
        "you keep your keys."
    )
    say(f"Back again: flipchart restore {path}")


def restore(file: File, data: Data = None, replace: Replace = False) -> None:
    """Bring back what a backup holds, while no server runs."""
    settings = _with_file(data)
    with hold(settings.data):
        stamp = time.strftime("%Y%m%d-%H%M%S")
        restored = restore_into(settings, file, stamp, over=replace)
    say(
        f"Restored into {settings.data}: {restored.held.sessions} sessions, "
        f"{restored.held.plans} plan files, and the keys, as they were on {restored.held.made_at}."
    )
    if restored.aside is not None:
        say(f"What was there before is kept in {restored.aside}.")


def _with_file(data: Path | None) -> Settings:
    """The settings, where the log is a file. Raises Stop."""
    settings = settings_of(data)
    if settings.database:
        raise Stop(
            "The sessions are in PostgreSQL, so nothing was done. Back up and restore the database "
            "with its own tools, pg_dump or a base backup with the WAL; docs/host.md says how. "
            f"Keep a copy of {settings.secret} too: all keys come from it."
        )
    return settings
