from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sessions.plan_file import MOST_BYTES
from tests.facilitator.hosting import JSON, PAGE, PLAN, Host, hosting

pytestmark = pytest.mark.anyio


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    async with hosting(tmp_path) as there:
        yield there


async def test_a_right_plan_is_kept_and_chosen(host: Host) -> None:
    answer = await host.send(PLAN.encode(), "Über uns.md")
    assert (answer.status_code, answer.headers["location"]) == (303, "/c?plan=uber-uns")
    assert host.kept() == ["uber-uns.md"]
    page = (await host.browser.get(answer.headers["location"], headers=PAGE)).text
    assert 'value="uber-uns" required checked' in page
    assert "“Über uns” is checked and kept" in page


async def test_a_plan_with_errors_is_not_kept_and_its_lines_are_told(host: Host) -> None:
    answer = await host.send(PLAN.replace(" (20 min)", "").encode())
    assert answer.status_code == 422
    assert "“mine.md” was not kept." in answer.text
    assert "<b>Line 6</b>" in answer.text
    assert host.kept() == []


async def test_who_asks_for_json_is_given_the_problems(host: Host) -> None:
    wrong = (await host.send(PLAN.replace(" (20 min)", "").encode(), **JSON)).json()
    assert wrong["detail"].startswith("This plan cannot be used. Line 6: ")
    assert wrong["problems"][0]["line"] == 6
    right = await host.send(PLAN.encode(), **JSON)
    assert (right.status_code, right.json()) == (201, {"name": "mine", "problems": []})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02\x03",
        "title: Grüße".encode("latin-1"),
        b"x" * (MOST_BYTES + 1),
        b"---\na: &a [x, x, x]\nb: [*a, *a, *a]\n---\n\n## One (5 min)\n",
        b"[" * 200_000,
    ],
)
async def test_what_is_no_plan_is_said_and_nothing_is_kept(host: Host, raw: bytes) -> None:
    answer = await host.send(raw)
    assert answer.status_code == 422
    assert "was not kept." in answer.text
    assert host.kept() == []
    assert await host.sessions.entries() == []


async def test_a_file_larger_than_any_request_is_not_read(host: Host) -> None:
    answer = await host.send(b"x" * 10_000_000, accept="application/json")
    assert answer.status_code == 413
    assert answer.json()["detail"].endswith(".")
    assert host.kept() == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.md", "con.md", "<script>.md", "\u202e.md", "a" * 300]
)
async def test_a_files_name_is_only_a_name(host: Host, name: str) -> None:
    answer = await host.send(PLAN.encode(), name)
    assert answer.status_code == 303
    (kept,) = host.kept()
    assert set(kept) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert host.plans.parent.name != "etc"


async def test_what_a_plan_says_is_text_on_the_page(host: Host) -> None:
    await host.send(PLAN.replace("Über uns", "<script>alert(1)</script> {{ 7 * 7 }}").encode())
    page = (await host.browser.get("/c", headers=PAGE)).text
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page


async def test_a_plan_file_that_was_spoilt_in_its_folder_is_told_with_its_lines(
    host: Host,
) -> None:
    host.plans.mkdir()
    (host.plans / "spoilt.md").write_text(PLAN.replace("(20 min)", "(0 min)"), encoding="utf-8")
    page = (await host.browser.get("/c", headers=PAGE)).text
    assert "“spoilt” in your plans cannot be used yet" in page
    answer = await host.browser.post("/c/sessions", data={"plan": "spoilt"}, headers=JSON)
    assert answer.status_code == 422
    assert "Line 6: " in answer.json()["detail"]
