"""A real server and a real browser, for the tests that go through several surfaces."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.surfaces import NAME, chromium
from tests.server import Server, running_server
from tests.workshop import Workshop, open_workshop


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    env = {"FLIPCHART_NAMES": f'["{NAME}"]'}
    data = tmp_path_factory.mktemp("surfaces") / "data"
    with running_server(data, env=env, program="tests.promptly") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def workshop(server: Server) -> Workshop:
    return open_workshop(server)
