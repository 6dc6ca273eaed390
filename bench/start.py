"""From the start of the command to the first page, beside importing the libraries that it needs."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import httpx

from bench.client import open_session
from bench.figures import figure, heading
from tests.server import ROOT, Server, environment, running_server
from tests.workshop import Workshop, facilitator, press

ROUNDS, IDEAS = 11, 500
PLAIN = "import fastapi, uvicorn, jinja2"
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""So that the first start leaves modules and templates compiled for those that are measured."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds that something took: on the wall, and of the processor."""

    wall: float
    cpu: float


def main() -> None:
    """Print both sides, and the median of the rounds' ratios."""
    heading(f"Start to first page, a session of {IDEAS} ideas open at the last stop")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with running_server(data) as server:
            workshop = _prepare(server)
        _start(data, workshop.code), _plain()  # so that the files are there, and in the page cache
        pairs = [_pair(turn, data, workshop.code) for turn in range(ROUNDS)]
    for name, side in (("flipchart", 0), (PLAIN, 1)):
        walls, cpus = ([getattr(pair[side], what) for pair in pairs] for what in ("wall", "cpu"))
        print(f"  {name}: {_ms(walls)} on the clock, {_ms(cpus)} of the processor, medians")
    for what in ("wall", "cpu"):
        ratios = [getattr(ours, what) / getattr(plain, what) for ours, plain in pairs]
        spread = f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        figure(f"{what}, median ratio of {ROUNDS} rounds", spread, "at most 2")


def _prepare(server: Server) -> Workshop:
    workshop = open_session(server)
    with facilitator(server, workshop) as console:
        for first in range(0, IDEAS, 250):
            lines = "\n".join(f"customers of kind {n}" for n in range(first, first + 250))
            path = f"/c/{workshop.code}/sheets/external/ideas"
            press(console, path, text=lines, id=f"written-down-{first:05}")
    return workshop


def _pair(turn: int, data: Path, code: str) -> tuple[Took, Took]:
    """One of each, by turns the other first."""
    if turn % 2:
        plain = _plain()
        return _start(data, code), plain
    return _start(data, code), _plain()


def _start(data: Path, code: str) -> Took:
    began, spent = time.perf_counter(), _children()
    with running_server(data, env=COMPILED) as server:
        with urlopen(f"{server.url}/j/{code}", timeout=20) as page:
            assert page.status == httpx.codes.OK
            page.read()
        took = time.perf_counter() - began
        cpu = _cpu(server.process.pid)
    assert spent <= _children()
    return Took(took, cpu)


def _plain() -> Took:
    began, spent = time.perf_counter(), _children()
    command = [sys.executable, "-c", PLAIN]
    subprocess.run(command, cwd=ROOT, env=environment(COMPILED), check=True)
    return Took(time.perf_counter() - began, _children() - spent)


def _children() -> float:
    """Seconds of the processor that processes of ours took which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cpu(pid: int) -> float:
    """Seconds of the processor that a process took (Linux, proc_pid_stat(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _ms(seconds: list[float]) -> str:
    return f"{1000 * median(seconds):.0f} ms"
