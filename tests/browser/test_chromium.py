"""The browser that the tests drive is found where systems keep it, and starts."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ChromiumMissingError, find_chromium


def program(path: Path, text: str = "#!/bin/sh\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_the_chosen_browser_comes_before_all_others(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium")
    chosen = program(tmp_path / "mine" / "browser")
    environment = {"PATH": str(tmp_path / "bin"), "FLIPCHART_CHROMIUM": str(chosen)}
    assert find_chromium(environment) == chosen


def test_a_chosen_browser_that_is_not_there_is_named(tmp_path: Path) -> None:
    program(tmp_path / "chromium")
    environment = {"PATH": str(tmp_path), "FLIPCHART_CHROMIUM": "/nowhere/chrome"}
    with pytest.raises(ChromiumMissingError, match="FLIPCHART_CHROMIUM says /nowhere/chrome"):
        find_chromium(environment)


@pytest.mark.parametrize("command", ["chromium", "google-chrome-stable", "microsoft-edge"])
def test_the_systems_browser_is_found(tmp_path: Path, command: str) -> None:
    there = program(tmp_path / command)
    assert find_chromium({"PATH": str(tmp_path), "HOME": str(tmp_path)}) == there


def test_the_script_that_sends_one_to_the_snap_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium-browser", "#!/bin/sh\nexec /snap/bin/chromium\n")
    program(tmp_path / "snap" / "bin" / "chromium")
    chrome = program(tmp_path / "bin" / "google-chrome")
    path = os.pathsep.join([str(tmp_path / "snap" / "bin"), str(tmp_path / "bin")])
    assert find_chromium({"PATH": path, "HOME": str(tmp_path)}) == chrome


def test_the_newest_build_of_playwright_is_found(tmp_path: Path) -> None:
    for build in ("chromium-1200", "chromium-1255"):
        newest = program(tmp_path / ".cache/ms-playwright" / build / "chrome-linux64" / "chrome")
    assert find_chromium({"PATH": "", "HOME": str(tmp_path)}, root=tmp_path) == newest


def test_no_browser_at_all_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ChromiumMissingError, match="Install"):
        find_chromium({"PATH": "", "HOME": str(tmp_path)}, root=tmp_path)


def test_the_browser_starts_and_draws_a_page() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        page = browser.new_page()
        page.set_content("<title>Flipchart</title>")
        assert page.title() == "Flipchart"
        browser.close()
