"""Restores a backup: checks all of it in a folder of its own, then puts it in place."""

import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as BrokenStream  # noqa: N812 - it is an exception

import msgspec

from app.backup import CONTENTS, FORMAT, Held
from app.keys import SECRET_BYTES
from app.leftovers import RESTORING
from app.settings import Settings
from app.terminal import Stop
from app.writing import for_owner_alone
from sessions.facts import UnknownKind
from sessions.layouts import VERSION
from sessions.log_copy import check_log
from sessions.log_tables import connect
from sessions.refused import Refused

MOST_LOG = 4 * 2**30
MOST_OTHER = 2**20
MOST_FILES = 2000

NO_BACKUP = "{} is no backup of Flipchart. Nothing was changed."
NEWER = "{} was made by a newer Flipchart. Nothing was changed. Update Flipchart, then restore it."


UNREADABLE = (BadZipFile, LargeZipFile, BrokenStream, NotImplementedError, EOFError, RuntimeError)
"""What a zip file that is damaged, or uses what ours never use, is found out by."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where what was there before is kept."""

    held: Held
    aside: Path | None


def restore_into(settings: Settings, file: Path, stamp: str, *, over: bool) -> Restored:
    """Put a backup into a data directory, which the caller holds. Raises Stop."""
    data = settings.data
    if not over and _has_sessions(settings):
        raise Stop(
            f"There are sessions in {data} already, so nothing was changed. To restore over them, "
            "say --replace: they are then kept aside. Or choose another directory with --data."
        )
    try:
        with tempfile.TemporaryDirectory(prefix=RESTORING, dir=data) as folder:
            fresh = Path(folder)
            held = _unpack(settings, file, fresh)
            return Restored(held, _swap(settings, fresh, stamp))
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise Stop(f"{file} could not be restored: {reason}.") from error


def _has_sessions(settings: Settings) -> bool:
    """Whether there are sessions already; a damaged log counts as one that has some."""
    if not settings.log.exists():
        return False
    try:
        with closing(connect(settings.log, "ro")) as db:
            return db.execute("SELECT 1 FROM sessions").fetchone() is not None
    except sqlite3.Error:
        return True


def _unpack(settings: Settings, file: Path, fresh: Path) -> Held:
    """Everything in the backup, checked, in a folder. Raises Stop with what is wrong."""
    try:
        with ZipFile(file) as archive:
            held = _contents(archive, file)
            names = {info.filename: info for info in archive.infolist()}
            if len(names) != len(archive.infolist()) or len(names) > MOST_FILES:
                raise Stop(NO_BACKUP.format(file))
            for name, info in names.items():
                if name != CONTENTS:
                    most = MOST_LOG if name == settings.log.name else MOST_OTHER
                    _write(archive, info, fresh / _place(settings, name, file), most, file)
        given = bool(settings.secret)  # then it is in no backup
        if not given and len((fresh / settings.secret_file.name).read_bytes()) < SECRET_BYTES:
            raise Stop(NO_BACKUP.format(file))
        sessions = check_log(fresh / settings.log.name)
    except FileNotFoundError as error:
        if not file.exists():
            raise Stop(f"There is no file {file}.") from error
        raise Stop(NO_BACKUP.format(file)) from error
    except UNREADABLE as error:
        raise Stop(NO_BACKUP.format(file)) from error
    except (UnknownKind, Refused) as refusal:
        raise Stop(f"{file}: {refusal}") from refusal
    return replace(held, sessions=sessions)


def _contents(archive: ZipFile, file: Path) -> Held:
    """What the backup says of itself. Raises Stop."""
    try:
        with archive.open(CONTENTS) as opened:
            said = json.loads(opened.read(MOST_OTHER))
        held = msgspec.convert(said, Held)
    except (KeyError, ValueError) as error:
        raise Stop(NO_BACKUP.format(file)) from error
    if held.format.startswith("flipchart-backup/") and (
        held.format != FORMAT or held.layout > VERSION
    ):
        raise Stop(NEWER.format(file))
    if held.format != FORMAT:
        raise Stop(NO_BACKUP.format(file))
    return held


def _place(settings: Settings, name: str, file: Path) -> PurePosixPath:
    """Where a file goes, one of those that a backup has; nothing else is ever written."""
    ours = {settings.log, settings.secret_file, settings.address_choice, settings.deletions}
    folder, _, plan = name.rpartition("/")
    if name in {path.name for path in ours}:
        return PurePosixPath(name)
    sound = plan and plan.isprintable() and not plan.startswith(".") and not set(plan) & set("\\:")
    if folder in (settings.plans.name, settings.words.name) and sound:
        return PurePosixPath(folder, plan)
    raise Stop(NO_BACKUP.format(file))


def _write(archive: ZipFile, info: ZipInfo, path: Path, most: int, file: Path) -> None:
    """Unpack one file, whatever size it claims to have."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    left = most
    with archive.open(info) as packed, open(path, "xb", opener=for_owner_alone) as unpacked:
        while part := packed.read(2**20):
            left -= len(part)
            if left < 0:
                raise Stop(f"{file} holds more than any backup does. Nothing was changed.")
            unpacked.write(part)


def _swap(settings: Settings, fresh: Path, stamp: str) -> Path | None:
    """Put what was unpacked in place, and what is there now aside. Receipts stay."""
    log = settings.log
    old = [log, *(log.with_name(log.name + part) for part in ("-wal", "-shm"))]
    old += [settings.secret_file, settings.plans, settings.words, settings.printed]
    old += [settings.address_choice]
    there = [path for path in (*old, settings.damage) if path.exists()]
    aside = settings.data / f"before-{stamp}"
    for path in there:
        aside.mkdir(mode=0o700, exist_ok=True)
        path.replace(aside / path.name)
    for path in fresh.iterdir():
        if not (path.name == settings.deletions.name and settings.deletions.exists()):
            path.replace(settings.data / path.name)
    return aside if there else None
