"""Two servers with one database, and an nginx before them: each of these dies and starts again."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from pathlib import Path

from tests.faults.laptop import Laptop
from tests.nginx import running_nginx
from tests.postgres import Postgres

NAMES = ("one", "other")
MORTALS = ("a process", "PostgreSQL", "nginx")


class Site:
    """The first server can be held up; the other is as one has it, unless a promise is broken."""

    def __init__(self, folder: Path, postgres: Postgres, mutant: str, ending: ExitStack) -> None:
        env = {
            "FLIPCHART_DATABASE": postgres.database(),
            "FLIPCHART_SECRET": secrets.token_hex(32),
            "FORWARDED_ALLOW_IPS": "127.0.0.1",
        }
        for name in NAMES:
            (folder / name).mkdir()
        self.one, self.other = (
            Laptop(folder / name, mutant, ending, env, slowed=bool(mutant) or name == "one")
            for name in NAMES
        )
        self.postgres = postgres
        self._slowed = self.laptops if mutant else (self.one,)
        ports = [one.server.port for one in self.laptops]
        self.nginx = ending.enter_context(running_nginx(folder / "nginx", ports))

    @property
    def laptops(self) -> tuple[Laptop, Laptop]:
        """Both servers."""
        return self.one, self.other

    def kill(self, mortal: str, laptop: Laptop) -> None:
        """Let one of the mortals die; if it is a process, that of this server."""
        if mortal == "nginx":
            self.nginx.kill()
        elif mortal == "PostgreSQL":
            self.postgres.kill()
        else:
            laptop.kill()

    def start(self, mortal: str, laptop: Laptop) -> None:
        """Start it again, as the system does."""
        if mortal == "nginx":
            self.nginx.start()
        elif mortal == "PostgreSQL":
            self.postgres.start()
        else:
            laptop.start(laptop in self._slowed)
