"""`flipchart check-venue` as a process: with and without a Flipchart that runs."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess, Popen

import pytest
import segno

from app.venue_command import drawn
from tests.app.venue import MEASURED, PROXY, phone
from tests.server import Server, run, running_server, start

OPEN = re.compile(r"Open this on a phone.*:(\d+)/check")
READY = ("ready    Disk:", "ready    Printing:", "ready    Port:")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("there") / "data"
    with running_server(data, env=PROXY, program="tests.promptly") as running:
        yield running


def check(*arguments: str) -> "CompletedProcess[str]":
    """Run the command to its end."""
    return run("check-venue", *arguments, program="tests.promptly")


@contextmanager
def waiting(data: Path, *more: str) -> Iterator[tuple["Popen[str]", str, list[str]]]:
    """The command, once it waits for a phone: the process, where it answers, what it said."""
    arguments = ("check-venue", "--port", "0", "--data", str(data), *more)
    with start(*arguments, env=PROXY, program="tests.promptly") as process:
        try:
            assert process.stdout is not None
            said: list[str] = []
            for line in process.stdout:
                said.append(line)
                if line.startswith("Waiting for a phone"):
                    break
            found = OPEN.search("".join(said))
            assert found is not None, "".join(said)
            yield process, f"http://localhost:{found[1]}", said
        finally:
            process.kill()


def test_where_no_flipchart_runs_it_serves_the_check_until_a_phone_has_come(
    tmp_path: Path,
) -> None:
    with waiting(tmp_path / "data") as (process, url, said):
        for line in READY:
            assert line in "".join(said)
        with phone(url) as one:
            assert one.get("/check").status_code == 200
            for address in ("/", "/c", "/p/ZZZZZZ", "/h/ZZZZZZ"):
                assert one.get(address).status_code == 404
            assert one.get("/c/venue").status_code == 403
            one.post("/check", data={**MEASURED, "socket": "0"}).raise_for_status()
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
    assert "Phones that reached this laptop: 1." in out
    assert "look     Live connection: This network cuts WebSockets off." in out
    assert "20 of 20 requests were answered, in 9 ms" in out
    assert out.endswith("Nothing that was looked at stands in the way.\n")
    assert not (tmp_path / "data" / "flipchart.db").exists()


def test_ctrl_c_ends_it_with_what_is_known(tmp_path: Path) -> None:
    with waiting(tmp_path / "data") as (process, _, _):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
    assert "waiting  A phone: No phone has reached this laptop yet." in out


def test_where_a_flipchart_runs_that_one_is_asked(server: Server) -> None:
    in_vain = check("--data", str(server.data), "--wait", "0.1")
    assert in_vain.returncode == 1
    assert f"process {server.process.pid}" in in_vain.stdout
    assert "BAD      A phone: No phone has reached this laptop." in in_vain.stdout
    for step in ("same Wi-Fi", "mobile data", "firewall", "Guest networks"):
        assert step in in_vain.stdout
    with phone(server.url) as one:
        one.post("/check", data={**MEASURED, "answered": "3"}).raise_for_status()
        hardly = check("--data", str(server.data))
    assert hardly.returncode == 1
    assert "BAD      Round trip: 3 of 20" in hardly.stdout
    assert hardly.stdout.endswith("Put right what is marked BAD, then check again.\n")


def test_a_port_that_another_flipchart_has_is_said(server: Server, tmp_path: Path) -> None:
    ended = check("--port", str(server.port), "--data", str(tmp_path / "data"))
    assert (ended.returncode, ended.stderr) == (1, "")
    assert (
        f"BAD      Port: Another Flipchart, with other data, has port {server.port}" in ended.stdout
    )
    assert f"(process {server.process.pid})" in ended.stdout
    assert f"--port {server.port + 1}" in ended.stdout
    assert "ready    Printing:" in ended.stdout


def test_a_host_that_is_not_this_machine_is_said(tmp_path: Path) -> None:
    ended = check("--host", "203.0.113.77", "--data", str(tmp_path / "data"))
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "BAD      Port: Flipchart cannot be reached at 203.0.113.77" in ended.stdout


def test_without_an_address_for_phones_none_is_waited_for(tmp_path: Path) -> None:
    alone = ("--host", "127.0.0.1", "--port", "0", "--data", str(tmp_path / "data"))
    ended = check(*alone)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "BAD      Address: Phones in the room cannot join" in ended.stdout
    assert "Open this on a phone" not in ended.stdout


def test_the_code_in_a_terminal_is_the_code() -> None:
    text = "http://192.168.8.20:8000/check"
    wanted = [list(row) for row in segno.make(text, error="l").matrix_iter(border=2)]
    shown: list[list[int]] = []
    for line in drawn(text).splitlines():
        shown.append([letter in " ▄" for letter in line])
        shown.append([letter in " ▀" for letter in line])
    assert [list(map(int, row)) for row in shown[: len(wanted)]] == [
        [int(bool(cell)) for cell in row] for row in wanted
    ]
