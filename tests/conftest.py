"""What all tests share."""

from collections.abc import Iterator

import pytest

from tests.browser import complaints


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture(autouse=True)
def no_page_complains() -> Iterator[None]:
    """Whatever pages a test opens, they keep to their security policy and no script fails."""
    yield
    assert complaints.taken() == []
