"""What is far too large is refused before it is read, and whoever sends it can read why."""

from collections.abc import Iterator
from http.client import HTTPConnection

import httpx
import pytest

from tests.browser.surfaces import chromium
from tests.server import Server, running_server
from tests.workshop import Workshop, open_workshop

TEN_MEGABYTES = 10_000_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Workshop]]:
    with running_server(tmp_path_factory.mktemp("large") / "data") as server:
        yield server, open_workshop(server)


def test_a_program_that_sends_ten_megabytes_reads_the_answer(
    place: tuple[Server, Workshop],
) -> None:
    server, opened = place
    path = f"{server.url}/j/{opened.code}/ideas"
    answer = httpx.post(path, content=b"x" * TEN_MEGABYTES)
    assert answer.status_code == 413
    assert "too large" in answer.json()["detail"]


def test_a_program_that_reads_only_once_it_has_sent_all_is_not_cut_off(
    place: tuple[Server, Workshop],
) -> None:
    """A connection that is closed with bytes unread is reset, and the answer is lost with it."""
    server, opened = place
    wire = HTTPConnection("localhost", server.port, timeout=20)
    wire.putrequest("POST", f"/j/{opened.code}/ideas")
    wire.putheader("Content-Length", str(TEN_MEGABYTES))
    wire.endheaders()
    for _ in range(10):
        wire.send(b"x" * (TEN_MEGABYTES // 10))
    with wire.getresponse() as answer:
        assert answer.status == 413
        assert b"too large" in answer.read()
    wire.close()


def test_a_plain_form_that_sends_too_much_is_answered_with_a_page(
    place: tuple[Server, Workshop],
) -> None:
    server, opened = place
    form = {"id": "too-large-0000001", "sheet": "external", "text": "x" * 70_000}
    path = f"{server.url}/j/{opened.code}/ideas"
    answer = httpx.post(path, data=form, headers={"Accept": "text/html"})
    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("text/html")
    assert "too large" in answer.text


def test_a_page_that_sends_ten_megabytes_is_answered(place: tuple[Server, Workshop]) -> None:
    server, opened = place
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{server.url}/j/{opened.code}")
        status = page.evaluate(
            "async size => (await fetch(`${location.pathname}/ideas`, "
            "{method: 'POST', body: 'x'.repeat(size)})).status",
            TEN_MEGABYTES,
        )
    assert status == 413
