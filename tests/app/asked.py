"""Commands asked in a data directory: what they say, or the sentence they are refused with."""

from pathlib import Path

from tests.server import run


def ask(*command: str, data: Path) -> str:
    """What a command prints that does what it is asked."""
    ended = run(*command, "--data", str(data))
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    return ended.stdout


def refused(*command: str, data: Path) -> str:
    """The sentence of a command that is refused."""
    ended = run(*command, "--data", str(data))
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    return ended.stderr


def bytes_of(folder: Path) -> bytes:
    """All that stands in the files of a folder."""
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
