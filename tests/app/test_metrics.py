"""What Prometheus is told: how much there is and how long it takes, and nothing of anybody."""

import re
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from tests.server import Server, run, running_server, start
from tests.workers import until
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

TOKEN = secrets.token_hex(16)
SHOWN = {"Authorization": f"Bearer {TOKEN}"}
WORDS = "Wörter-von-Anna"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    env = {"FLIPCHART_METRICS_TOKEN": TOKEN}
    with running_server(tmp_path_factory.mktemp("metrics") / "data", env=env) as running:
        yield running


@pytest.fixture(scope="module")
def workshop(server: Server) -> Workshop:
    opened = open_workshop(server)
    with facilitator(server, opened) as trainer:
        press(trainer, f"/c/{opened.code}/sheets/external/open")
    return opened


def figures(server: Server, **headers: str) -> httpx.Response:
    return httpx.get(f"{server.url}/metrics", headers=SHOWN | headers, trust_env=False)


def figure(server: Server, name: str) -> float:
    """One of the figures; 0 where it was never counted."""
    found = re.search(rf"^flipchart_{re.escape(name)} (\S+)$", figures(server).text, re.MULTILINE)
    return float(found[1]) if found else 0


def test_an_idea_that_is_stored_and_one_that_is_refused_are_counted_and_timed(
    server: Server, workshop: Workshop
) -> None:
    names = ("ideas_total", 'refused_total{status="409"}', "commit_seconds_count")
    before = {name: figure(server, name) for name in names}
    with httpx.Client(base_url=server.url, headers=JSON) as anna:
        anna.get(f"/j/{workshop.code}").raise_for_status()
        idea = {"id": secrets.token_urlsafe(16), "sheet": "external", "text": WORDS}
        assert anna.post(f"/j/{workshop.code}/ideas", data=idea).status_code == 201
        assert anna.post(f"/j/{workshop.code}/ideas", data=idea).status_code == 200
        idea = {**idea, "text": "Something else"}
        assert anna.post(f"/j/{workshop.code}/ideas", data=idea).status_code == 409
    after = {name: figure(server, name) for name in names}
    assert [after[name] - before[name] for name in names] == [1, 1, 1]
    assert figure(server, "answer_seconds_count") >= 3
    assert figure(server, "sessions") == 1
    text = figures(server).text
    for nobodys in (WORDS, workshop.code, workshop.key, TOKEN, "127.0.0.1"):
        assert nobodys not in text


def test_what_a_projector_is_given_is_timed_from_the_commit(
    server: Server, workshop: Workshop
) -> None:
    live = f"ws://localhost:{server.port}/p/{workshop.code}/live"
    with connect(live, proxy=None) as screen, facilitator(server, workshop) as trainer:
        screen.recv(60)
        before = figure(server, "frame_seconds_count")
        press(trainer, f"/c/{workshop.code}/projector/message", text="Hello there")
        while "Hello there" not in str(screen.recv(60)):
            pass
        assert figure(server, "frame_seconds_count") == before + 1


def test_who_watches_is_counted_for_as_long_as_they_do(server: Server, workshop: Workshop) -> None:
    projectors = 'watching{surface="projector"}'
    live = f"ws://localhost:{server.port}/p/{workshop.code}/live"
    with connect(live, proxy=None) as screen:
        screen.recv(60)
        assert figure(server, projectors) == 1
        events = f"{server.url}/p/{workshop.code}/events"
        with httpx.stream("GET", events, trust_env=False) as other:
            lines = other.iter_lines()
            assert next(lines).startswith("data: ")
            assert figure(server, projectors) == 2
    until(lambda: figure(server, projectors) == 0)


def test_the_figures_are_for_whoever_shows_the_token(server: Server) -> None:
    for shown in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}):
        refused = httpx.get(f"{server.url}/metrics", headers=shown, trust_env=False)
        assert refused.status_code == 403
        assert "flipchart_" not in refused.text
    assert figures(server, Host="10.1.2.3:8000").status_code == 200


def test_without_a_token_there_are_no_figures_and_nothing_is_loaded_for_them(
    tmp_path: Path,
) -> None:
    with running_server(tmp_path / "data") as server:
        assert figures(server).status_code == 404
    loaded = "import sys; from app.main import create_app; from app.settings import Settings; "
    made = f"create_app(Settings(data={str(tmp_path / 'other')!r})); "
    asked = "print('prometheus_client' in sys.modules)"
    with start(within=(sys.executable, "-c", loaded + made + asked)) as process:
        out, errors = process.communicate(timeout=60)
    assert (out.strip(), errors) == ("False", "")


def test_a_token_that_could_be_guessed_is_refused() -> None:
    ended = run("serve", "--port", "0", env={"FLIPCHART_METRICS_TOKEN": "short"})
    assert ended.returncode == 1
    assert "FLIPCHART_METRICS_TOKEN" in ended.stderr
