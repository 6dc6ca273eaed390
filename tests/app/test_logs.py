"""What a server writes down as JSON: enough to know what happened, and nothing of anybody."""

import json
import logging
import re
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from app.logs import JsonLines
from tests.faults.storage import nothing_can_be_stored
from tests.server import Server, run, start
from tests.workshop import JSON, facilitator, open_workshop, press

WORDS = ("Wörter-von-Anna", "Anna Bölte", "127.0.0.1", "::1")
ENV = {"FLIPCHART_LOG_FORMAT": "json", "FLIPCHART_SECRET": secrets.token_hex(32)}


@contextmanager
def writing_json(data: Path) -> Iterator[tuple[Server, "subprocess.Popen[str]"]]:
    arguments = ("serve", "--port", "0", "--data", str(data))
    with start(*arguments, env=ENV) as process:
        assert process.stderr is not None
        first = json.loads(process.stderr.readline())
        address = re.search(r"http://localhost:\d+", first["message"])
        assert address is not None
        key = run("key", "--data", str(data), env=ENV).stdout.strip().partition("#")[2]
        try:
            yield Server(address[0], key, data, process, ()), process
        finally:
            process.kill()


def drive(server: Server) -> tuple[str, set[str]]:
    """Do what is done in a workshop, and what goes wrong: its code, and what nobody may read."""
    opened = open_workshop(server)
    with (
        facilitator(server, opened) as trainer,
        httpx.Client(base_url=server.url, headers=JSON, timeout=20) as anna,
    ):
        press(trainer, f"/c/{opened.code}/sheets/external/open")
        anna.get(f"/j/{opened.code}").raise_for_status()
        idea = {"id": secrets.token_urlsafe(16), "sheet": "external", "text": WORDS[0]}
        with nothing_can_be_stored(server, "held"):
            assert anna.post(f"/j/{opened.code}/ideas", data=idea).status_code == 503
        assert anna.post(f"/j/{opened.code}/ideas", data=idea).status_code == 201
        anna.post(f"/j/{opened.code}/name", data={"name": WORDS[1]}).raise_for_status()
        trainer.post("/c/key", data={"key": "wrong" * 9})
        cookies = {value for client in (trainer, anna) for _, value in client.cookies.items()}
    with socket.create_connection(("localhost", server.port), timeout=20) as noise:
        noise.sendall(f"{WORDS[0]} / HTTP/9\r\n\r\n".encode())
        while noise.recv(1000):
            pass
    live = f"ws://localhost:{server.port}/p/ZZZZZZ/live"
    with pytest.raises(InvalidStatus), connect(live, proxy=None):
        pass
    return opened.code, cookies | {
        server.host_key,
        opened.key,
        ENV["FLIPCHART_SECRET"],
        "wrong" * 9,
    }


def test_each_line_is_an_object_and_none_holds_what_someone_wrote_or_has(tmp_path: Path) -> None:
    with writing_json(tmp_path / "data") as (server, process):
        code, secret = drive(server)
        process.terminate()
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    lines = [json.loads(line) for line in errors.splitlines()]
    assert all({"time", "level", "message"} <= line.keys() for line in lines)
    said = " ".join(line["message"] for line in lines)
    assert "Nothing could be stored" in said
    assert "SQLITE_BUSY" in said
    assert {line["session"] for line in lines if "session" in line} == {code}
    assert "Invalid HTTP request" in said  # of uvicorn's own
    assert "has ended" in lines[-1]["message"]
    assert [word for word in (*secret, *WORDS) if word in errors] == []


def test_a_start_that_is_refused_is_a_line_as_well(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine", encoding="utf-8")
    ended = run("serve", "--port", "0", "--data", str(tmp_path / "data"), env=ENV)
    assert ended.returncode == 1
    line = json.loads(ended.stderr)
    assert line["level"] == "error"
    assert "--data" in line["message"]


def written(message: str, *args: object, name: str = "sessions.session", **more: Any) -> str:
    record = logging.LogRecord(name, logging.ERROR, "", 0, message, args, None)
    record.__dict__.update(more)
    return JsonLines().format(record)


def test_of_an_error_its_kind_and_its_place_are_written_not_its_words() -> None:
    try:
        int(WORDS[0])
    except ValueError as error:
        line = written("It failed: %s.", error, exc_info=sys.exc_info(), session="K7M4PX")
    assert WORDS[0] not in line
    said = json.loads(line)
    assert (said["message"], said["error"]) == ("It failed: ValueError.", "ValueError")
    assert said["session"] == "K7M4PX"
    assert "test_of_an_error" in said["at"][-1]


def test_what_asyncio_says_of_a_callback_is_cut_before_what_it_was_given() -> None:
    line = written(f"Exception in callback shout('{WORDS[0]}')\nhandle: …", name="asyncio")
    assert json.loads(line)["message"] == "Exception in callback shout"
