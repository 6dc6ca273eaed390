"""The code from the projector leads to the page; a mistyped one to a sentence."""

from html import unescape
from pathlib import Path

import pytest

from tests.participant.house import house

pytestmark = pytest.mark.anyio


async def test_the_front_door_asks_for_the_code(tmp_path: Path) -> None:
    async with house(tmp_path) as there:
        page = (await there.browser().get("/")).text
        assert "Type the code from the projector" in page
        assert '<form class="join" action="/">' in page


async def test_a_code_is_read_however_it_is_typed(tmp_path: Path) -> None:
    async with house(tmp_path) as there:
        code = there.session.code
        for typed in (code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
            answer = await there.browser().get("/", params={"code": typed})
            assert (answer.status_code, answer.headers["location"]) == (303, there.page)


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("AAAAAA", 404, "There is no session AAA AAA."),
        ("K0M4PX", 422, "A code never has 0 in it."),
        ("kim4px", 422, "A code never has I in it."),
        ("K7M", 422, "A code is six letters and figures."),
        ("K7M4PXX", 422, "A code is six letters and figures."),
        ("кофе77", 422, "A code is six letters and figures."),
        ("\x00" * 6, 422, "A code is six letters and figures."),
        ("{{ 7*7 }}", 422, "A code is six letters and figures."),
        ('"><script>', 422, "A code never has S in it."),
        ("A" * 9999, 422, "A code is six letters and figures."),
    ],
    ids=lambda value: repr(value)[:20],
)
async def test_a_mistyped_code_is_told_what_is_wrong(
    tmp_path: Path, typed: str, status: int, said: str
) -> None:
    async with house(tmp_path) as there:
        answer = await there.browser().get("/", params={"code": typed})
        page = unescape(answer.text.split("<body>")[1])
        assert answer.status_code == status
        assert said in page
        assert "<script>" not in answer.text
        assert len(answer.text) < 30_000
