"""On a computer without Pango everything but PDFs works, and it is said what to install."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from handouts.kinds import KINDS
from handouts.tables import NAMES
from tests.server import Server, run, running_server
from tests.workers import workers
from tests.workshop import Workshop, facilitator, open_workshop, press

MISSING = '''
"""Python runs this first: the system's loader finds no Pango, however it is asked."""

import ctypes
import cffi

OPEN = cffi.FFI.dlopen


def _refuse(name):
    if "pango" in str(name).lower():
        raise OSError(f"{name}: cannot open shared object file: No such file or directory")


class CDLL(ctypes.CDLL):
    def __init__(self, name, *more, **named):
        _refuse(name)
        super().__init__(name, *more, **named)


def dlopen(self, name, *more):
    _refuse(name)
    return OPEN(self, name, *more)


ctypes.CDLL, cffi.FFI.dlopen = CDLL, dlopen
'''
Place = tuple[Server, Workshop, httpx.Client]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a computer that has no Pango."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "sitecustomize.py").write_text(MISSING, "utf-8")
    return {"PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, bare: dict[str, str]) -> Iterator[Place]:
    """A server there, and somebody who holds all keys."""
    with running_server(tmp_path_factory.mktemp("place") / "data", env=bare) as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            client.post("/c/key", data={"key": server.host_key}).raise_for_status()
            yield server, opened, client
        assert server.end() == 0
        assert (server.data.parent / "data.errors").read_text("utf-8") == ""


def test_a_workshop_runs_and_ends_and_its_data_can_be_had(place: Place) -> None:
    server, opened, client = place
    for step in ("topics/1/start", "sheets/external/open", "end"):
        press(client, f"/c/{opened.code}/{step}")
    press(client, f"/c/{opened.code}/takeaway", on="1")
    for address in (f"/c/{opened.code}", f"/p/{opened.code}", f"/j/{opened.code}", "/c"):
        assert client.get(address).status_code == 200
    for name in NAMES:
        assert client.get(f"/h/{opened.code}/{name}").status_code == 200
    assert workers(server.process.pid) == []


def test_the_shelf_says_what_to_install_and_has_pages_alone(place: Place) -> None:
    _, opened, client = place
    for shelf in (f"/h/{opened.code}", "/plans/who-we-are/print"):
        page = client.get(shelf).text
        assert page.count("Install it") == 1
        assert "libpango" in page
        assert ".pdf" not in page


def test_every_document_is_a_page_that_says_why_there_is_no_pdf(place: Place) -> None:
    server, opened, client = place
    for name in KINDS:
        page = client.get(f"/h/{opened.code}/{name}")
        assert page.status_code == 200
        assert page.text.count("Install it") == 1
        assert ".pdf" not in page.text
        pdf = client.get(f"/h/{opened.code}/{name}.pdf")
        assert pdf.status_code == 503
        assert "Install it: apt-get install libpango-1.0-0" in pdf.json()["detail"]
        assert "open the page and print it from the browser" in pdf.json()["detail"]
    assert workers(server.process.pid) == []


def test_the_check_of_the_venue_says_it_before_anybody_wants_a_pdf(place: Place) -> None:
    server, opened, client = place
    for _ in range(2):  # by the second look it was tried
        found = client.get(f"/c/{opened.code}/venue").json()["findings"]
    printing = next(one for one in found if one["name"] == "printing")
    assert printing["state"] == "warn"
    assert "Install it" in printing["sentence"]
    assert workers(server.process.pid) == []


def test_the_command_says_what_to_install(bare: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "guide.pdf"
    ended = run("print", "who-we-are", "-o", str(out), "--data", str(tmp_path / "data"), env=bare)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Install it: apt-get install libpango-1.0-0" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert not out.exists()
    assert run("plan", "check", "who-we-are", env=bare).returncode == 0
