"""A kill inside a commit: an idea that nobody was told of is taken when it comes again."""

import secrets
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.faults.room import ideas, wait_for
from tests.server import Server, running_server
from tests.workers import until
from tests.workshop import JSON, facilitator, open_workshop, press


def test_an_idea_whose_commit_was_killed_is_stored_once_when_it_comes_again(
    tmp_path: Path, engine: dict[str, str]
) -> None:
    data, hold = tmp_path / "data", tmp_path / "hold"
    env = {**engine, "HOLD": str(hold)}
    with running_server(data, env=env, program="tests.faults.mutant") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/sheets/external/open")
        with (
            httpx.Client(base_url=server.url, headers=JSON, timeout=60) as ann,
            ThreadPoolExecutor(1) as sending,
        ):
            ann.get(f"/j/{opened.code}").raise_for_status()
            path, sent = f"/j/{opened.code}/ideas", idea("While it dies")
            hold.touch()
            late = sending.submit(ann.post, path, data=sent)
            wait_for(tmp_path / "hold.inside")
            server.kill()
            hold.unlink()
            assert isinstance(late.exception(), httpx.TransportError)
            with running_server(data, port=server.port, env=engine):
                assert ann.post(path, data=sent).status_code == 201
                assert ann.post(path, data=sent).status_code == 200
    assert [one["text"] for one in ideas(data, opened.code, engine)] == ["While it dies"]


def test_asked_to_end_in_the_middle_of_a_commit_it_takes_nobody_new_and_answers_who_waits(
    tmp_path: Path, engine: dict[str, str]
) -> None:
    data, hold = tmp_path / "data", tmp_path / "hold"
    env = {**engine, "HOLD": str(hold)}
    with running_server(data, env=env, program="tests.faults.mutant") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/sheets/external/open")
        with (
            httpx.Client(base_url=server.url, headers=JSON, timeout=60) as ann,
            ThreadPoolExecutor(1) as sending,
        ):
            ann.get(f"/j/{opened.code}").raise_for_status()
            hold.touch()
            late = sending.submit(ann.post, f"/j/{opened.code}/ideas", data=idea("At the end"))
            wait_for(tmp_path / "hold.inside")
            server.process.terminate()
            until(lambda: takes_nobody(server))
            hold.unlink()
            assert late.result().status_code == 201
            assert server.process.wait(20) == 0
    assert [one["text"] for one in ideas(data, opened.code, engine)] == ["At the end"]


def takes_nobody(server: Server) -> bool:
    try:
        socket.create_connection(("localhost", server.port)).close()
    except ConnectionRefusedError:
        return True
    return False


def idea(text: str) -> dict[str, str]:
    return {"id": secrets.token_urlsafe(16), "sheet": "external", "text": text}
