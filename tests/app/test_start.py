"""A start is quick because it leaves out what few need; bench/start.py has how quick it is."""

import json
from pathlib import Path
from typing import Any

import httpx
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import Mount, Route, WebSocketRoute

from app.main import create_app
from app.settings import Settings
from tests.server import running_server
from tests.workshop import open_workshop

FEW_NEED = {
    "alembic": "databases for many machines",
    "app.backup_commands": "another command",
    "handouts.documents": "paper",
    "handouts.tables": "files of data",
    "prometheus_client": "figures for who watches over servers",
    "psycopg": "databases for many machines",
    "rapidfuzz": "typing errors",
    "rich": "tables on a terminal",
    "snowballstemmer": "forms of words",
    "sqlalchemy": "databases for many machines",
    "weasyprint": "PDF",
    "xlsxwriter": "workbooks",
}
"""What the first page does without, and what it is for."""


def test_the_first_page_of_a_session_comes_without_what_few_need(tmp_path: Path) -> None:
    data, told = tmp_path / "data", tmp_path / "told.json"
    with running_server(data) as server:
        workshop = open_workshop(server)
        server.kill()
    env = {"TOLD": str(told)}
    with running_server(data, env=env, program="tests.app.told") as server:
        assert httpx.get(f"{server.url}/j/{workshop.code}").status_code == httpx.codes.OK
        assert server.end() == 0
    found = json.loads(told.read_text("utf-8"))
    assert not FEW_NEED.keys() & set(found["modules"])
    assert found["collects"]


def test_no_request_waits_for_addresses_to_be_made(tmp_path: Path) -> None:
    gate: Any = create_app(Settings(data=tmp_path))
    made = {type(route) for route in gate.app.routes}
    ready = {APIRoute, APIWebSocketRoute, Route, WebSocketRoute, Mount}
    assert made <= ready, "the rest makes its own when asked"
