"""A damaged log under a real server: what can be read is kept, and the trainer is told."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import psycopg

from sessions.log_pages import PAGE
from tests.app.asked import ask
from tests.faults.room import ideas
from tests.server import Server, run, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press


def workshop(server: Server, count: int) -> Workshop:
    """A session with so many ideas."""
    opened = open_workshop(server)
    with facilitator(server, opened) as client:
        press(client, f"/c/{opened.code}/sheets/external/open")
    with httpx.Client(base_url=server.url, headers=JSON, trust_env=False) as phone:
        phone.get(f"/j/{opened.code}").raise_for_status()
        for n in range(count):
            assert send(phone, opened, n).status_code == 201
    return opened


def send(phone: httpx.Client, opened: Workshop, n: int) -> httpx.Response:
    idea = {"id": f"an-idea-of-a-phone-{n:04}", "sheet": "external", "text": f"Idea {n}"}
    return phone.post(f"/j/{opened.code}/ideas", data=idea)


def spoil(log: Path, name: str) -> None:
    """Write nonsense over the first page of a table or an index, all of which is on disk."""
    with closing(sqlite3.connect(log)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        page: int = db.execute(query, (name,)).fetchone()[0]
        with log.open("r+b") as file:
            file.seek((page - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def library(server: Server, *dismissed: str) -> str:
    """The host's page, after these controls."""
    page = {"Accept": "text/html"}
    with httpx.Client(base_url=server.url, headers=page, trust_env=False) as host:
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        for path in dismissed:
            assert host.post(path).status_code == 303
        return host.get("/c").text


def test_what_could_be_read_is_there_and_the_trainer_is_told_until_it_was_read(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    env = {"FLIPCHART_PERSON_BURST": "1000"}
    with running_server(data, env=env) as server:
        opened = workshop(server, 120)
        before = ideas(data, opened.code)
    with (data / "flipchart.db").open("r+b") as file:  # the last third is gone
        file.truncate(file.seek(0, 2) * 2 // 3)
    with running_server(data) as server:
        told = (tmp_path / "data.errors").read_text("utf-8")
        assert "was damaged" in told
        assert f"({opened.code})" in told
        assert "flipchart restore FILE --replace" in told
        found = ideas(data, opened.code)
        assert 0 < len(found) < len(before)
        assert found == before[: len(found)]
        page = library(server)
        assert "Your sessions were mended" in page
        assert opened.code in page
        assert "were mended" not in library(server, "/c/damage/dismiss")
        with facilitator(server, opened) as client:  # and it goes on, under the same keys
            press(client, f"/c/{opened.code}/topics/1/start")
    assert len(list(data.glob("damaged-*-flipchart.db"))) == 1
    with running_server(data) as server:
        assert "were mended" not in library(server)
        assert (tmp_path / "data.errors").read_text("utf-8") == ""


def test_a_file_that_is_no_log_is_kept_aside_and_restoring_is_named(tmp_path: Path) -> None:
    data, letter = tmp_path / "data", b"This is not a database." * 1000
    data.mkdir()
    (data / "flipchart.db").write_bytes(letter)
    with running_server(data) as server:
        told = (tmp_path / "data.errors").read_text("utf-8")
        assert "no session at all" in told
        assert "flipchart restore FILE" in told
        assert "were mended" in library(server)
        assert open_workshop(server).code
    [aside] = data.glob("damaged-*")
    assert aside.read_bytes() == letter


def test_damage_while_it_runs_is_said_and_mended_at_the_next_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        opened = workshop(server, 5)
        spoil(data / "flipchart.db", "once_only")
        with httpx.Client(base_url=server.url, headers=JSON, trust_env=False) as phone:
            phone.get(f"/j/{opened.code}").raise_for_status()
            refused = send(phone, opened, 99)
            assert refused.status_code == 503
            assert "kept" in refused.json()["detail"]
            assert phone.get(f"/p/{opened.code}").status_code == 200
        server.end()
        told = (tmp_path / "data.errors").read_text("utf-8")
        assert "End Flipchart and start it again" in told
        assert "Traceback" not in told
    with running_server(data) as server:
        assert len(ideas(data, opened.code)) == 5
        with httpx.Client(base_url=server.url, headers=JSON, trust_env=False) as phone:
            phone.get(f"/j/{opened.code}").raise_for_status()
            assert send(phone, opened, 99).status_code == 201


def test_commands_that_read_a_damaged_log_say_so_in_a_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    code = json.loads(ask("session", "open", "who-we-are", "--json", data=data))["code"]
    for name in ("sqlite_autoindex_facts_1", "sqlite_autoindex_sessions_2"):
        spoil(data / "flipchart.db", name)
    for command in (("session", "ideas", code), ("session", "export", code), ("backup",)):
        ended = run(*command, "--data", str(data))
        assert ended.returncode == 1
        assert "tart Flipchart" in ended.stderr or "start it again" in ended.stderr
        assert "Traceback" not in ended.stderr
    assert "was damaged" in run("session", "open", "who-we-are", "--data", str(data)).stderr
    assert ideas(data, code) == []


def test_a_session_of_a_newer_version_is_refused_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    codes = [
        json.loads(ask("session", "open", "who-we-are", "--json", data=data))["code"]
        for _ in range(2)
    ]
    with closing(sqlite3.connect(data / "flipchart.db")) as db, db:
        query = (
            "INSERT INTO facts SELECT session, 2, at, by, 2, NULL, 'PianoTuned', '{}' FROM facts"
            " WHERE session = (SELECT id FROM sessions WHERE code = ?)"
        )
        db.execute(query.replace("'{}'", "CAST('{}' AS BLOB)"), (codes[0],))
    with running_server(data) as server:
        assert (tmp_path / "data.errors").read_text("utf-8") == ""
        newer, other = (
            httpx.get(f"{server.url}/p/{code}", headers=JSON, trust_env=False) for code in codes
        )
        assert newer.status_code == 409
        assert "newer Flipchart" in newer.json()["detail"]
        assert other.status_code == 200
        assert "Deleted" in ask("session", "delete", codes[0], "--yes", data=data)


def test_a_session_of_which_a_database_gives_nonsense_is_refused_alone(
    tmp_path: Path, database: str
) -> None:
    data, env = tmp_path / "data", {"FLIPCHART_DATABASE": database}
    opened = run("session", "open", "who-we-are", "--json", "--data", str(data), env=env)
    spoilt = json.loads(opened.stdout)["code"]
    with psycopg.connect(database) as db:
        db.execute("UPDATE facts SET body = 'no fact'")
    with running_server(data, env=env) as server:
        good = open_workshop(server).code
        refused, page = (
            httpx.get(f"{server.url}/p/{code}", headers=JSON, trust_env=False)
            for code in (spoilt, good)
        )
        assert (refused.status_code, page.status_code) == (503, 200)
        assert "cannot be read, so nothing was changed" in refused.json()["detail"]
        ended = run("session", "ideas", spoilt, "--data", str(data), env=env)
        assert (ended.returncode, "cannot be read" in ended.stderr) == (1, True)
        assert "Traceback" not in ended.stderr + (tmp_path / "data.errors").read_text("utf-8")
