import os
from pathlib import Path

import pytest

from app.holding import Held, Running, hold, running
from sessions.log import LogUnusable


def test_the_directory_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    with hold(tmp_path / "new" / "data"):
        assert (tmp_path / "new" / "data").stat().st_mode & 0o077 == 0


def test_a_second_one_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    with hold(tmp_path) as holding:
        holding.announce("http://localhost:8123")
        assert running(tmp_path) == Running(os.getpid(), "http://localhost:8123")
        with pytest.raises(Held, match=rf"{os.getpid()}.*http://localhost:8123/c"), hold(tmp_path):
            pass
        assert running(tmp_path) is not None


def test_one_that_has_not_said_where_it_answers_is_named_as_starting(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(Held, match="just starting"), hold(tmp_path):
        pass


def test_the_next_one_may_hold_it_and_finds_nothing_of_the_last(tmp_path: Path) -> None:
    with hold(tmp_path) as holding:
        holding.announce("http://localhost:8123")
    assert running(tmp_path) is None
    with hold(tmp_path):
        pass


def test_what_a_killed_one_left_behind_is_cleared_away(tmp_path: Path) -> None:
    left = '{"pid": 1, "url": "http://localhost:1"}'
    (tmp_path / "server.json").write_text(left, encoding="utf-8")
    assert running(tmp_path) == Running(1, "http://localhost:1")
    with hold(tmp_path):
        assert running(tmp_path) is None


@pytest.mark.parametrize("said", ["", "{", "[]", "{}", '{"pid": "x", "url": 1}'])
def test_what_cannot_be_read_is_no_server(tmp_path: Path, said: str) -> None:
    (tmp_path / "server.json").write_text(said, encoding="utf-8")
    assert running(tmp_path) is None


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("not a directory", encoding="utf-8")
    with pytest.raises(LogUnusable, match=r"cannot be used.*--data"), hold(file):
        pass
    assert file.read_text("utf-8") == "not a directory"
