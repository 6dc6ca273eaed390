"""What a large session gives is drawn in a process of its own, and is the same."""

import json
import pickle
from pathlib import Path

import httpx
import pytest

from handouts.apart import LARGE, Task, _run
from handouts.documents import draw
from handouts.drawer import work
from handouts.kinds import KINDS
from handouts.options import Options
from handouts.source import Source
from handouts.tables import NAMES, Exported, export
from sessions import sheets
from sessions.refused import Busy
from sessions.room import Moment
from tests.facilitator.consoling import ROOM
from tests.server import running_server
from tests.sessions.story import Story
from tests.workshop import facilitator, open_workshop, press

pytestmark = pytest.mark.anyio


def told() -> Story:
    story = Story()
    story.do(sheets.open_sheet("external"))
    for text in ("Buyers", "Callers", "buyers"):
        story.send(text)
    return story


def task(story: Story, name: str, options: Options | None = None) -> Task:
    half = len(story.records) // 2
    facts = [pickle.dumps(part) for part in (story.records[:half], story.records[half:])]
    return Task(name, ROOM.code, facts, ROOM, story.at, options)


@pytest.mark.parametrize("name", ["report", "takeaway"])
def test_a_document_is_the_same_when_it_is_drawn_from_the_facts(name: str) -> None:
    story = told()
    source = Source(story.state.plan, Moment(story.state, ROOM, story.at))
    assert work(task(story, name, Options())) == draw(KINDS[name], source, Options())


@pytest.mark.parametrize("name", [name for name in NAMES if name != "session.xlsx"])
def test_a_file_is_the_same_when_it_is_drawn_from_the_facts(name: str) -> None:
    story = told()
    assert work(task(story, name)) == export(name, ROOM.code, story.state, story.records)


async def test_a_process_that_takes_too_long_or_fails_is_told_in_a_sentence() -> None:
    with pytest.raises(Busy, match="longer than"):
        await _run(pickle.dumps(task(told(), "report", Options())), 0.001)
    with pytest.raises(Busy, match="could not be drawn"):
        await _run(b"This is no task.", 60)
    answer = pickle.loads(await _run(pickle.dumps(task(told(), "ideas.csv")), 60))
    assert isinstance(answer, Exported)
    assert b"Callers" in answer.body


def test_a_large_session_has_its_paper_and_files_and_the_server_did_not_draw_them(
    tmp_path: Path,
) -> None:
    env = {"TOLD": str(tmp_path / "told.json")}
    with running_server(tmp_path / "data", env=env, program="tests.app.told") as server:
        workshop = open_workshop(server)
        with facilitator(server, workshop) as client:
            for first in range(0, LARGE, 500):
                lines = "\n".join(f"customer {n}" for n in range(first, first + 500))
                once = f"written-down-{first:08}"
                press(client, f"/c/{workshop.code}/sheets/external/ideas", text=lines, id=once)
            base = f"/h/{workshop.code}"
            for name in ("report", "takeaway", "ideas.csv", "facts.jsonl"):
                answer = client.get(f"{base}/{name}", timeout=60)
                assert answer.status_code == httpx.codes.OK
                assert f"customer {LARGE - 1}" in answer.text
            assert client.get(f"{base}/session.xlsx", timeout=60).content.startswith(b"PK")
        assert server.end() == 0
    modules = json.loads((tmp_path / "told.json").read_text("utf-8"))["modules"]
    assert not {"handouts.documents", "xlsxwriter"} & set(modules)
