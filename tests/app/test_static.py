"""Static files come small, whole, and to be kept."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from templates.face import digest
from templates.style import STATIC
from tests.server import Server, running_server

SCRIPTS = sorted(STATIC.glob("js/*.js"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("data")) as running:
        yield running


def test_a_script_says_the_same_compressed_or_not(server: Server) -> None:
    url = f"{server.url}/static/{digest()}/js/clock.js"
    plain = httpx.get(url, headers={"accept-encoding": "identity"})
    small = httpx.get(url, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert plain.text == small.text
    assert "export function serverNow()" in plain.text
    assert "// The server's time" not in plain.text
    assert "immutable" in small.headers["cache-control"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_text_in_a_script_has_two_lines_or_looks_like_a_comment(script: Path) -> None:
    """Or comments, and what lines are indented by, could not be left out."""
    for line in script.read_text("utf-8").splitlines():
        assert line.count("`") % 2 == 0, line
        said = line.partition(" // ")[0]
        assert all(said.count(quote) % 2 == 0 for quote in '"`'), line
