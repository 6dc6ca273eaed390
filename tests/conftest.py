"""What all tests share."""

from collections.abc import Iterator

import pytest

from tests.browser import complaints
from tests.postgres import Postgres, cluster


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture(autouse=True)
def no_page_complains() -> Iterator[None]:
    """Whatever pages a test opens, they keep to their security policy and no script fails."""
    yield
    assert complaints.taken() == []


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of these tests alone."""
    with cluster() as running:
        yield running


@pytest.fixture
def database(postgres: Postgres) -> Iterator[str]:
    """The address of an empty database."""
    address = postgres.database()
    yield address
    postgres.drop(address)
