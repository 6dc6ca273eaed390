"""A server that dies, be it inside a commit, and starts again on the same port and data."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.faults.room import ideas, wait_for
from tests.server import Server, running_server

FREE = {"FLIPCHART_PERSON_BURST": "10000", "FLIPCHART_PERSON_RATE": "10000"}
SLOW = "0.05"
"""Seconds of a slowed commit: while it lasts, most of a room's ideas gather for the next one."""


class Laptop:
    """Serves a folder, `slowed` at first. `mutant` is the promise that a slowed server breaks.

    `env` has settings of its own, such as the database that it shares with others.
    """

    def __init__(
        self,
        folder: Path,
        mutant: str,
        ending: ExitStack,
        env: Mapping[str, str],
        *,
        slowed: bool = True,
    ) -> None:
        self.data = folder / "data"
        self.complaints = ""
        self._env = {**FREE, **env}
        self._hold, self._inside = folder / "hold", folder / "hold.inside"
        self._mutant = mutant
        self._ending = ending
        self.server = self._serve(0, slowed)

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

    def stored(self, code: str) -> list[dict[str, Any]]:
        """Every idea of a session in order, as the command prints them, server or no server."""
        return ideas(self.data, code, self._env)

    def kill(self) -> None:
        """Kill the server, and keep what it complained of: the next one begins a new page."""
        self.server.kill()
        self.complaints += self.data.with_name("data.errors").read_text("utf-8")
        self.let_go()

    def _serve(self, port: int, slowed: bool) -> Server:
        env, program = self._env, "app"
        if slowed:
            env = {**env, "HOLD": str(self._hold), "SLOW": SLOW, "MUTANT": self._mutant}
            program = "tests.faults.mutant"
        return self._ending.enter_context(
            running_server(self.data, port=port, env=env, program=program)
        )
