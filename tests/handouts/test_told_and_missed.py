"""Breaks, stories and what was missed stand in the report and in the data."""

import json

from handouts.activities import objects, sections
from handouts.tables import export
from sessions import breaks, missed, opening, sheets, story
from sessions.listening import compare
from tests.facilitator.consoling import words
from tests.handouts.exporting import CODE
from tests.sessions.story import PLAN, Story

TOLD = PLAN.replace("SAY 5m: Welcome.", "ASK 5m: Who?\n  - Listen for: buyers, the public").replace(
    "## What now?", "### Stories to share\nOnce there was a drill.\n\n## What now?"
)


def held() -> Story:
    one = Story(TOLD)
    one.do(sheets.open_sheet("external"))
    one.send("Buyer")
    one.send("<b>The bank</b>")
    one.do(missed.keep(1, compare(one.state, 1)))
    one.do(story.show("story", 1))
    one.do(breaks.start(one.at + 600))
    one.do(breaks.end(), wait=660)
    return one


def test_the_report_has_a_section_for_each() -> None:
    one = held()
    one.do(breaks.start(one.at + 600))
    one.do(opening.end())
    told, lacking, rests = (words(html) for html in sections(one.state, "en"))
    assert "Story Who comes in?" in told
    assert "buyers yes Buyer the public missed" in lacking
    assert "Beyond the plan: <b>The bank</b>" in lacking
    assert "goes on" not in rests


def test_nothing_of_it_stands_where_nothing_happened() -> None:
    assert sections(Story(TOLD).state, "en") == []
    assert objects(Story(TOLD).state)["breaks"] == []


def test_the_data_has_every_row_under_its_columns() -> None:
    one = held()
    found = json.loads(export("session.json", CODE, one.state, one.records).body)
    assert [row["standing"] for row in found["missed"]] == ["named", "missed", "beyond"]
    assert found["missed"][0]["text"] == "Buyer"
    assert [row["passage"] for row in found["story"]] == ["story"]
    assert len(found["breaks"]) == 1
