"""`flipchart print`: a document of a plan or of a session, without a server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app.addresses import Addresses
from app.now import now
from app.options import Data, settings_of
from app.plan_commands import read_plan, usable
from app.rooms import unwatched_room
from app.session_commands import read_log
from app.settings import Settings
from app.terminal import Stop, say
from handouts.documents import draw
from handouts.file_names import data_name, file_name
from handouts.kinds import KINDS, OF_PLAN, OF_SESSION
from handouts.options import read_options
from handouts.pdf import to_pdf
from handouts.source import Source
from handouts.tables import NAMES, export
from sessions.codes import read_code
from sessions.facts import Record
from sessions.log import Entry, Log
from sessions.plan_file import parse
from sessions.refused import Refused
from sessions.room import Moment
from sessions.state import State, fold

What = Annotated[
    str,
    typer.Option(
        "--what",
        metavar="KIND",
        help=f"{', '.join(kind.name for kind in OF_PLAN)}; of a session also "
        f"{', '.join((*(kind.name for kind in OF_SESSION), *NAMES))}.",
    ),
]
Paper = Annotated[
    str, typer.Option("--paper", help="a4 or letter; for sheets a1, a3 or a4 to tile.")
]
Start = Annotated[
    str, typer.Option("--start", metavar="HH:MM", help="When it starts, for the guide's clock.")
]
Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="The file to write.")]


def print_(  # noqa: PLR0913, PLR0917 - one option each
    what_of: Annotated[str, typer.Argument(metavar="PLAN|CODE", help="A plan, or a join code.")],
    what: What = "guide",
    paper: Paper = "",
    start: Start = "",
    easy: Annotated[bool, typer.Option("--easy", help="The easy-read edition.")] = False,
    archive: Annotated[bool, typer.Option("--archive", help="The report as PDF/A.")] = False,
    out: Out = None,
    data: Data = None,
) -> None:
    """Print a document of a plan, or of a session by its code, as PDF."""
    asked = {"paper": paper, "start": start, "easy": str(int(easy)), "archive": str(int(archive))}
    settings = settings_of(data)
    session = _session(settings, what_of)
    try:
        if what in NAMES and session is not None:
            body, name = session.exported(what), data_name(what, Source(session.state.plan))
        else:
            body, name = _printed(settings, what_of, session, what, asked)
    except Refused as refusal:
        raise Stop(str(refusal)) from refusal
    path = out or Path(name)
    try:
        path.write_bytes(body)
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror or error}.") from error
    say(f"Written: {path}")


@dataclass(frozen=True, slots=True)
class _Found:
    """A session in the log, its facts and the state they come to."""

    entry: Entry
    records: list[Record]
    state: State

    def exported(self, name: str) -> bytes:
        """A file of its data."""
        return export(name, self.entry.code, self.state, self.records).body

    def source(self, settings: Settings) -> Source:
        """What its documents are drawn from, with nobody connected."""
        room = unwatched_room(self.entry.code, Addresses(settings), settings)
        return Source(self.state.plan, Moment(self.state, room, max(now(), self.state.at)))


def _printed(
    settings: Settings, name: str, session: _Found | None, what: str, asked: dict[str, str]
) -> tuple[bytes, str]:
    """A PDF, and what to call its file. Raises Stop or Refused."""
    if session is None:
        source = Source(usable(name, parse(_read_plan(settings, name))))
    else:
        source = session.source(settings)
    kind = KINDS.get(what)
    if kind is None or (kind in OF_SESSION and session is None):
        kinds = [one.name for one in OF_PLAN]
        kinds += [] if session is None else [*(one.name for one in OF_SESSION), *NAMES]
        raise Stop(f"There is no “{what}” of this. Choose one of: {', '.join(kinds)}.")
    options = read_options(kind, asked)
    printed = to_pdf(draw(kind, source, options), archive=options.archive)
    return printed.pdf, file_name(kind, source, options)


def _read_plan(settings: Settings, name: str) -> bytes:
    try:
        return read_plan(name, settings.data)
    except Stop as missing:
        code = read_code(name)
        if code is None:
            raise
        raise Stop(f"There is no session with the code “{code}”. {missing}") from missing


def _session(settings: Settings, typed: str) -> _Found | None:
    """The session with this join code, read beside a server that may run; None for no session."""
    code = read_code(typed)
    return None if code is None else read_log(settings, lambda log: _read(log, code))


async def _read(log: Log, code: str) -> _Found | None:
    entry = await log.find(code)
    if entry is None:
        return None
    records = await log.read(entry.id)
    return _Found(entry, records, fold(records))
