"""What is measured on the laptop: by really writing, and really asking its own port."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from app.addresses import Addresses
from app.settings import Settings
from app.venue import Finding
from app.venue_probe import SHELF, Venue, run_at
from handouts.press import Press

pytestmark = pytest.mark.anyio


@pytest.fixture
def taken() -> Iterator[int]:
    """A port where another program answers."""
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as other:
        Thread(target=other.serve_forever, args=(0.02,)).start()
        yield other.server_port
        other.shutdown()


@asynccontextmanager
async def venue(data: Path, port: int) -> AsyncIterator[Venue]:
    settings = Settings(data=data, port=port, host="127.0.0.1")
    press = Press(settings.printed)
    yield Venue(settings, Addresses(settings), press)
    await press.close()


def named(found: list[Finding], name: str) -> Finding:
    return next(one for one in found if one.name == name)


async def test_another_program_at_this_servers_address_is_found(tmp_path: Path, taken: int) -> None:
    """As on macOS, where the narrower of two programs on a port is the one that is asked."""
    async with venue(tmp_path, taken) as checked:
        port = named(await checked.findings(), "port")
    assert port.state == "bad"
    assert port.values["where"] == f"localhost:{taken}"
    assert run_at(f"http://localhost:{taken}") == ""


async def test_a_directory_that_cannot_be_written_is_found(tmp_path: Path, taken: int) -> None:
    async with venue(tmp_path / "gone", taken) as checked:
        disk = named(await checked.findings(), "disk")
    assert disk.state == "bad"
    assert disk.values["fault"] == "No such file or directory"


async def test_a_page_is_laid_out_and_nothing_of_it_stays(tmp_path: Path, taken: int) -> None:
    async with venue(tmp_path, taken) as checked:
        assert named(await checked.findings(), "printing").state == "waiting"
        assert named(await checked.settled(), "printing").state == "ok"
    assert not (tmp_path / "printed" / SHELF).exists()


async def test_a_press_that_fails_is_a_drawback_and_not_in_the_way(
    tmp_path: Path, taken: int
) -> None:
    settings = Settings(data=tmp_path, port=taken, host="127.0.0.1")
    press = Press(settings.printed, seconds=0.001)  # less than any page takes
    printing = named(await Venue(settings, Addresses(settings), press).settled(), "printing")
    assert printing.state == "warn"
    assert "longer than" in printing.sentence
    await press.close()
