"""The library in a real browser: from the printed address to a session's console."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.server import Server

PLAN = """---
format: flipchart-plan/1
title: A plan of my own
---

## Who are we? (20 min)

### Activity
- SAY 2m: Hello.
"""


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The library, opened with the address that the command prints."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{server.url}/c#{server.host_key}")
    expect(page.get_by_role("heading", name="Begin a session")).to_be_visible()
    expect(page.locator("plan-file button")).to_be_hidden()  # its script is there
    yield page
    context.close()


def test_the_key_leaves_the_address_and_is_not_needed_again(page: Page, server: Server) -> None:
    assert page.url == f"{server.url}/c"
    page.goto(f"{server.url}/c#{server.host_key}")
    page.wait_for_url(f"{server.url}/c")
    expect(page.get_by_role("heading", name="Begin a session")).to_be_visible()


def test_a_session_is_opened_with_its_start_and_its_console_comes_up(page: Page) -> None:
    page.get_by_label("Planned start").fill("09:30")
    page.get_by_role("button", name="Open the session").click()
    page.wait_for_url(re.compile(r"/c/\w{6}$"))
    expect(page.get_by_text("Who we are and what we do").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("list").get_by_role("link").first).to_be_visible()


def test_a_plan_file_is_checked_as_soon_as_it_is_chosen(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    choose = page.get_by_label("Choose a plan file")
    file.write_text(PLAN.replace(" (20 min)", ""), encoding="utf-8")
    choose.set_input_files(file)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("“mine.md” was not kept.")
    expect(alert).to_contain_text("Line 6")
    file.write_text(PLAN, encoding="utf-8")
    choose.set_input_files(file)
    expect(page.get_by_role("radio", name="A plan of my own")).to_be_checked()
    expect(page.get_by_text("add up to 2 minutes")).to_be_visible()


def test_a_file_larger_than_any_plan_is_not_sent(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "film.md"
    file.write_bytes(b"x" * 10_000_000)
    page.get_by_label("Choose a plan file").set_input_files(file)
    expect(page.get_by_text("Nothing was sent.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 320])
def test_the_page_is_for_everybody(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 768})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
