"""A server that dies, be it inside a commit, and starts again on the same port and data."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tests.faults.room import wait_for
from tests.server import Server, running_server

FREE = {"FLIPCHART_PERSON_BURST": "10000", "FLIPCHART_PERSON_RATE": "10000"}
SLOW = "0.05"
"""Seconds of a slowed commit: while it lasts, most of a room's ideas gather for the next one."""


class Laptop:
    """Serves a folder, slowed at first. `mutant` is the promise that a slowed server breaks.

    With the address of a `database` the log is there.
    """

    def __init__(self, folder: Path, mutant: str, ending: ExitStack, database: str = "") -> None:
        self.data = folder / "data"
        self.complaints = ""
        self._hold, self._inside = folder / "hold", folder / "hold.inside"
        self._mutant = mutant
        self.env = {**FREE, "FLIPCHART_DATABASE": database}
        self._ending = ending
        self.server = self._serve(0, slowed=True)

    def start(self, slowed: bool) -> None:
        """Serve again."""
        self.server = self._serve(self.server.port, slowed)

    def hold_up(self) -> None:
        """Return when the slowed server stands still inside a commit."""
        self._inside.unlink(missing_ok=True)
        self._hold.touch()
        wait_for(self._inside)

    def let_go(self) -> None:
        """Let it commit."""
        self._hold.unlink(missing_ok=True)

    def kill(self) -> None:
        """Kill the server, and keep what it complained of: the next one begins a new page."""
        self.server.kill()
        self.complaints += self.data.with_name("data.errors").read_text("utf-8")
        self.let_go()

    def _serve(self, port: int, slowed: bool) -> Server:
        env, program = self.env, "app"
        if slowed:
            env = {**self.env, "HOLD": str(self._hold), "SLOW": SLOW, "MUTANT": self._mutant}
            program = "tests.faults.mutant"
        return self._ending.enter_context(
            running_server(self.data, port=port, env=env, program=program)
        )
