"""A real server and a real browser, for the tests that go through several surfaces."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.surfaces import NAME
from tests.server import Server, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    env = {"FLIPCHART_NAMES": f'["{NAME}"]'}
    with running_server(tmp_path_factory.mktemp("surfaces") / "data", env=env) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for which NAME is this machine."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=[f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
        )
        yield chromium
        chromium.close()
