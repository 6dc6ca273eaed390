"""The server as a process of its own: how it starts, is refused, ends, and comes back."""

import json
import signal
import socket
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.server import Server, run, running_server
from tests.workshop import closed, open_workshop

CALL = """
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as test:
    test.sendall(sys.argv[2].encode())
"""


def get(address: str) -> httpx.Response:
    with httpx.Client(trust_env=False) as client:
        return client.get(address)


def open_library(server: Server) -> httpx.Response:
    """The library, as who holds the host's key sees it."""
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        assert client.post("/c/key", data={"key": server.host_key}).status_code == 204
        return client.get("/c", headers={"accept": "text/html"})


def test_it_prints_where_the_console_the_projector_and_the_phones_are(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        said = "\n".join(server.said)
        assert f"{server.url}/c#{server.host_key}" in said
        assert f"{server.url}/p/CODE" in said
        assert server.said[-1].startswith("Phones")
        assert open_library(server).status_code == 200


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order_when_asked(tmp_path: Path, asked: signal.Signals) -> None:
    with running_server(tmp_path / "data") as server:
        server.process.send_signal(asked)
        assert server.process.wait(20) == 0
        assert server.process.stdout is not None
        assert "stored" in server.process.stdout.read()
    assert not (tmp_path / "data" / "server.json").exists()
    assert (tmp_path / "data.errors").read_text("utf-8") == ""


def test_it_ends_in_order_while_screens_are_sent_events(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        code = run("session", "open", "who-we-are", "--data", str(data)).stdout.split()[1]
        with httpx.stream("GET", f"{server.url}/p/{code}/events", trust_env=False) as events:
            lines = events.iter_lines()
            assert next(lines).startswith("data: ")
            assert server.end() == 0
            assert not any(lines)  # the answer is whole: it was not cut off
    assert (tmp_path / "data.errors").read_text("utf-8") == ""


def test_who_watches_is_told_to_come_again_and_phones_over_which_time(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        opened = open_workshop(server)
        live = f"ws://localhost:{server.port}"
        with httpx.Client(base_url=server.url, trust_env=False) as phone:
            phone.get(f"/j/{opened.code}").raise_for_status()
            cookie = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
        with (
            connect(f"{live}/p/{opened.code}/live", proxy=None) as screen,
            connect(
                f"{live}/j/{opened.code}/live", proxy=None, additional_headers={"Cookie": cookie}
            ) as watching,
        ):
            assert "html" in json.loads(screen.recv())
            assert "html" in json.loads(watching.recv())
            assert server.end() == 0
            assert closed(screen) == (1012, "")
            code, spread = closed(watching)
            assert code == 1012
            assert 0 < int(spread) <= 8000
    assert (tmp_path / "data.errors").read_text("utf-8") == ""


def test_a_second_server_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        second = run("serve", "--port", "0", "--data", str(tmp_path / "data"))
        assert (second.returncode, second.stdout) == (1, "")
        assert f"process {server.process.pid}, at {server.url}/c" in second.stderr
        assert get(f"{server.url}/").status_code == 200


def test_killed_it_starts_again_and_the_session_is_there(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        code = run("session", "open", "who-we-are", "--data", str(data)).stdout.split()[1]
        assert get(f"{server.url}/p/{code}").status_code == 200
        server.kill()
    with running_server(data, port=server.port) as again:
        assert again.url == server.url
        assert again.host_key == server.host_key
        assert get(f"{again.url}/p/{code}").status_code == 200
        assert code[:3] in open_library(again).text


def test_the_bare_command_opens_the_console_in_the_browser(tmp_path: Path) -> None:
    script = tmp_path / "browser.py"
    script.write_text(CALL, encoding="utf-8")
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.settimeout(30)
        browser = f"{sys.executable} {script} {listening.getsockname()[1]} %s"
        with running_server(tmp_path / "data", command="", env={"BROWSER": browser}) as server:
            connection, _ = listening.accept()
            with connection, connection.makefile() as heard:
                assert heard.read() == f"{server.url}/c#{server.host_key}"


def test_started_for_this_machine_alone_it_says_that_phones_cannot_join(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", env={"FLIPCHART_HOST": "127.0.0.1"}) as server:
        assert "cannot join" in server.said[-1]
        assert get(f"{server.url}/").status_code == 200


def test_a_socket_that_is_refused_is_no_error_for_the_trainer_to_read(tmp_path: Path) -> None:
    """A phone that still has last week's page asks again and again."""
    with running_server(tmp_path / "data") as server:
        with (
            pytest.raises(InvalidStatus, match="404"),
            connect(f"ws://localhost:{server.port}/p/ZZZZZZ/live", proxy=None),
        ):
            pass
        assert server.end() == 0
    assert not (tmp_path / "data.errors").read_text("utf-8")


def test_a_phone_that_goes_away_in_mid_form_is_no_error_for_the_trainer_to_read(
    tmp_path: Path,
) -> None:
    head = (
        "POST /j/AAAAAA/ideas HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
    )
    with running_server(tmp_path / "data") as server:
        with socket.create_connection(("localhost", server.port), timeout=20) as phone:
            phone.sendall(head.encode())
            assert phone.recv(100).startswith(b"HTTP/1.1 100 ")  # the form is being read
        assert get(f"{server.url}/").status_code == 200
        assert server.end() == 0
    assert not (tmp_path / "data.errors").read_text("utf-8")
