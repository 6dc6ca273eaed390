"""A real server for tests: `python -m app serve` in a process of its own, on a free port."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
_CONSOLE = re.compile(r"(http://localhost:\d+)/c#(\S+)")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers. `url` is `http://localhost:PORT`, `host_key` opens `/c`."""

    url: str
    host_key: str
    data: Path
    process: subprocess.Popen[str]
    said: tuple[str, ...]
    """What it printed until its addresses were all there."""

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return urlsplit(self.url).port or 80

    def kill(self) -> None:
        """Let it die as in a loss of power: kill -9."""
        self.process.kill()
        self.process.wait(20)

    def end(self) -> int:
        """Ask it to end; the exit code."""
        self.process.terminate()
        return self.process.wait(20)


@contextmanager
def running_server(
    data: Path,
    *,
    port: int = 0,
    command: str = "serve",
    env: Mapping[str, str] | None = None,
    program: str = "app",
) -> Iterator[Server]:
    """A server with a data directory, ended with the block. `env` adds to its environment.

    `program` is the module that is run: ours, or one that changes it and runs it then.
    """
    arguments = ([command] if command else []) + ["--port", str(port), "--data", str(data)]
    errors = data.parent / f"{data.name}.errors"
    with (
        errors.open("w", encoding="utf-8") as said_wrong,
        start(*arguments, stderr=said_wrong.fileno(), env=env, program=program) as process,
    ):
        try:
            yield _answering(process, data, errors)
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()


def start(
    *arguments: str,
    stderr: int = subprocess.PIPE,
    env: Mapping[str, str] | None = None,
    within: Sequence[str] = (),
    program: str = "app",
) -> "subprocess.Popen[str]":
    """Begin a command of ours, with no settings but those given; `within` another program."""
    return subprocess.Popen(
        [*within, sys.executable, "-m", program, *arguments],
        cwd=ROOT,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
    )


def run(
    *arguments: str,
    env: Mapping[str, str] | None = None,
    within: Sequence[str] = (),
    program: str = "app",
) -> "subprocess.CompletedProcess[str]":
    """Run a command of ours to its end."""
    with start(*arguments, env=env, within=within, program=program) as process:
        try:
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()  # which does nothing to one that has ended
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment without anyone's settings, and with no screen to open a browser on."""
    hidden = ("FLIPCHART_", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "FORWARDED_ALLOW_IPS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    return {**kept, "PYTHONIOENCODING": "utf-8", **(more or {})}


def _answering(process: "subprocess.Popen[str]", data: Path, errors: Path) -> Server:
    """The server, as soon as it has said where it answers."""
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if line.startswith("Phones"):
            break
    found = _CONSOLE.search("\n".join(said))
    assert found is not None, f"It did not start.\n{said}\n{errors.read_text('utf-8')}"
    return Server(found[1], found[2], data, process, tuple(said))
