"""Several processes that serve together: one that dies is replaced, and they end together."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.server import run, start
from tests.workers import has_ended, until


@contextmanager
def crew(folder: Path, **env: str) -> Iterator["subprocess.Popen[str]"]:
    with start(str(folder), program="tests.app.crew", env=env) as process:
        try:
            yield process
        finally:
            process.kill()


def at_work(folder: Path) -> set[int]:
    return {int(path.name) for path in folder.iterdir() if path.name.isdigit()}


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_one_that_is_killed_is_replaced_and_it_is_said(tmp_path: Path) -> None:
    with crew(tmp_path) as process:
        assert said(process) == "ready"
        one, other = at_work(tmp_path)
        os.kill(one, signal.SIGKILL)
        until(lambda: len(at_work(tmp_path)) == 3)
        assert not has_ended(other)
        process.terminate()
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0
    assert "Another one takes its place" in errors
    assert "Traceback" not in errors
    assert all(has_ended(pid) for pid in at_work(tmp_path))


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_all_end_in_order(tmp_path: Path, asked: signal.Signals) -> None:
    with crew(tmp_path) as process:
        assert said(process) == "ready"
        process.send_signal(asked)
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    for pid in at_work(tmp_path):
        assert (tmp_path / f"{pid}.ended").exists()


def test_when_their_parent_is_killed_they_end_by_themselves(tmp_path: Path) -> None:
    with crew(tmp_path) as process:
        assert said(process) == "ready"
        process.kill()
        process.wait(60)
        pids = at_work(tmp_path)
        until(lambda: all((tmp_path / f"{pid}.ended").exists() for pid in pids))


def test_where_none_can_begin_it_ends_instead_of_trying_for_ever(tmp_path: Path) -> None:
    with crew(tmp_path, ENDS="1") as process:
        out, _ = process.communicate(timeout=60)
        assert (process.returncode, out) == (1, "")


def test_several_processes_with_one_file_are_refused_with_what_to_do(tmp_path: Path) -> None:
    ended = run("serve", "--port", "0", "--workers", "2", "--data", str(tmp_path / "data"))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "FLIPCHART_DATABASE" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()
