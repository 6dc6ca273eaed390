"""`flipchart session`: open one, list them, and read the ideas of one."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import typer

from app.mending import open_to_read
from app.opening import open_session
from app.options import AsJson, Data, settings_of
from app.plan_commands import PlanName, read_plan, usable
from app.settings import Settings
from app.terminal import Stop, say, say_json, say_table
from sessions.codes import read_code
from sessions.facts import UnknownKind
from sessions.log import Entry, Log
from sessions.plan_file import parse
from sessions.refused import Refused
from sessions.state import State, fold
from templates.filters import rfc3339

Code = Annotated[str, typer.Argument(metavar="CODE", help="The session's join code.")]
Start = Annotated[
    str, typer.Option("--start", metavar="HH:MM", help="The planned start; now if not given.")
]

T = TypeVar("T")

commands = typer.Typer(help="The sessions: runs of a plan.", no_args_is_help=True)


@commands.command("open")
def open_one(plan: PlanName, data: Data = None, start: Start = "", as_json: AsJson = False) -> None:
    """Open a session of a plan, and print its addresses."""
    read = usable(plan, parse(read_plan(plan, data)))
    links = asdict(open_session(settings_of(data), read, start))
    if as_json:
        say_json(links)
        return
    for name, address in links.items():
        say(f"{name.capitalize():<11} {address}")


@commands.command("list")
def list_sessions(data: Data = None, as_json: AsJson = False) -> None:
    """List the sessions, the newest first."""
    entries = read_log(settings_of(data), _entries) or []
    if as_json:
        say_json([_entry(entry) for entry in entries])
    elif not entries:
        say("There is no session yet. Open one: flipchart session open who-we-are")
    else:
        rows = ((entry.code, _here(entry.opened_at), entry.title) for entry in entries)
        say_table(("CODE", "OPENED", "PLAN"), rows)


@commands.command("ideas")
def ideas(code: Code, data: Data = None, as_json: AsJson = False) -> None:
    """Print every idea of a session in order, as it stands now."""
    known = read_code(code) or ""
    state = read_log(settings_of(data), lambda log: _state(log, known))
    if state is None:
        raise no_session(code)
    found = [state.ideas.all[number] for number in sorted(state.ideas.all)]
    if as_json:
        say_json(
            [
                {
                    "seq": idea.number,
                    "id": idea.id,
                    "sheet": idea.sheet,
                    "text": idea.text,
                    "state": idea.standing,
                    "at": rfc3339(idea.at),
                }
                for idea in found
            ]
        )
        return
    rows = ((str(one.number), _here(one.at), one.sheet, one.standing, one.text) for one in found)
    say_table(("SEQ", "AT", "SHEET", "STATE", "TEXT"), rows)


def read_log(settings: Settings, ask: Callable[[Log], Coroutine[Any, Any, T]]) -> T | None:
    """What the log says, beside a server that may run; None without a log. Raises Stop."""
    log = open_to_read(settings)
    if log is None:
        return None

    async def read() -> T:
        try:
            return await ask(log)
        finally:
            await log.close()

    try:
        return asyncio.run(read())
    except (UnknownKind, Refused) as refusal:
        raise Stop(str(refusal)) from refusal


def no_session(code: str) -> Stop:
    """What is said of a code that no session has."""
    return Stop(f"There is no session with the code “{code}”. See: flipchart session list")


async def _entries(log: Log) -> list[Entry]:
    return await log.entries()


async def _state(log: Log, code: str) -> State | None:
    entry = await log.find(code)
    return None if entry is None else fold(await log.read(entry.id))


def _entry(entry: Entry) -> dict[str, str]:
    return {"code": entry.code, "title": entry.title, "opened": rfc3339(entry.opened_at)}


def _here(at: float) -> str:
    """An instant by the clock of this computer."""
    return datetime.fromtimestamp(at, UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")
