"""What all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import complaints
from tests.postgres import Postgres, cluster

# Each client that a test makes would first read all certificates of the system, 17 ms of the
# processor; none talks to anything but this machine, or is given the certificate of its nginx.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)


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
