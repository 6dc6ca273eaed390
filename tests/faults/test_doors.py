"""Who may not come in: wrong codes, stolen codes, foreign sites and names, on a real server."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.faults.room import look
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

Place = tuple[Server, Workshop]

CONTROLS = {
    "topics/1/start": {},
    "topics/1/add": {"seconds": "60", "id": "a-stolen-code-adds-time"},
    "sheets": {"heading": "Mine", "id": "a-stolen-code-makes-one"},
    "sheets/external/open": {},
    "sheets/external/close": {},
    "sheets/external/ideas": {"text": "Mine", "id": "a-stolen-code-writes-it"},
    "projector/blank": {"on": "1"},
    "projector/message": {"text": "Mine"},
    "checklist/check-1-1": {"on": "1"},
    "undo": {},
    "rehearse": {"on": "1"},
    "takeaway": {"on": "1"},
    "end": {},
    "reopen": {},
}
WRONG_CODES = ["AAAAAA", "aaaaaa", "AAA", "AAAAAAA", "000000", "%00%00%00", "%F0%9F%8D%8E"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with running_server(tmp_path_factory.mktemp("doors") / "data") as server:
        yield server, open_workshop(server)


def refused_socket(server: Server, path: str, headers: dict[str, str]) -> int:
    """The status that a socket is refused with."""
    address = f"ws://localhost:{server.port}{path}/live"
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(address, additional_headers=headers, proxy=None),
    ):
        pass
    return refused.value.response.status_code


@pytest.mark.parametrize("code", WRONG_CODES)
@pytest.mark.parametrize("surface", "cpj")
def test_a_code_that_is_none_opens_nothing(place: Place, surface: str, code: str) -> None:
    server, _ = place
    page = httpx.get(f"{server.url}/{surface}/{code}", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "<h1>" in page.text
    said = httpx.get(f"{server.url}/{surface}/{code}", headers=JSON)
    assert said.status_code == 404
    assert said.json()["detail"].endswith(".")
    assert refused_socket(server, f"/{surface}/{code}", {}) == 404


@pytest.mark.parametrize("code", WRONG_CODES)
def test_nothing_is_sent_to_a_code_that_is_none(place: Place, code: str) -> None:
    server, _ = place
    idea = {"id": "0123456789abcdef", "sheet": "external", "text": "Suppliers"}
    for path in (f"/j/{code}/ideas", f"/c/{code}/topics/1/start", f"/c/{code}/key"):
        answer = httpx.post(f"{server.url}{path}", data={**idea, "key": "x"}, headers=JSON)
        assert answer.status_code == 404
        assert answer.json()["detail"].endswith(".")


def test_a_stolen_code_opens_no_console(place: Place) -> None:
    server, opened = place
    with httpx.Client(base_url=server.url) as thief:
        thief.get(f"/j/{opened.code}").raise_for_status()
        page = thief.get(f"/c/{opened.code}", headers={"Accept": "text/html"})
        assert page.status_code == 403
        assert "Who are customers" not in page.text
        assert thief.get(f"/c/{opened.code}", headers=JSON).status_code == 403
        cookie = "; ".join(f"{name}={value}" for name, value in thief.cookies.items())
        assert refused_socket(server, f"/c/{opened.code}", {"Cookie": cookie}) == 403
        for path, fields in CONTROLS.items():
            answer = thief.post(f"/c/{opened.code}/{path}", data=fields, headers=JSON)
            assert answer.status_code == 403, path
            assert "key" in answer.json()["detail"]
        assert thief.post(f"/c/{opened.code}/key", data={"key": opened.code}).status_code == 403
        assert thief.get("/c", headers=JSON).status_code == 403


def test_the_key_of_one_session_opens_no_other(place: Place) -> None:
    server, opened = place
    other = open_workshop(server)
    with facilitator(server, other) as client:
        assert client.get(f"/c/{opened.code}").status_code == 403
        assert client.post(f"/c/{opened.code}/topics/1/start").status_code == 403
        assert client.post(f"/c/{opened.code}/key", data={"key": other.key}).status_code == 403
        assert client.get("/c").status_code == 403


@pytest.mark.parametrize("key", ["", "x", "\x00", "é", "x" * 200, "x" * 60_000])
def test_a_wrong_key_opens_nothing(place: Place, key: str) -> None:
    server, opened = place
    for path in ("/c/key", f"/c/{opened.code}/key"):
        answer = httpx.post(f"{server.url}{path}", data={"key": key}, headers=JSON)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:1", "https://["]
)
def test_a_foreign_site_opens_no_socket_and_presses_nothing(place: Place, origin: str) -> None:
    server, opened = place
    with facilitator(server, opened) as client:
        client.get(f"/j/{opened.code}").raise_for_status()
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        foreign = {"Cookie": cookie, "Origin": origin}
        for surface in "cpj":
            assert refused_socket(server, f"/{surface}/{opened.code}", foreign) == 403
        headers = {"Origin": origin}
        for path in (f"/c/{opened.code}/topics/1/start", f"/j/{opened.code}/ideas"):
            answer = client.post(path, headers=headers)
            assert answer.status_code == 403
            assert "another site" in answer.json()["detail"]


def test_our_own_pages_open_their_sockets(place: Place) -> None:
    server, opened = place
    address = f"ws://localhost:{server.port}/p/{opened.code}/live"
    with connect(address, additional_headers={"Origin": server.url}, proxy=None) as socket:
        assert '"html"' in str(socket.recv(20))


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80", ""])
def test_a_foreign_name_for_this_machine_is_refused(place: Place, host: str) -> None:
    server, opened = place
    for path in ("/", f"/j/{opened.code}", f"/p/{opened.code}", f"/c/{opened.code}", "/c"):
        answer = httpx.get(f"{server.url}{path}", headers={"Host": host})
        assert answer.status_code == 403
        assert "address" in answer.json()["detail"]


def test_a_person_who_came_by_a_foreign_name_reads_a_page(place: Place) -> None:
    server, _ = place
    answer = httpx.get(server.url, headers={"Host": "flip.example", "Accept": "text/html"})
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
    assert "Use the address on the projector" in answer.text


def test_the_code_opens_in_any_case_under_both_letters(place: Place) -> None:
    server, opened = place
    for letter in "jJ":
        for code in (opened.code, opened.code.lower(), opened.code.title()):
            page = httpx.get(f"{server.url}/{letter}/{code}")
            assert page.status_code == 200
            assert f'action="/j/{opened.code}/ideas"' in page.text
            with httpx.Client(base_url=server.url) as phone:
                phone.get(f"/{letter}/{code}")
                assert look(server, f"/{letter}/{code}", phone).html["question"]


def test_a_sheet_of_another_session_is_none_of_this_one(place: Place) -> None:
    server, opened = place
    other = open_workshop(server)
    made: dict[str, Any] = {"heading": "Only there", "id": "a-sheet-of-another-one"}
    with facilitator(server, other) as theirs, facilitator(server, opened) as client:
        press(theirs, f"/c/{other.code}/sheets", **made)
        page = theirs.get(f"/c/{other.code}", headers={"Accept": "text/html"}).text
        sheet = page.partition('id="tab-sheet-')[2].partition('"')[0]
        assert sheet.isdigit()
        theirs.get(f"/j/{opened.code}").raise_for_status()
        idea = {"id": "0123456789abcdef", "sheet": f"sheet-{sheet}", "text": "Suppliers"}
        sent = theirs.post(f"/j/{opened.code}/ideas", data=idea)
        assert sent.status_code == 422
        assert "no such sheet" in sent.json()["detail"]
        for control in ("open", "close"):
            path = f"/c/{opened.code}/sheets/sheet-{sheet}/{control}"
            assert client.post(path).status_code == 404
