"""A kill inside a commit: nothing that was shown or answered is missing after it.

The same look at the same events goes red for each promise that is broken on purpose, so that it
would go red for one that broke by itself.
"""

import json
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.faults.room import ideas
from tests.server import Server, running_server
from tests.workshop import JSON, facilitator, open_workshop, press

FAULTS = {
    "": set[str](),
    "no dedupe": {"stored twice"},
    "answer before commit": {"answered and gone"},
    "fold before commit": {"shown to who came and gone"},
    "wake before commit": {"shown to who watched and gone"},
}
"""What is broken, and what the look has to find: nothing where nothing is."""

TOLD_WITHIN = 1.0
"""Seconds in which an answer or a frame would have come that was sent too early."""


@pytest.mark.parametrize("mutant", FAULTS)
def test_nothing_that_was_shown_or_answered_is_missing_after_a_kill_inside_a_commit(
    tmp_path: Path, mutant: str
) -> None:
    assert found(tmp_path, mutant) == FAULTS[mutant]


def found(folder: Path, mutant: str) -> set[str]:
    """What is wrong after a workshop whose server dies while it commits."""
    data, hold = folder / "data", folder / "hold"
    env = {"HOLD": str(hold), "MUTANT": mutant}
    with running_server(data, env=env, program="tests.faults.mutant") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/sheets/external/open")
        with phone(server, opened.code) as ann, watching(server, opened.code) as screen:
            first, second = idea("Before"), idea("While it dies")
            path = f"/j/{opened.code}/ideas"
            ann.post(path, data=first).raise_for_status()
            ann.post(path, data=first).raise_for_status()  # its answer was lost, say
            heard = frames(screen, until="Before")
            with ThreadPoolExecutor(1) as sending:
                hold.touch()
                late = sending.submit(ann.post, path, data=second)
                wait_for(folder / "hold.inside")
                answered = is_answered(late)
                came = "While it dies" in httpx.get(f"{server.url}/p/{opened.code}").text
                watched = "While it dies" in heard + frames(screen)
                server.kill()
                hold.unlink()
                late.exception()
    stored = [one["text"] for one in ideas(data, opened.code)]
    faults = {
        "stored twice": stored.count("Before") != 1,
        "answered and gone": answered and "While it dies" not in stored,
        "shown to who came and gone": came and "While it dies" not in stored,
        "shown to who watched and gone": watched and "While it dies" not in stored,
    }
    return {fault for fault, is_there in faults.items() if is_there}


def test_an_idea_whose_commit_was_killed_is_stored_once_when_it_comes_again(
    tmp_path: Path,
) -> None:
    data, hold = tmp_path / "data", tmp_path / "hold"
    env = {"HOLD": str(hold)}
    with running_server(data, env=env, program="tests.faults.mutant") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/sheets/external/open")
        with phone(server, opened.code) as ann, ThreadPoolExecutor(1) as sending:
            sent, path = idea("While it dies"), f"/j/{opened.code}/ideas"
            hold.touch()
            late = sending.submit(ann.post, path, data=sent)
            wait_for(tmp_path / "hold.inside")
            server.kill()
            hold.unlink()
            assert isinstance(late.exception(), httpx.TransportError)
            with running_server(data, port=server.port):
                assert ann.post(path, data=sent).status_code == 201
                assert ann.post(path, data=sent).status_code == 200
    assert [one["text"] for one in ideas(data, opened.code)] == ["While it dies"]


def idea(text: str) -> dict[str, str]:
    return {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}


@contextmanager
def phone(server: Server, code: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers=JSON, timeout=60) as client:
        client.get(f"/j/{code}").raise_for_status()
        yield client


@contextmanager
def watching(server: Server, code: str) -> Iterator[ClientConnection]:
    with connect(f"ws://localhost:{server.port}/p/{code}/live", proxy=None) as socket:
        yield socket


def frames(screen: ClientConnection, until: str = "") -> str:
    """All that a screen is given, up to a text, or for as long as too early news would take."""
    heard = ""
    try:
        while not (until and until in heard):
            heard += str(screen.recv(20 if until else TOLD_WITHIN))
    except (TimeoutError, ConnectionClosed):
        pass
    return heard


def is_answered(late: "Future[Any]") -> bool:
    """Whether the phone was told that its idea is stored."""
    try:
        answer = late.result(TOLD_WITHIN)
    except TimeoutError:
        return False
    return bool(json.loads(answer.text).get("seq"))


def wait_for(path: Path) -> None:
    """Return once a file is there."""
    until = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < until, "No commit was ever begun."
        time.sleep(0.005)
