import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.server import Server, run, running_server


def opened(data: Path, *options: str) -> dict[str, str]:
    """A session opened at the command."""
    ended = run("session", "open", "who-we-are", "--data", str(data), "--json", *options)
    assert ended.stderr == ""
    said = json.loads(ended.stdout)
    assert isinstance(said, dict)
    return said


def ideas(data: Path, code: str) -> list[dict[str, object]]:
    """What `session ideas` says of it."""
    said = json.loads(run("session", "ideas", code, "--data", str(data), "--json").stdout)
    assert isinstance(said, list)
    return said


def send(server: Server, code: str, *texts: str, batch: str = "one") -> list[dict[str, object]]:
    """Ideas sent from one phone; what each was answered with."""
    with httpx.Client(base_url=server.url, trust_env=False) as phone:
        phone.get(f"/j/{code}")
        said = []
        for number, text in enumerate(texts):
            idea = {"id": f"{code}-{batch}-{number:012}", "sheet": "external", "text": text}
            address, accept = f"/j/{code}/ideas", {"accept": "application/json"}
            answer = phone.post(address, data=idea, headers=accept)
            assert answer.status_code == 201
            said.append(answer.json())
        return said


def control(server: Server, links: dict[str, str], *controls: str) -> None:
    """The facilitator does this, one after the other: `address?field=value`."""
    console = urlsplit(links["console"])
    with httpx.Client(base_url=server.url, trust_env=False) as browser:
        key = {"key": console.fragment}
        assert browser.post(f"{console.path}/key", data=key).status_code == 204
        for one in controls:
            address, _, fields = one.partition("?")
            answer = browser.post(
                f"{console.path}/{address}",
                data=dict(parse_qsl(fields)),
                headers={"accept": "application/json"},
            )
            assert answer.status_code == 200


def test_a_session_opened_while_a_server_runs_is_there_at_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        links = opened(data)
        assert list(links) == ["code", "console", "projector", "phone"]
        code = links["code"]
        assert re.fullmatch(rf"{server.url}/c/{code}#[\w-]{{43}}", links["console"])
        assert links["projector"] == f"{server.url}/p/{code}"
        assert links["phone"].endswith(f":{server.port}/j/{code}")
        with httpx.Client(trust_env=False) as browser:
            assert browser.get(links["projector"]).status_code == 200
            assert browser.get(f"{server.url}/j/{code}").status_code == 200
        control(server, links, "topics/1/start")


def test_a_session_opened_without_a_server_has_the_configured_addresses(tmp_path: Path) -> None:
    data, port = tmp_path / "data", {"FLIPCHART_PORT": "8123"}
    ended = run("session", "open", "who-we-are", "--data", str(data), "--json", env=port)
    links = json.loads(ended.stdout)
    code = links["code"]
    assert links["projector"] == f"http://localhost:8123/p/{code}"
    assert links["phone"].endswith(f":8123/j/{code}")
    with running_server(data) as server, httpx.Client(trust_env=False) as browser:
        assert browser.get(f"{server.url}/p/{code}").status_code == 200


def test_a_plan_file_can_be_opened_without_being_kept(tmp_path: Path) -> None:
    data, plan = tmp_path / "data", tmp_path / "mine.md"
    plan.write_text("---\ntitle: Über uns\n---\n\n## Who are we? (20 min)\n", encoding="utf-8")
    with running_server(data):
        assert run("session", "open", str(plan), "--data", str(data)).returncode == 0
    listed = run("session", "list", "--data", str(data), "--json").stdout
    assert [one["title"] for one in json.loads(listed)] == ["Über uns"]
    assert not (data / "plans").exists()


def test_what_cannot_be_opened_is_said_with_a_server_and_without(tmp_path: Path) -> None:
    data = tmp_path / "data"

    def refused(plan: str, start: str) -> str:
        asked = run("session", "open", plan, "--start", start, "--data", str(data))
        assert (asked.returncode, asked.stdout) == (1, "")
        return asked.stderr

    assert "neither" in refused("nowhere", "09:30")
    assert "time of day, such as 09:30" in refused("who-we-are", "25:00")
    with running_server(data):
        assert "neither" in refused("nowhere", "09:30")
        assert "time of day, such as 09:30" in refused("who-we-are", "soon")
    assert "no session yet" in run("session", "list", "--data", str(data)).stdout


def test_ideas_are_listed_in_order_as_they_stand_while_a_server_runs(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        links = opened(data)
        control(server, links, "topics/1/start", "sheets/external/open")
        sent = send(server, links["code"], "Buyers", "Ошибка ’ …", "Callers")
        control(server, links, f"ideas/{sent[2]['seq']}/hide")
        found = ideas(data, links["code"].lower())
        assert [one.pop("state") for one in found] == ["shown", "shown", "hidden"]
        assert found == sent
    assert [one["text"] for one in ideas(data, links["code"])] == [
        "Buyers",
        "Ошибка ’ …",
        "Callers",
    ]


def test_ideas_acknowledged_before_a_kill_are_listed_after_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        links = opened(data)
        control(server, links, "sheets/external/open")
        sent = send(server, links["code"], *(f"Idea {number}" for number in range(15)))
        server.kill()
    assert [one["seq"] for one in ideas(data, links["code"])] == [one["seq"] for one in sent]


def test_what_a_rehearsal_brought_is_not_listed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        links = opened(data)
        control(server, links, "sheets/external/open")
        send(server, links["code"], "For good")
        control(server, links, "rehearse?on=1")
        send(server, links["code"], "For practice", batch="two")
        assert len(ideas(data, links["code"])) == 2
        control(server, links, "rehearse?on=0")
        assert [one["text"] for one in ideas(data, links["code"])] == ["For good"]


def test_ideas_of_no_session_are_a_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    opened(data)
    for code in ("AAAAAA", "non\u202esense"):
        asked = run("session", "ideas", code, "--data", str(data))
        assert (asked.returncode, asked.stdout) == (1, "")
        assert "There is no session with the code" in asked.stderr


def test_sessions_are_listed_the_newest_first(tmp_path: Path) -> None:
    data = tmp_path / "data"
    codes = [opened(data, "--start", "09:30")["code"], opened(data)["code"]]
    listed = json.loads(run("session", "list", "--data", str(data), "--json").stdout)
    assert [one["code"] for one in listed] == codes[::-1]
    times = [datetime.fromisoformat(one["opened"]) for one in listed]
    assert times == sorted(times, reverse=True)
    rows = run("session", "list", "--data", str(data)).stdout.splitlines()
    assert [row.split()[0] for row in rows[1:]] == codes[::-1]


def test_without_a_data_directory_nothing_is_made_by_reading(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "no session yet" in run("session", "list", "--data", str(data)).stdout
    assert run("session", "ideas", "AAAAAA", "--data", str(data)).returncode == 1
    assert not data.exists()
