import os
import stat
import sys
from pathlib import Path
from threading import Thread

import pytest

from app.terminal import Stop
from app.writing import whole_file


def test_a_file_is_its_owner_s_alone_and_there_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "whole"
    with whole_file(path) as file:
        file.write(b"all of it")
        assert not path.exists()
    assert path.read_bytes() == b"all of it"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in a folder")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    with whole_file(pipe) as file:
        file.write(b"all of it")
    reader.join(20)
    assert heard == [b"all of it"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_where_nothing_can_be_written_a_sentence_says_why(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="cannot be written"), whole_file(tmp_path / "no" / "where"):
        pass
