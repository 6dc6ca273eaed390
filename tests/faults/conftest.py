"""The engines of the log that faults are tried on."""

import pytest


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def engine(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings of a server whose log is kept by each of them in turn."""
    if request.param == "SQLite":
        return {}
    return {"FLIPCHART_DATABASE": request.getfixturevalue("database")}
