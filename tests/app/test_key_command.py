"""`flipchart key`: how a host comes to the key that no log shows."""

from pathlib import Path

from tests.server import run, running_server


def test_it_prints_the_address_with_the_key_of_the_server_that_runs(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        printed = run("key", "--data", str(tmp_path / "data"))
        assert printed.stdout == f"{server.url}/c#{server.host_key}\n"


def test_it_prints_the_public_address_where_there_is_one(tmp_path: Path) -> None:
    env = {"FLIPCHART_ADDRESS": "https://flipchart.example/"}
    printed = run("key", "--data", str(tmp_path / "data"), env=env)
    assert printed.stdout.startswith("https://flipchart.example/c#")
