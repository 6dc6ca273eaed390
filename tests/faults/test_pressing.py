"""Two facilitators, and one button pressed twice: each thing is done once, the other is told."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.faults.room import ideas, look
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

_ACTION = re.compile(r'name="action" value="(\d+)"')


@pytest.fixture(scope="module")
def server(
    module_engine: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("pressing") / "data", env=module_engine) as server:
        yield server


@pytest.fixture
def place(server: Server) -> Iterator[tuple[Server, Workshop, httpx.Client, httpx.Client]]:
    """A workshop in its first topic, and two who hold its key."""
    opened = open_workshop(server)
    with facilitator(server, opened) as one, facilitator(server, opened) as other:
        press(one, f"/c/{opened.code}/topics/1/start")
        press(one, f"/c/{opened.code}/sheets/external/open")
        yield server, opened, one, other


def test_two_who_undo_the_same_action_at_once_undo_it_once(
    place: tuple[Server, Workshop, httpx.Client, httpx.Client],
) -> None:
    server, opened, one, other = place
    path = f"/c/{opened.code}/undo"
    shown = _ACTION.search(look(server, f"/c/{opened.code}", one).html["undo"])
    assert shown is not None
    with ThreadPoolExecutor(2) as both:
        pressing = [both.submit(who.post, path, data={"action": shown[1]}) for who in (one, other)]
        answers = [press.result() for press in pressing]
    said = sorted(answer.json()["done"] for answer in answers)
    assert said == ["It was so already. Nothing had to be done.", "Undone."]
    screen = look(server, f"/p/{opened.code}")
    assert screen.clock.started, "The action before, the topic’s start, was undone as well."
    assert "lines-external" not in screen.lists


def test_undo_for_what_was_overtaken_is_refused_and_changes_nothing(
    place: tuple[Server, Workshop, httpx.Client, httpx.Client],
) -> None:
    server, opened, one, other = place
    shown = _ACTION.search(look(server, f"/c/{opened.code}", one).html["undo"])
    assert shown is not None
    press(other, f"/c/{opened.code}/projector/message", text="Back at ten")
    before = look(server, f"/p/{opened.code}")
    refused = one.post(f"/c/{opened.code}/undo", data={"action": shown[1]})
    assert refused.status_code == 409
    assert look(server, f"/p/{opened.code}").html == before.html


def test_the_same_button_pressed_twice_does_its_work_once(
    place: tuple[Server, Workshop, httpx.Client, httpx.Client], module_engine: dict[str, str]
) -> None:
    server, opened, one, other = place
    for path, fields in {
        "topics/1/add": {"seconds": "300", "id": "five-minutes-more"},
        "sheets/external/ideas": {"text": "Suppliers", "id": "suppliers-by-hand"},
        "sheets": {"heading": "Parking lot", "id": "a-parking-lot-sheet"},
        "topics/1/start": {},
        "sheets/external/open": {},
        "checklist/check-1-1": {"on": "1"},
        "projector/blank": {"on": "1"},
        "projector/message": {"text": "Back at ten"},
        "takeaway": {"on": "1"},
        "topics/1/pause": {},
        "topics/1/cue": {"cue": "2"},
    }.items():
        press(one, f"/c/{opened.code}/{path}", **fields)
        before = look(server, f"/c/{opened.code}", one)
        for who in (one, other):
            press(who, f"/c/{opened.code}/{path}", **fields)
        after = look(server, f"/c/{opened.code}", one)
        assert {n: before.still(n) for n in before.html} == {n: after.still(n) for n in after.html}
        assert before.lists == after.lists
    assert look(server, f"/p/{opened.code}").clock.total == 25 * 60_000
    assert [one["text"] for one in ideas(server.data, opened.code, module_engine)] == ["Suppliers"]


def test_two_who_start_different_topics_at_once_leave_one_running(
    place: tuple[Server, Workshop, httpx.Client, httpx.Client],
) -> None:
    server, opened, one, other = place
    with ThreadPoolExecutor(2) as both:
        pressing = [
            both.submit(who.post, f"/c/{opened.code}/topics/{topic}/start")
            for who, topic in ((one, 2), (other, 3))
        ]
        assert [press.result().status_code for press in pressing] == [200, 200]
    agenda = look(server, f"/c/{opened.code}", one).html["agenda"]
    assert agenda.count('data-stage="running"') == 1


def test_an_idea_under_the_number_of_a_control_is_refused(
    place: tuple[Server, Workshop, httpx.Client, httpx.Client], module_engine: dict[str, str]
) -> None:
    server, opened, one, _ = place
    press(one, f"/c/{opened.code}/topics/1/add", seconds="60", id="taken-by-a-control")
    one.get(f"/j/{opened.code}").raise_for_status()
    idea = {"id": "taken-by-a-control", "sheet": "external", "text": "Suppliers"}
    refused = one.post(f"/j/{opened.code}/ideas", data=idea)
    assert refused.status_code == 409
    assert "number" in refused.json()["detail"]
    assert ideas(server.data, opened.code, module_engine) == []
