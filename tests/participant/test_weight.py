"""The phone's first load is light: few files, small ones, all asked for at once."""

import gzip
import re
from pathlib import Path, PurePosixPath

import pytest

from templates.style import STATIC
from tests.participant.house import house

pytestmark = pytest.mark.anyio

MOST_FILES = 11
MOST_BYTES = 17_000
"""Of all bodies together, compressed. Headers come on top, about 0.5 KB for each file."""


def imported(name: str) -> set[str]:
    """A module and all that it imports, by path below the static files."""
    text = (STATIC / name).read_text("utf-8")
    found = {name}
    for other in re.findall(r'^import (?:.* from )?"\./([\w-]+\.js)"$', text, re.MULTILINE):
        found |= imported(str(PurePosixPath(name).parent / other))
    return found


async def test_the_first_load_is_light_and_comes_in_two_rounds(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        browser = there.browser(accept="text/html")
        page = (await browser.get(there.page)).text
        preloaded = re.findall(r'<link rel="modulepreload" href="(.*?)">', page)
        assert re.findall(r'(?:src|href)="(/static/.*?)"', page) == [*preloaded, preloaded[0]]
        assert {path.split("/", 3)[3] for path in preloaded} == imported("js/phone.js")
        bodies = [page, *[(await browser.get(path)).text for path in preloaded]]
        assert len(bodies) <= MOST_FILES
        assert sum(len(gzip.compress(body.encode(), 9)) for body in bodies) <= MOST_BYTES


async def test_the_page_loads_nothing_but_its_scripts(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        page = (await there.browser(accept="text/html").get(there.page)).text
        assert "url(" not in page
        assert "<img" not in page
        assert "@import" not in page
        assert ' style="' not in page
        assert not re.search(r"\son\w+=", page)
