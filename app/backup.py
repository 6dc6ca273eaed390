"""Makes a backup: log, plans, word lists and secret in one zip, with a page on what is in it."""

import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from app.leftovers import COPYING
from app.settings import Settings
from app.terminal import Stop
from app.writing import whole_file
from sessions.layouts import VERSION
from sessions.log_copy import copy_log
from sessions.refused import Refused

MADE = "flipchart-backup"
FORMAT = "flipchart-backup/1"
CONTENTS = "contents.json"


@dataclass(frozen=True, slots=True)
class Held:
    """What is in a backup. `layout` is the log's, `made_at` RFC 3339 by the clock of the host."""

    format: str
    layout: int
    made_at: str
    sessions: int
    plans: int


def make(settings: Settings, path: Path, made_at: datetime) -> Held:
    """Write a backup. A server may go on writing meanwhile. Raises Stop; no part is left then."""
    try:
        with (
            tempfile.TemporaryDirectory(prefix=COPYING, dir=settings.data) as folder,
            whole_file(path) as file,
        ):
            log = Path(folder) / settings.log.name
            sessions = copy_log(settings.log, log)
            others = [one for one in (settings.secret_file, *_kept(settings)) if one.is_file()]
            plans, words = _files(settings.plans), _files(settings.words)
            held = Held(
                FORMAT, VERSION, made_at.isoformat(timespec="seconds"), sessions, len(plans)
            )
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                archive.writestr(CONTENTS, json.dumps(asdict(held), indent=2))
                archive.write(log, log.name)
                for one in others:
                    archive.write(one, one.name)
                for one in (*plans, *words):
                    archive.write(one, f"{one.parent.name}/{one.name}")
    except Refused as refusal:
        raise Stop(str(refusal)) from refusal
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise Stop(f"No backup was made: {reason}. Nothing was left of it.") from error
    return held


def _files(folder: Path) -> list[Path]:
    return sorted(one for one in folder.glob("*") if one.is_file())


def _kept(settings: Settings) -> tuple[Path, ...]:
    return settings.address_choice, settings.deletions
