"""`flipchart check-venue`: what stands in the way of a workshop here, before people arrive.

It asks the Flipchart that runs, or one of its own that serves nothing but the check.
"""

import asyncio
import errno
import io
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event

import segno
from msgspec import Struct

from app.addresses import Addresses
from app.asking import PATIENCE, PAUSE, Asked, ask
from app.holding import Held, hold, running
from app.listening import CannotListen
from app.port_holder import port_holder
from app.settings import Settings
from app.terminal import Stop, say, say_drawing
from app.venue import PORT, Finding, of_held_port
from app.venue_phones import FIREWALL, GUESTS, NO_MOBILE_DATA, SAME_NETWORK
from app.venue_probe import Venue, run_at
from app.venue_routes import PAGE, said
from handouts.press import Press

Serve = Callable[[Settings], AbstractContextManager[str]]
"""Serves the check alone while a block runs, and gives where. Raises CannotListen."""

OF_PHONES = ("phone", "socket", "trip", "clock")
"""What is known once a phone has come."""

WORDS = {"ok": "ready", "warn": "look", "bad": "BAD", "waiting": "waiting"}
STARTING = 2.0
"""Seconds that a command is waited for that is just writing in the data directory."""

LOOK = 0.5
"""Seconds between two looks whether a phone has come."""


class Said(Struct, frozen=True):
    """A finding as the server says it."""

    name: str
    state: str
    title: str
    sentence: str
    todo: list[str]


Look = Callable[[], tuple[str, list[Said]]]
"""Asks a server: the address for phones, and what was found."""


def check(settings: Settings, wait: float | None, serve: Serve) -> int:
    """Say what was found, wait for a phone, say what it found: 0, or 1 where anything is bad.

    `wait` is in seconds, None for as long as it takes. Raises Stop, Held or LogUnusable.
    """
    try:
        with hold(settings.data, STARTING):
            try:
                with serve(settings) as url:
                    return _watch(_asking(settings, url), wait)
            except CannotListen as refused:
                return _check_alone(settings, refused)
    except Held as held:
        server = running(settings.data)
        if server is None:
            raise
        say(f"{held}".partition(". ")[0] + ". Its own check is asked.")
        say()
        return _watch(_asking(settings, server.url), wait)


def _asking(settings: Settings, url: str) -> Look:
    def look() -> tuple[str, list[Said]]:
        until = time.monotonic() + PATIENCE
        while (found := ask(settings, url, Asked(PAGE, None))) is None:
            if time.monotonic() > until:
                raise Stop(f"Flipchart at {url} does not answer any more. Check again.")
            time.sleep(PAUSE)
        return found["address"], [Said(**one) for one in found["findings"]]

    return look


def _watch(look: Look, wait: float | None) -> int:
    """Say first what is known without a phone, then what one brings."""
    address, found = look()
    while any(one.state == "waiting" for one in found if one.name not in OF_PHONES):
        time.sleep(PAUSE)
        address, found = look()
    _say([one for one in found if one.name not in OF_PHONES])
    in_vain = False
    lacking = any(one.name == "addresses" and one.state == "bad" for one in found)
    if not (_has_come(found) or lacking) and wait != 0:
        found, in_vain = _wait_for_phone(look, address, found, wait)
    phones = [_in_vain(one) if in_vain else one for one in found if one.name in OF_PHONES]
    _say(phones if _has_come(found) else phones[:1])
    return _end([*phones, *(one for one in found if one.name not in OF_PHONES)])


def _wait_for_phone(
    look: Look, address: str, found: list[Said], wait: float | None
) -> tuple[list[Said], bool]:
    """What is found once a phone has come, and whether it was waited for in vain."""
    until = None if wait is None else time.monotonic() + wait
    with _ended_by_hand() as ended:
        _invite(address)
        while not _has_come(found):
            if until is not None and time.monotonic() >= until:
                return found, True
            if ended.wait(LOOK):
                say()
                break
            _, found = look()
    return found, False


@contextmanager
def _ended_by_hand() -> Iterator[Event]:
    """Set by Ctrl+C. As an exception it could come where Python passes over it, in a destructor."""
    ended = Event()
    before = signal.signal(signal.SIGINT, lambda _signal, _frame: ended.set())
    try:
        yield ended
    finally:
        signal.signal(signal.SIGINT, before)


def _has_come(found: list[Said]) -> bool:
    return any(one.name == "phone" and one.state == "ok" for one in found)


def _in_vain(one: Said) -> Said:
    if one.state != "waiting" or one.name != "phone":
        return one
    steps = [SAME_NETWORK, NO_MOBILE_DATA, FIREWALL, GUESTS]
    return Said(one.name, "bad", one.title, "No phone has reached this laptop.", steps)


def _check_alone(settings: Settings, refused: CannotListen) -> int:
    """What can be said without a server: another program has the port, or it can't be used."""
    port, cause = settings.port, refused.__cause__
    if isinstance(cause, OSError) and cause.errno == errno.EADDRINUSE:
        flipchart = bool(run_at(f"http://localhost:{port}"))
        held = of_held_port(port, port_holder(port), flipchart=flipchart)
    else:
        held = Finding("port", PORT, "bad", str(refused))
    found = asyncio.run(_measured(settings))
    kept = [one for one in found if one.name not in (*OF_PHONES, "port")]
    lines = [Said(**said(one, "en")) for one in (*kept, held)]
    _say(lines)
    say("Phones can be tried once that is put right.")
    return _end(lines)


async def _measured(settings: Settings) -> list[Finding]:
    press = Press(settings.printed)
    try:
        return await Venue(settings, Addresses(settings), press).settled()
    finally:
        await press.close()


def _say(found: list[Said]) -> None:
    for one in found:
        say(f"{WORDS[one.state]:<9}{one.title}: {one.sentence}")
        for step in one.todo:
            say(f"{'':<9}- {step}")
    say()


def _invite(address: str) -> None:
    say(f"Open this on a phone, where the last row will sit:  {address}")
    say_drawing(drawn(address))
    say("Waiting for a phone. Ctrl+C ends the check.")
    say()


def drawn(text: str) -> str:
    """A QR code for a terminal, two modules in a letter, light on dark."""
    out = io.StringIO()
    segno.make(text, error="l").terminal(out, compact=True, border=2)
    return out.getvalue()


def _end(found: list[Said]) -> int:
    if any(one.state == "bad" for one in found):
        say("Put right what is marked BAD, then check again.")
        return 1
    say("Nothing that was looked at stands in the way.")
    return 0
