"""A real PostgreSQL for tests: a cluster of this test process alone, from the system's package."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.killing import kill_all

MISSING = (
    "PostgreSQL is not installed here, and its tests need a real one. Say: sh .ci/setup test "
    "(on Debian and Ubuntu that installs the package postgresql)."
)
INITDB = ("-U", "flipchart", "-A", "trust", "-E", "UTF8")
SETTINGS = {
    "listen_addresses": "",  # its socket alone
    "fsync": "on",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "log_min_messages": "panic",
}


@dataclass(slots=True)
class Postgres:
    """A cluster in a folder of its own, reached by the socket that is there."""

    folder: Path
    process: "subprocess.Popen[bytes] | None" = None
    _names: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        """Start it, and return once it takes connections."""
        until = time.monotonic() + 60
        while True:
            self._begin()
            if self._answers(until):
                return
            assert time.monotonic() < until, (self.folder / "log").read_text("utf-8")[-2000:]
            time.sleep(0.05)  # what was killed still lets go of its memory

    def write_late(self) -> None:
        """Have what no commit waits for stay in memory from now on, until it dies."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as db:
            db.execute("CHECKPOINT")
            (writer,) = db.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'"
            ).fetchall()
        os.kill(writer[0], signal.SIGSTOP)

    def kill(self) -> None:
        """Let it die as in a loss of power, whoever is connected included: kill -9."""
        assert self.process is not None
        kill_all(self.process)

    def stop(self) -> None:
        """End it, and whoever is connected, in order."""
        self._end(signal.SIGINT)

    def end(self) -> None:
        """End it at once; what is not in its files yet would take long, and nobody needs it."""
        self._end(signal.SIGQUIT)

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"flipchart_{next(self._names)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.address(name)

    def drop(self, address: str) -> None:
        """Drop a database: a start after a death would take long with all of them to look at."""
        name = urlsplit(address).path.removeprefix("/")
        with psycopg.connect(self.address("postgres"), autocommit=True) as db:
            db.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://flipchart@/{name}?host={self.folder}"

    def _begin(self) -> None:
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as said:
            self.process = subprocess.Popen(
                [
                    _program("postgres"),
                    "-D",
                    f"{self.folder}/data",
                    "-k",
                    f"{self.folder}",
                    *options,
                ],
                stdout=said,
                stderr=said,
                cwd=self.folder,
                user=_nobody_special(),
                group=_nobody_special(),
            )

    def _answers(self, until: float) -> bool:
        assert self.process is not None
        while self.process.poll() is None and time.monotonic() < until:
            try:
                psycopg.connect(self.address("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return True
        return False

    def _end(self, how: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(60)


@contextmanager
def cluster() -> Iterator[Postgres]:
    """A cluster that runs, and is gone with the block."""
    folder = Path(tempfile.mkdtemp(prefix="flipchart-postgres-"))
    who = _nobody_special()
    if who:
        shutil.chown(folder, who, who)
    made = [_program("initdb"), "--no-sync", "-D", str(folder / "data"), *INITDB]
    try:
        subprocess.run(made, check=True, capture_output=True, cwd=folder, user=who, group=who)
        running = Postgres(folder)
        running.start()
        try:
            yield running
        finally:
            if running.process is not None and running.process.poll() is None:
                running.end()
    finally:
        shutil.rmtree(folder)


def _program(name: str) -> str:
    """One of PostgreSQL's programs; Debian keeps them out of the way."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    found = str(debian[-1]) if debian else shutil.which(name)
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    return found


def _version(program: Path) -> int:
    return int(program.parts[-3].partition(".")[0])


def _nobody_special() -> str | None:
    """It refuses to run as root, so root runs it as the user that came with the package."""
    return None if os.name != "posix" or os.getuid() else "postgres"
