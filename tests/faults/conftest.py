"""The engines of the log that faults are tried on."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

ENGINES = ["SQLite", "PostgreSQL"]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The settings of a server whose log is kept by each of them in turn."""
    with settings(request) as env:
        yield env


@pytest.fixture(scope="module", params=ENGINES)
def module_engine(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The same for a server that all tests of a module share."""
    with settings(request) as env:
        yield env


@contextmanager
def settings(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Those of the engine that is asked for, whose log is empty."""
    if request.param == "SQLite":
        yield {}
        return
    postgres = request.getfixturevalue("postgres")
    address = postgres.database()
    yield {"FLIPCHART_DATABASE": address}
    postgres.drop(address)
