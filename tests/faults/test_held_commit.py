"""A server dies or is asked to end inside a commit: an idea is stored once, and nobody misled."""

import secrets
import socket
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.faults.room import ideas, wait_for
from tests.server import Server, running_server
from tests.workers import until
from tests.workshop import JSON, facilitator, open_workshop, press


@dataclass(frozen=True, slots=True)
class Held:
    """A server that stands still inside the commit of an idea, for as long as `hold` is there."""

    server: Server
    code: str
    phone: httpx.Client
    path: str
    idea: Mapping[str, str]
    answer: "Future[httpx.Response]"
    hold: Path


@contextmanager
def held(folder: Path, engine: dict[str, str], text: str) -> Iterator[Held]:
    """A room whose phone has just sent an idea of this text."""
    hold = folder / "hold"
    env = {**engine, "HOLD": str(hold)}
    with running_server(folder / "data", env=env, program="tests.faults.mutant") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/sheets/external/open")
        with (
            httpx.Client(base_url=server.url, headers=JSON, timeout=60) as phone,
            ThreadPoolExecutor(1) as sending,
        ):
            phone.get(f"/j/{opened.code}").raise_for_status()
            path = f"/j/{opened.code}/ideas"
            idea = {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}
            hold.touch()
            answer = sending.submit(phone.post, path, data=idea)
            wait_for(folder / "hold.inside")
            try:
                yield Held(server, opened.code, phone, path, idea, answer, hold)
            finally:
                hold.unlink(missing_ok=True)


def test_an_idea_whose_commit_was_killed_is_stored_once_when_it_comes_again(
    tmp_path: Path, engine: dict[str, str]
) -> None:
    with held(tmp_path, engine, "While it dies") as one:
        one.server.kill()
        assert isinstance(one.answer.exception(), httpx.TransportError)
        with running_server(one.server.data, port=one.server.port, env=engine):
            assert one.phone.post(one.path, data=one.idea).status_code == 201
            assert one.phone.post(one.path, data=one.idea).status_code == 200
    assert [each["text"] for each in ideas(tmp_path / "data", one.code, engine)] == [
        "While it dies"
    ]


def test_asked_to_end_in_the_middle_of_a_commit_it_takes_nobody_new_and_answers_who_waits(
    tmp_path: Path, engine: dict[str, str]
) -> None:
    with held(tmp_path, engine, "At the end") as one:
        one.server.process.terminate()
        until(lambda: takes_nobody(one.server))
        one.hold.unlink()
        assert one.answer.result().status_code == 201
        assert one.server.process.wait(20) == 0
    assert [each["text"] for each in ideas(tmp_path / "data", one.code, engine)] == ["At the end"]


def takes_nobody(server: Server) -> bool:
    try:
        socket.create_connection(("localhost", server.port)).close()
    except ConnectionError:  # refused, or cut off while the server stops to listen
        return True
    return False
