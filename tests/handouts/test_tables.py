"""All data of a session is in its files, and nobody is given away."""

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from handouts.tables import NAMES, export
from sessions import agenda, opening, sheets
from sessions.refused import Unknown
from tests.handouts.exporting import CODE, body, parts, table, workshop
from tests.sessions.story import Story

OF_STATE = tuple(name for name in NAMES if name != "facts.jsonl")


def everything(story: Story, name: str) -> str:
    made = body(story, name)
    return "".join(parts(made).values()) if name.endswith(".xlsx") else made.decode("utf-8-sig")


def whole(story: Story) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(body(story, "session.json"))
    return read


@pytest.mark.parametrize("name", sorted({*NAMES} - {"timings.csv", "questions.gift"}))
def test_every_file_has_all_ideas(name: str) -> None:
    found = everything(workshop(), name)
    for text in ("Friendly", "The boss", "Customers 🧑‍🤝‍🧑", "שלום עולם, مرحبا"):
        assert text in found


def test_an_idea_says_where_it_stands_and_how() -> None:
    rows = table(workshop(), "ideas.csv")
    assert [row["standing"] for row in rows] == [
        *("shown", "shown", "hidden", "withdrawn", "shown", "shown", "shown")
    ]
    first, equal, hidden, _, added, slip, _ = rows
    assert (first["line_text"], first["line_tally"], first["name"]) == ("Friendly", "2", "Ann")
    assert (equal["text"], equal["line_text"], equal["name"]) == ("friendly!", "Friendly", "")
    assert (hidden["text"], hidden["line_text"]) == ("A rude word", "")
    assert (added["by_facilitator"], added["sheet_heading"]) == ("yes", "Internal customers")
    assert (slip["text_as_sent"], slip["text"]) == ("Custommers 🧑‍🤝‍🧑", "Customers 🧑‍🤝‍🧑")
    assert (first["topic"], first["topic_title"]) == ("1", "Who comes in?")
    assert first["sent_at"] == "2026-09-21T14:14:20.000Z"


def test_what_was_taken_back_keeps_its_place_and_no_word() -> None:
    story = workshop()
    row = table(story, "ideas.csv")[3]
    filled = {name for name, value in row.items() if value}
    assert filled == {
        *("number", "sheet", "sheet_heading", "topic", "topic_title", "standing", "sent_at")
    }
    for name in OF_STATE:
        assert "My secret" not in everything(story, name)


@pytest.mark.parametrize("name", NAMES)
def test_no_file_holds_a_cookie(name: str) -> None:
    assert "c0ffee" not in everything(workshop(), name)


@pytest.mark.parametrize("name", OF_STATE)
def test_only_the_facts_hold_the_names_that_phones_give_to_ideas(name: str) -> None:
    assert "idea-0000" not in everything(workshop(), name)


def test_timings_are_in_minutes_and_say_when() -> None:
    story = Story()
    story.do(agenda.start(1), wait=60)
    story.do(agenda.add_time(1, 300))
    story.do(agenda.start(2), wait=90)
    story.do(agenda.pause(2), wait=30)
    first, second = table(story, "timings.csv")
    assert list(first.values()) == [
        *("1", "Who comes in?", "20.0", "5.0", "1.5"),
        *("2026-09-21T14:14:20.000Z", "2026-09-21T14:15:50.000Z"),
    ]
    assert (second["actual_minutes"], second["ended_at"]) == ("0.5", "")
    assert whole(story)["started_at"] == first["started_at"]


def test_a_session_ended_when_it_was_last_ended() -> None:
    story = Story()
    story.do(opening.end(), wait=60)
    story.do(opening.reopen(), wait=60)
    assert whole(story)["ended_at"] is None
    story.do(opening.undo(None), wait=60)
    assert whole(story)["ended_at"] == "2026-09-21T14:14:20.000Z"


def test_json_has_the_session_its_topics_sheets_and_ideas() -> None:
    read = whole(workshop())
    assert (read["code"], read["title"]) == (CODE, "A short workshop")
    assert (read["people"], read["ideas_received"], read["ideas_shown"]) == (2, 6, 5)
    assert [topic["number"] for topic in read["topics"]] == [1, 2]
    numbers = [idea["number"] for idea in read["ideas"]]
    assert read["sheets"][0]["lines"][0] == {"text": "Friendly", "tally": 2, "ideas": numbers[:2]}
    assert read["sheets"][1]["lines"][0]["ideas"] == [numbers[4]]


def test_facts_come_in_order_and_name_people_by_their_turn() -> None:
    story = workshop()
    lines = [json.loads(line) for line in body(story, "facts.jsonl").decode().splitlines()]
    assert [line["number"] for line in lines] == list(range(1, story.state.number + 1))
    ideas = [line for line in lines if line["kind"] == "IdeaSubmitted"]
    assert [line["by"] for line in ideas] == ["p1", "p2", "p2", "p1", "p2", "p2"]
    assert lines[0]["by"] == "facilitator"
    assert ideas[3]["body"]["text"] == "My secret"
    assert set(lines[0]) == {"number", "at", "by", "action", "kind", "body"}


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_session_gives_every_file(name: str) -> None:
    assert body(Story(), name)


@pytest.mark.parametrize("name", NAMES)
def test_a_title_does_no_harm(name: str) -> None:
    story = Story()
    title = "=1\r\n# ../../etc/passwd\"'\x00<script>"
    made = body(story, name, replace(story.state, plan=replace(story.state.plan, title=title)))
    if name == "session.json":
        assert json.loads(made)["title"] == title
    if name == "session.md":
        assert made.decode().splitlines()[0] == "# \\=1 \\# ../../etc/passwd\"' \\<script\\>"
    if name == "session.xlsx":
        assert all(ET.fromstring(part) is not None for part in parts(made).values())


def test_an_idea_on_a_sheet_that_undoing_removed_is_not_lost() -> None:
    story = Story()
    story.do(opening.rehearse(True))
    story.do(opening.rehearse(False))
    story.do(sheets.add("Parking", ""))
    story.send("Still here", sheet=story.state.sheets.all[-1].id)
    story.do(opening.undo(None))
    story.do(opening.undo(None))
    assert table(story, "ideas.csv")[0]["text"] == "Still here"


@pytest.mark.parametrize("name", ["", "ideas", "../ideas.csv", "IDEAS.CSV", "x" * 9999])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(Unknown, match=r"Choose one of: ideas\.csv"):
        export(name, CODE, Story().state, Story().records)
