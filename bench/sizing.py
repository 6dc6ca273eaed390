"""What a session takes that nobody is in, and what a sheet that changes is for one phone."""

from __future__ import annotations

import tempfile
from pathlib import Path

import httpx
from websockets.sync.client import connect

from bench.client import open_session
from bench.figures import figure, heading
from bench.memory import memory
from tests.server import Server, running_server
from tests.workshop import facilitator, open_workshop, press

SESSIONS = 100


def main() -> None:
    """Print both."""
    heading(f"{SESSIONS} sessions of the built-in workshop; a sheet closed and opened")
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        _messages(server)
        before = memory(server.process.pid).now
        for _ in range(SESSIONS):
            code = open_workshop(server).code
            httpx.get(f"{server.url}/j/{code}").raise_for_status()
        each = (memory(server.process.pid).now - before) / SESSIONS / 1024
    figure("memory of a session", f"{each:.0f} KiB", "–")


def _messages(server: Server) -> None:
    workshop = open_session(server)
    page = httpx.get(f"{server.url}/j/{workshop.code}").raise_for_status()
    cookie = {"Cookie": page.headers["set-cookie"].partition(";")[0]}
    address = f"ws://localhost:{server.port}/j/{workshop.code}/live"
    with (
        facilitator(server, workshop) as client,
        connect(address, additional_headers=cookie, compression=None, proxy=None) as phone,
    ):
        phone.recv()
        for control in ("sheets/external/close", "sheets/internal/open"):
            press(client, f"/c/{workshop.code}/{control}")
            figure(f"to a phone: {control}", f"{len(phone.recv(timeout=10))} bytes", "–")
