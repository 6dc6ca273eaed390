import json
import re
import shutil
import sqlite3
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import httpx
import pytest

from app.holding import hold
from app.restore import restore_into
from app.settings import Settings
from app.terminal import Stop
from tests.app.asked import ask, refused
from tests.server import run, running_server
from tests.workshop import JSON, facilitator, open_workshop, press

NO_ROOM = ("sh", "-c", 'ulimit -f 80; exec "$@"', "sh")
"""No file gets larger than 40 KB, as on a full disk."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A backup of a directory with a session and a plan of its own; the directory; its code."""
    folder = tmp_path_factory.mktemp("backup")
    data, file = folder / "data", folder / "backup.zip"
    opened = json.loads(ask("session", "open", "who-we-are", "--json", data=data))
    (data / "plans").mkdir()
    (data / "plans" / "mine.md").write_text("# Mine", encoding="utf-8")
    said = ask("backup", "-o", str(file), data=data)
    assert "1 sessions with all that was sent, 1 plan files, and the secret" in said
    return file, data, str(opened["code"])


def changed(made: Path, to: Path, **files: bytes | None) -> Path:
    """The backup with other files in it; None takes one out. A dot in a name is written as __."""
    names = {name.replace("__", "."): raw for name, raw in files.items()}
    with ZipFile(made) as old, ZipFile(to, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, raw in names.items():
            if raw is not None:
                new.writestr(name, raw)
    return to


def contents(made: Path, **other: object) -> bytes:
    """What a backup says of itself, with something else in it."""
    with ZipFile(made) as archive:
        return json.dumps(json.loads(archive.read("contents.json")) | other).encode()


def restored(data: Path, file: Path) -> None:
    """Restore in this process, as the command does."""
    with hold(data):
        restore_into(Settings(data=data), file, "now", over=False)


def test_a_backup_made_while_ideas_come_in_is_whole_and_brings_everything_back(
    tmp_path: Path,
) -> None:
    data, there, file = tmp_path / "data", tmp_path / "there", tmp_path / "backup.zip"
    fast = {"FLIPCHART_PERSON_BURST": "10000", "FLIPCHART_PERSON_RATE": "10000"}
    with running_server(data, env=fast) as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/sheets/external/open")
            cookies = dict(client.cookies)
        with httpx.Client(base_url=server.url, headers=JSON, trust_env=False) as phone:
            phone.get(f"/j/{opened.code}")
            sent: list[dict[str, str]] = []
            done = threading.Event()

            def send() -> None:
                while not done.is_set():
                    idea = {"id": f"an-idea-{len(sent):012}", "sheet": "external", "text": "Idea"}
                    phone.post(f"/j/{opened.code}/ideas", data=idea).raise_for_status()
                    sent.append(idea)

            (data / "words").mkdir()
            (data / "words" / "en.txt").write_text("competitor*", encoding="utf-8")
            sending = threading.Thread(target=send)
            sending.start()
            before = len(sent)
            try:
                said = ask("backup", "-o", str(file), data=data)
            finally:
                done.set()
                sending.join()
        assert "is already running" in refused("restore", str(file), data=data)
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(file) in said
    assert {path.name for path in tmp_path.iterdir()} == {"data", "data.errors", "backup.zip"}
    assert list(data.glob(".backup-*")) == []

    assert "1 sessions" in ask("restore", str(file), data=there)
    for kept in ("secret", "words/en.txt"):
        assert (there / kept).read_bytes() == (data / kept).read_bytes()
    with running_server(there) as server:
        page = httpx.get(f"{server.url}/c/{opened.code}", cookies=cookies, trust_env=False)
        assert page.status_code == 200  # the same cookie opens the same console
        ideas = json.loads(ask("session", "ideas", opened.code, "--json", data=there))
    assert before <= len(ideas) <= len(sent)
    assert [one["id"] for one in ideas] == [one["id"] for one in sent[: len(ideas)]]


def test_a_backup_is_named_by_what_and_when(tmp_path: Path, made: tuple[Path, Path, str]) -> None:
    ended = run(
        "backup",
        "--data",
        str(made[1]),
        within=("sh", "-c", f'cd {tmp_path} && PYTHONPATH={Path.cwd()} exec "$@"', "sh"),
    )
    assert ended.returncode == 0, ended.stderr
    [file] = tmp_path.iterdir()
    assert re.fullmatch(r"flipchart-backup-\d{4}-\d\d-\d\d-\d{6}\.zip", file.name)


def test_sessions_that_are_there_are_not_restored_over_unless_asked(
    tmp_path: Path, made: tuple[Path, Path, str]
) -> None:
    data = tmp_path / "data"
    mine = json.loads(ask("session", "open", "who-we-are", "--json", data=data))["code"]
    said = refused("restore", str(made[0]), data=data)
    assert "--replace" in said
    assert mine in ask("session", "list", data=data)
    said = ask("restore", str(made[0]), "--replace", data=data)
    aside = re.search(r"kept in (\S+)\.", said)
    assert aside is not None
    listed = ask("session", "list", data=data)
    assert made[2] in listed
    assert mine not in listed
    assert mine in ask("session", "list", data=Path(aside[1]))
    assert (data / "plans" / "mine.md").read_text("utf-8") == "# Mine"
    assert list(data.glob(".restoring-*")) == []


WRONG: dict[str, tuple[dict[str, bytes | None], str]] = {
    "a path outside": ({"../outside": b"x"}, "no backup"),
    "an absolute path": ({"/outside": b"x"}, "no backup"),
    "a path below": ({"plans/../../outside": b"x"}, "no backup"),
    "a file of Windows": ({"plans/..\\outside": b"x"}, "no backup"),
    "something else": ({"plans/a/b.md": b"x"}, "no backup"),
    "a lock": ({"lock": b""}, "no backup"),
    "no log": ({"flipchart__db": None}, "cannot be read"),
    "no secret": ({"secret": None}, "no backup"),
    "a short secret": ({"secret": b"short"}, "no backup"),
    "no contents": ({"contents__json": None}, "no backup"),
    "contents that are none": ({"contents__json": b"[]"}, "no backup"),
    "a log that is none": ({"flipchart__db": b"letters " * 1000}, "cannot be read"),
    "a bomb": ({"secret": b"\0" * 50_000_000}, "more than any backup"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_backup_changes_nothing(
    tmp_path: Path, made: tuple[Path, Path, str], wrong: str
) -> None:
    files, sentence = WRONG[wrong]
    data = tmp_path / "data"
    spoilt = changed(made[0], tmp_path / "spoilt.zip", **files)
    with pytest.raises(Stop, match=sentence):
        restored(data, spoilt)
    assert not (tmp_path / "outside").exists()
    assert [path.name for path in data.iterdir()] == ["lock"]


def test_a_backup_of_a_newer_version_is_left_alone(
    tmp_path: Path, made: tuple[Path, Path, str]
) -> None:
    data, log = tmp_path / "data", tmp_path / "log.db"
    for head in ({"format": "flipchart-backup/2"}, {"layout": 99}):
        newer = changed(made[0], tmp_path / "newer.zip", contents__json=contents(made[0], **head))
        with pytest.raises(Stop, match="newer Flipchart"):
            restored(data, newer)
    with ZipFile(made[0]) as archive:
        log.write_bytes(archive.read("flipchart.db"))
    with closing(sqlite3.connect(log)) as db:
        db.execute("UPDATE facts SET kind = 'PianoTuned'")
        db.commit()
    newer = changed(made[0], tmp_path / "kind.zip", flipchart__db=log.read_bytes())
    with pytest.raises(Stop, match="newer Flipchart"):
        restored(data, newer)
    with closing(sqlite3.connect(log)) as db:
        db.execute("PRAGMA user_version = 99")
    newer = changed(made[0], tmp_path / "log.zip", flipchart__db=log.read_bytes())
    with pytest.raises(Stop, match="newer Flipchart"):
        restored(data, newer)
    assert [path.name for path in data.iterdir()] == ["lock"]


def test_a_damaged_file_is_refused_wherever_the_damage_is(
    tmp_path: Path, made: tuple[Path, Path, str]
) -> None:
    raw = made[0].read_bytes()
    spoilt = tmp_path / "spoilt.zip"
    for at in range(0, len(raw), len(raw) // 60):
        spoilt.write_bytes(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])
        with suppress(Stop):  # a byte of a date, say, does no harm
            restored(tmp_path / f"data-{at}", spoilt)
    for cut in (0, 1, 100, len(raw) // 2, len(raw) - 1):
        spoilt.write_bytes(raw[:cut])
        with pytest.raises(Stop, match="no backup"):
            restored(tmp_path / "cut", spoilt)
    said = refused("restore", str(tmp_path / "nowhere.zip"), data=tmp_path / "data")
    assert "There is no file" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_no_part_of_a_backup_or_an_export_is_left_on_a_full_disk(
    tmp_path: Path, made: tuple[Path, Path, str]
) -> None:
    data, code = tmp_path / "data", made[2]
    shutil.copytree(made[1], data)
    with closing(sqlite3.connect(data / "flipchart.db")) as db, db:
        [(id, at)] = db.execute("SELECT session, at FROM facts")
        joined = [(id, n, at, f"p{n}", n, None, "PersonJoined", b"{}") for n in range(2, 2000)]
        db.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", joined)
    out = tmp_path / "out"
    out.mkdir()
    for command in (("backup",), ("session", "export", code)):
        asked = (*command, "-o", str(out / "file"), "--data", str(data))
        ended = run(*asked, within=NO_ROOM)
        assert ended.returncode == 1, command
        assert re.search(r"Nothing was left (of it|there)\.$", ended.stderr)
        assert len(ended.stderr.splitlines()) == 1
        assert list(out.iterdir()) == []
        assert list(data.glob(".*")) == []
        assert run(*asked).returncode == 0  # room was made
        (out / "file").unlink()


def test_there_is_nothing_to_back_up_where_nothing_is(tmp_path: Path) -> None:
    assert "nothing to back up" in refused("backup", data=tmp_path / "none")
    assert not (tmp_path / "none").exists()
