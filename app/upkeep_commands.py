"""`flipchart session` for whole sessions: delete, erase an idea, export and import."""

import asyncio
import secrets
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import typer

from app.asking import Asked, here_or_there
from app.leftovers import INCOMING
from app.options import Data, settings_of
from app.session_commands import Code, no_session, read_log
from app.settings import Settings
from app.terminal import Stop, say
from app.upkeep import upkeep_here
from app.writing import whole_file
from facilitator.receipts import Receipt
from sessions import carrying
from sessions.codes import read_code
from sessions.log import Entry, Log

Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
Idea = Annotated[int, typer.Argument(metavar="NUMBER", help="Its SEQ in: session ideas CODE.")]
Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="The file to write.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file of: session export.")]


def delete(code: Code, data: Data = None, yes: Yes = False) -> None:
    """Delete a session and everything of it, for good."""
    settings = settings_of(data)
    entry = _entry(settings, code)
    _ask_first(yes, f"Delete “{entry.title}” ({entry.code}) with all that was sent, for good?")
    receipt = here_or_there(
        settings,
        lambda: asyncio.run(_delete(settings, entry.code)),
        Asked(f"/c/sessions/{entry.code}/delete"),
        lambda answer: Receipt(**answer),
    )
    say(
        f"Deleted at {receipt.deleted_at}: “{receipt.title}” ({receipt.code}), {receipt.facts} "
        f"facts, {receipt.ideas} ideas, {receipt.participants} participants."
    )
    say(f"This is also written down in {settings.deletions}.")
    _say_where_else(settings)


def erase(code: Code, number: Idea, data: Data = None, yes: Yes = False) -> None:
    """Erase one idea for good: its text, and the name that its author gave."""
    settings = settings_of(data)
    entry = _entry(settings, code)
    _ask_first(yes, f"Erase idea {number} of “{entry.title}” ({entry.code}) for good?")
    erased = here_or_there(
        settings,
        lambda: asyncio.run(_erase(settings, entry.code, number)),
        Asked(f"/c/sessions/{entry.code}/ideas/{number}/erase"),
        lambda answer: bool(answer["erased"]),
    )
    if not erased:
        say(f"Idea {number} was erased already. Nothing had to be done.")
        return
    say(f"Erased: idea {number} of {entry.code}. Its text and its author’s name are gone.")
    _say_where_else(settings)


def export(code: Code, data: Data = None, out: Out = None) -> None:
    """Write the facts of a session into a file, to be imported elsewhere."""
    settings = settings_of(data)
    entry = _entry(settings, code)
    records = read_log(settings, lambda log: log.read(entry.id)) or []
    path = out or Path(f"flipchart-session-{entry.code}.jsonl")
    size = 0
    with whole_file(path) as file:
        for line in carrying.lines(entry, records, version("flipchart")):
            size += file.write(line)
    say(f"Written: {path}, “{entry.title}” ({entry.code}) with {len(records)} facts.")
    say("It holds all that participants wrote, and their names. Take it in: session import FILE.")
    if size > carrying.MOST_BYTES:
        say("It is larger than the 64 MB that an import takes.")


def import_(file: File, data: Data = None) -> None:
    """Take in a session that was exported."""
    settings = settings_of(data)
    raw = _read(file)
    name = f"{INCOMING}{secrets.token_hex(16)}"
    if settings.data.is_dir():
        with whole_file(settings.data / name) as laid:
            laid.write(raw)
    try:
        code = here_or_there(
            settings,
            lambda: asyncio.run(_import(settings, raw)),
            Asked("/c/sessions/import", urlencode({"name": name}).encode()),
            lambda answer: str(answer["code"]),
        )
    finally:
        with suppress(OSError):
            (settings.data / name).unlink(missing_ok=True)
    said = carrying.code_of(raw)
    say(f"Taken in: session {code}.")
    if said != code:
        say(f"Its code {said} is taken here, so it has the new code {code}.")


def add_to(commands: typer.Typer) -> None:
    """Make them commands of `flipchart session`."""
    for name, command in (("delete", delete), ("erase", erase), ("export", export)):
        commands.command(name)(command)
    commands.command("import")(import_)


async def _delete(settings: Settings, code: str) -> Receipt:
    async with upkeep_here(settings) as upkeep:
        return await upkeep.delete(code)


async def _erase(settings: Settings, code: str, number: int) -> bool:
    async with upkeep_here(settings) as upkeep:
        return await upkeep.erase(await upkeep.session(code), number)


async def _import(settings: Settings, raw: bytes) -> str:
    async with upkeep_here(settings) as upkeep:
        return (await upkeep.take_in(raw)).code


def _entry(settings: Settings, code: str) -> Entry:
    """The session with this code. Raises Stop."""

    async def find(log: Log) -> Entry | None:
        return await log.find(read_code(code) or "")

    entry = read_log(settings, find)
    if entry is None:
        raise no_session(code)
    return entry


def _ask_first(yes: bool, question: str) -> None:
    if not yes and not typer.confirm(question):
        raise Stop("Nothing was changed.")


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(carrying.MOST_BYTES + 1)
    except OSError as error:
        raise Stop(f"{file} cannot be read: {error.strerror or error}.") from error


def _say_where_else(settings: Settings) -> None:
    """Name what may still hold what was deleted: nobody else can know of it."""
    aside = sorted(path.name for path in settings.data.glob("damaged-*"))
    say("Backups, exports and printed files that were made before still hold it.")
    if aside:
        say(f"So does what was kept aside in {settings.data}: {', '.join(aside)}.")
