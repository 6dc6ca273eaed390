import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from tests.app.asked import ask, bytes_of, refused
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

WORDS, NAME = "Unmistakable words", "Annegret Unmistakable"


@contextmanager
def phone(server: Server, opened: Workshop, name: str = NAME) -> Iterator[httpx.Client]:
    """A phone that has joined, and its person has given a name."""
    with httpx.Client(base_url=server.url, headers=JSON, timeout=20, trust_env=False) as client:
        client.get(f"/j/{opened.code}").raise_for_status()
        client.post(f"/j/{opened.code}/name", data={"name": name}).raise_for_status()
        yield client


def send(client: httpx.Client, opened: Workshop, text: str, n: int = 1) -> httpx.Response:
    idea = {"id": f"an-idea-of-a-phone-{n:04}", "sheet": "external", "text": text}
    return client.post(f"/j/{opened.code}/ideas", data=idea)


def workshop(server: Server) -> Workshop:
    """A session with an open sheet."""
    opened = open_workshop(server)
    with facilitator(server, opened) as client:
        press(client, f"/c/{opened.code}/sheets/external/open")
    return opened


def exported(code: str, data: Path) -> bytes:
    """A session as a file."""
    file = data.parent / f"{code}.jsonl"
    ask("session", "export", code, "-o", str(file), data=data)
    return file.read_bytes()


@pytest.mark.parametrize("running", [True, False])
def test_a_deleted_session_is_gone_with_every_byte_and_leaves_a_receipt(
    tmp_path: Path, running: bool
) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        gone, kept = workshop(server), workshop(server)
        with phone(server, gone) as one, phone(server, kept, "Ben") as other:
            for n in range(3):
                assert send(one, gone, f"{WORDS} {n}", n).status_code == 201
            assert send(other, kept, "Kept").status_code == 201
        id = json.loads(exported(gone.code, data).splitlines()[0])["id"]
        (data / "printed" / id).mkdir(parents=True)
        (data / "printed" / id / "report.pdf").write_text(WORDS, encoding="utf-8")
        if not running:
            server.end()
        said = ask("session", "delete", gone.code, "--yes", data=data)
    assert re.search(
        rf"Deleted at 20\S+Z: “Who we are.*” \({gone.code}\), \d+ facts, 3 ideas", said
    )
    [receipt] = [json.loads(line) for line in (data / "deletions.jsonl").read_text().splitlines()]
    assert (receipt["code"], receipt["ideas"], receipt["participants"]) == (gone.code, 3, 1)
    assert (receipt["why"], receipt["facts"] > 5) == ("asked", True)
    assert b"nmistakable" not in bytes_of(data)
    assert not (data / "printed" / id).exists()
    assert (data / "deletions.jsonl").stat().st_mode & 0o077 == 0
    listed = json.loads(ask("session", "list", "--json", data=data))
    assert [one["code"] for one in listed] == [kept.code]
    assert "no session with the code" in refused("session", "delete", gone.code, "--yes", data=data)


def test_screens_of_a_deleted_session_are_closed_and_told_when_they_come_back(
    tmp_path: Path,
) -> None:
    with running_server(tmp_path / "data") as server:
        opened = workshop(server)
        with connect(f"ws://localhost:{server.port}/p/{opened.code}/live", max_size=None) as socket:
            socket.recv(20)
            ask("session", "delete", opened.code, "--yes", data=server.data)
            for _ in socket:  # until it is closed
                pass
        for path in (f"/p/{opened.code}", f"/j/{opened.code}"):
            answer = httpx.get(f"{server.url}{path}", headers=JSON, trust_env=False)
            assert answer.status_code == 404
            assert "no session with this code" in answer.json()["detail"]
        open_workshop(server)  # and the server goes on


def test_nothing_is_deleted_without_a_yes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    ask("session", "open", "who-we-are", data=data)
    code = json.loads(ask("session", "list", "--json", data=data))[0]["code"]
    refused("session", "delete", code, data=data)
    assert code in ask("session", "list", data=data)


def test_an_erased_idea_is_nowhere_and_its_id_stays_used(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        opened = workshop(server)
        with phone(server, opened) as client:
            number = str(send(client, opened, WORDS).json()["seq"])
            second = str(send(client, opened, "Something else", 2).json()["seq"])
            with facilitator(server, opened) as console:
                press(console, f"/c/{opened.code}/ideas/{number}/correct", text=f"{WORDS}!")
                press(console, f"/c/{opened.code}/projector/spotlight", idea=number)
            assert "Erased: idea" in ask(
                "session", "erase", opened.code, number, "--yes", data=data
            )
            assert "already" in ask("session", "erase", opened.code, number, "--yes", data=data)
            assert b"nmistakable" not in bytes_of(data)
            found = json.loads(ask("session", "ideas", opened.code, "--json", data=data))
            assert [(one["state"], one["text"]) for one in found] == [
                ("erased", ""),
                ("shown", "Something else"),
            ]
            assert send(client, opened, WORDS).status_code == 200
            assert send(client, opened, "Other words").status_code == 200
            for page in (f"/p/{opened.code}", f"/j/{opened.code}"):
                text = client.get(page, headers={"Accept": "text/html"}).text
                assert "nmistakable" not in text
            with facilitator(server, opened) as console:
                while "Nothing" not in press(console, f"/c/{opened.code}/undo"):
                    pass
                assert "nmistakable" not in console.get(f"/c/{opened.code}").text
                for name in ("ideas.csv", "session.json", "session.md", "facts.jsonl"):
                    exported = console.get(f"/h/{opened.code}/{name}")
                    assert exported.status_code == 200
                    assert "nmistakable" not in exported.text
                assert console.get(f"/h/{opened.code}/report").status_code == 200
        assert b"nmistakable" not in bytes_of(data)
    assert "Erased: idea" in ask("session", "erase", opened.code, second, "--yes", data=data)
    assert b"Something else" not in bytes_of(data)  # without a server too
    sentence = refused("session", "erase", opened.code, "99999", "--yes", data=data)
    assert "no idea with this number" in sentence


def test_a_session_goes_to_another_computer_as_it_is(tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "session.jsonl"
    with running_server(here) as server:
        opened = workshop(server)
        with phone(server, opened) as client:
            send(client, opened, WORDS)
        said = ask("session", "export", opened.code, "-o", str(file), data=here)
        assert f"({opened.code})" in said
        before = ask("session", "ideas", opened.code, "--json", data=here)
    assert file.stat().st_mode & 0o077 == 0
    with running_server(there) as server:
        assert f"session {opened.code}." in ask("session", "import", str(file), data=there)
        assert ask("session", "ideas", opened.code, "--json", data=there) == before
        assert "here already" in refused("session", "import", str(file), data=there)
        page = httpx.get(f"{server.url}/p/{opened.code}", trust_env=False)
        assert page.status_code == 200
    assert [path.name for path in there.iterdir() if "incoming" in path.name] == []


def test_a_code_that_is_taken_is_changed_and_the_new_one_said(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "session.jsonl"
    ask("session", "open", "who-we-are", data=data)
    code = json.loads(ask("session", "list", "--json", data=data))[0]["code"]
    ask("session", "export", code, "-o", str(file), data=data)
    head, *rest = file.read_text("utf-8").splitlines()
    head = json.dumps(json.loads(head) | {"id": "another-session"})
    file.write_text("\n".join([head, *rest]), encoding="utf-8")
    said = ask("session", "import", str(file), data=data)
    assert f"Its code {code} is taken here" in said
    assert len(json.loads(ask("session", "list", "--json", data=data))) == 2


def test_a_file_that_is_no_session_is_refused_with_a_sentence(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "letter.txt"
    file.write_text("Dear Ann,\n", encoding="utf-8")
    with running_server(data):
        assert "Line 1: this is no session" in refused("session", "import", str(file), data=data)
        assert "cannot be read" in refused("session", "import", str(data), data=data)
    assert [path.name for path in data.iterdir() if "incoming" in path.name] == []


def test_a_server_takes_in_no_file_but_one_that_was_laid_ready(tmp_path: Path) -> None:
    with (
        running_server(tmp_path / "data") as server,
        httpx.Client(base_url=server.url, headers=JSON, trust_env=False) as host,
    ):
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        for name in ("secret", "../secret", "incoming-" + "0" * 32, "flipchart.db"):
            assert host.post("/c/sessions/import", data={"name": name}).status_code == 404
