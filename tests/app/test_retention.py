import json
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.mending import open_log
from app.now import now
from app.retention import DAY, delete_old
from app.settings import Settings
from app.upkeep import Upkeep
from sessions.plan_file import parse
from sessions.registry import Registry
from tests.app.asked import ask
from tests.server import running_server
from tests.sessions.story import PLAN

pytestmark = pytest.mark.anyio


def test_a_server_deletes_at_its_start_what_is_older_and_says_when_the_rest_goes(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    codes = [
        json.loads(ask("session", "open", "who-we-are", "--json", data=data))["code"]
        for _ in range(2)
    ]
    with closing(sqlite3.connect(data / "flipchart.db")) as db, db:
        db.execute(
            "UPDATE facts SET at = at - ? WHERE session = (SELECT id FROM sessions WHERE code = ?)",
            (8 * DAY, codes[0]),
        )
    page = {"Accept": "text/html"}
    with (
        running_server(data) as server,  # never, where nothing is set
        httpx.Client(base_url=server.url, headers=page, trust_env=False) as host,
    ):
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        assert "is deleted on" not in host.get("/c").text
        assert codes[0] in ask("session", "list", data=data)
    with (
        running_server(data, env={"FLIPCHART_RETENTION_DAYS": "7"}) as server,
        httpx.Client(base_url=server.url, headers=page, trust_env=False) as host,
    ):
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        text = host.get("/c").text
        assert text.count("is deleted on") == 1
    assert codes[0] not in ask("session", "list", data=data)
    [line] = (data / "deletions.jsonl").read_text("utf-8").splitlines()
    receipt = json.loads(line)
    assert (receipt["code"], receipt["why"]) == (codes[0], "retention")


async def test_what_somebody_watches_or_is_not_old_enough_stays(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, retention_days=7)
    log = open_log(settings)
    sessions = Registry(log, now)
    plan = parse(PLAN).plan
    assert plan is not None
    watched, other = [await sessions.open(plan) for _ in range(2)]

    async def nothing(_id: str) -> None:
        """Nothing was printed, no screen is open."""

    upkeep = Upkeep(settings, sessions, nothing, nothing)
    await delete_old(upkeep, watched.id.__eq__, now() + 6.9 * DAY)
    assert len(await sessions.entries()) == 2
    await delete_old(upkeep, watched.id.__eq__, now() + 7.1 * DAY)
    assert [entry.code for entry in await sessions.entries()] == [watched.code]
    assert await sessions.find(other.code) is None
    await sessions.close()
    await log.close()
