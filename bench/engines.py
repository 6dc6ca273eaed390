"""The engines of the log that faults are tried on, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tests.postgres import cluster

Engine = Callable[[], Mapping[str, str]]
"""The settings of a server that has a new, empty log."""


def engines() -> Iterator[tuple[str, Engine]]:
    """Each with its name; PostgreSQL runs for as long as it is its turn."""
    yield "SQLite", dict
    with cluster() as postgres:
        yield "PostgreSQL", lambda: {"FLIPCHART_DATABASE": postgres.database()}
