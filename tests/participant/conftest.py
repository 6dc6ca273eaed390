"""What the tests of the phone share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.surfaces import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: while it is there no other event loop can run. A phone is a context."""
    with chromium() as browser:
        yield browser
