"""What keeps a server from starting: each a sentence and exit code 1, and nothing is changed."""

import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.server import run, running_server

# Permissions do not bind root, unless it has given that privilege up (capabilities(7)): here the
# two that pass over permissions leave the bounding set. For others than root this does nothing.
GIVE_UP = """
import ctypes, os, sys
prctl = getattr(ctypes.CDLL(None), "prctl", None)
for privilege in (1, 2) if prctl else ():
    prctl(24, privilege, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
BOUND_BY_PERMISSIONS = (sys.executable, "-c", GIVE_UP)
NO_ROOM = ("sh", "-c", 'ulimit -f 0; exec "$@"', "sh")
"""Not one byte more goes into a file, as on a full disk."""


def refused(
    data: Path, *options: str, within: tuple[str, ...] = (), env: dict[str, str] | None = None
) -> str:
    """The sentence that a start is refused with."""
    ended = run("serve", "--port", "0", "--data", str(data), *options, within=within, env=env)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Traceback" not in ended.stderr
    assert "Error" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    return ended.stderr


def test_a_port_in_use(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        assert f"Port {port} is in use" in refused(tmp_path / "data", "--port", str(port))


def test_a_host_that_is_not_this_machine(tmp_path: Path) -> None:
    assert "203.0.113.77" in refused(tmp_path / "data", "--host", "203.0.113.77")


def test_a_file_in_place_of_the_data_directory(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.write_text("mine", encoding="utf-8")
    assert "--data" in refused(data)
    assert data.read_text("utf-8") == "mine"


def test_a_data_directory_that_is_read_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(0o500)
    assert str(data) in refused(data, within=BOUND_BY_PERMISSIONS)
    assert list(data.iterdir()) == []


def test_a_log_that_is_read_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("session", "open", "who-we-are", "--data", str(data))
    (data / "flipchart.db").chmod(0o400)
    before = (data / "flipchart.db").read_bytes()
    assert "allow writing there" in refused(data, within=BOUND_BY_PERMISSIONS)
    assert (data / "flipchart.db").read_bytes() == before


def test_a_data_directory_that_is_full(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "make room" in refused(data, within=NO_ROOM)
    with running_server(data) as server:  # room was made
        assert len(server.host_key) == 43
    assert len((data / "secret").read_bytes()) == 32


def test_a_data_directory_that_filled_up_since(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("session", "open", "who-we-are", "--data", str(data))
    assert "make room" in refused(data, within=NO_ROOM)
    listed = run("session", "list", "--data", str(data))
    assert "Who we are" in listed.stdout


def test_a_data_directory_of_a_newer_version(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("session", "open", "who-we-are", "--data", str(data))
    with closing(sqlite3.connect(data / "flipchart.db")) as log:
        log.execute("PRAGMA user_version = 99")
    before = (data / "flipchart.db").read_bytes()
    assert "newer Flipchart" in refused(data)
    opened = run("session", "open", "who-we-are", "--data", str(data))
    assert (opened.returncode, opened.stdout) == (1, "")
    assert "newer Flipchart" in opened.stderr
    assert (data / "flipchart.db").read_bytes() == before


def test_a_log_that_another_program_holds(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("session", "open", "who-we-are", "--data", str(data))
    with closing(sqlite3.connect(data / "flipchart.db", isolation_level=None)) as log:
        log.execute("BEGIN EXCLUSIVE")
        assert "locked" in refused(data)
    assert list(data.glob("damaged-*")) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("FLIPCHART_SESSION_RATE", "fast"), ("FLIPCHART_NAMES", "desk"), ("FLIPCHART_BODY_BYTES", "")],
)
def test_a_setting_that_is_no_setting(tmp_path: Path, name: str, value: str) -> None:
    said = refused(tmp_path / "data", env={name: value})
    assert "setting" in said
    assert name.removeprefix("FLIPCHART_").lower() in said.lower()
