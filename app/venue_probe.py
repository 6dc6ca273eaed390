"""Looks at the laptop before people arrive: its addresses, disk, port, and whether it prints."""

import asyncio
import json
import secrets
import shutil
import tempfile
import time
from http.client import HTTPException
from pathlib import Path
from typing import Literal
from urllib.request import ProxyHandler, build_opener

from app.addresses import Addresses
from app.now import now
from app.settings import Settings
from app.venue import Finding, Where, of_addresses, of_disk, of_port, of_printing
from app.venue_phones import Reports
from handouts.press import Press
from sessions.refused import Refused
from templates.filters import milliseconds

PAGE = "<!doctype html><html lang='en'><title>Check</title><p>This page was printed to try."
SHELF = "venue"
"""The folder of what is printed to try, which is removed at once."""

AGAIN = 30.0
"""Seconds after which printing is tried again where it failed."""

PATIENCE = 2.0
"""Seconds that this server may take to answer itself."""


class Venue:
    """The check of one server. `reports` is what phones say."""

    def __init__(self, settings: Settings, addresses: Addresses, press: Press) -> None:
        self.reports = Reports()
        self._run = secrets.token_hex(8)
        self._settings = settings
        self._addresses = addresses
        self._press = press
        self._printing: Refused | Literal[True] | None = None
        self._tried = 0.0
        self._trying: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """Where phones open the check."""
        return f"{self._addresses.join}/check"

    def ping(self) -> dict[str, object]:
        """The answer to a phone's request: the time in ms, and which run of a server this is."""
        return {"now": milliseconds(now()), "run": self._run}

    async def findings(self) -> list[Finding]:
        """All that is known now; what takes longer is begun, and waiting until it is known."""
        self._try_to_print()
        found = self._addresses
        where = Where(found.join, found.network, found.current, found.note)
        disk = await asyncio.to_thread(_disk, self._settings.data)
        strangers = await asyncio.to_thread(self._strangers)
        return [
            of_addresses(where),
            *self.reports.findings(now()),
            disk,
            of_printing(self._printing),
            of_port(self._settings.port, strangers),
        ]

    async def settled(self) -> list[Finding]:
        """The same, once printing was tried as well."""
        self._try_to_print()
        if self._trying is not None:
            await self._trying
        return await self.findings()

    def _try_to_print(self) -> None:
        """Print a tiny page in the background, unless that went well or failed just now."""
        due = self._tried == 0 or time.monotonic() > self._tried + AGAIN
        if self._printing is not True and self._trying is None and due:
            self._trying = asyncio.create_task(self._print())

    async def _print(self) -> None:
        try:
            await self._press.print(PAGE, SHELF)
            self._printing = True
        except Refused as refusal:
            self._printing = refusal
        finally:
            await self._press.forget(SHELF)
            self._tried, self._trying = time.monotonic(), None

    def _strangers(self) -> tuple[str, ...]:
        """Those of this server's own addresses where another program answers, or nobody."""
        asked = [self._addresses.laptop.removeprefix("http://")]
        asked += [one.host for one in self._addresses.current[:1]]
        return tuple(host for host in asked if run_at(f"http://{host}") != self._run)


def run_at(url: str) -> str:
    """Which run of a Flipchart answers at an address of this computer; empty for none."""
    try:
        opener = build_opener(ProxyHandler({}))  # straight there, whatever the environment names
        with opener.open(f"{url}/check/ping", timeout=PATIENCE) as answer:
            return str(json.loads(answer.read(1000))["run"])
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return ""


def _disk(data: Path) -> Finding:
    """The room on the disk, once something could be written there."""
    try:
        with tempfile.TemporaryFile(dir=data) as file:
            file.write(b"Flipchart was here.")
        return of_disk(shutil.disk_usage(data).free)
    except OSError as error:
        return of_disk(None, (error.strerror or str(error)).rstrip("."))
