import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from sessions import agenda, carrying, moderation, opening, people, sheets
from sessions.log import Entry
from sessions.refused import Invalid
from sessions.state import fold
from tests.sessions.story import START, Story

ENTRY = Entry("an-internal-id_1", "K7M4PX", "A short workshop", START)
NOW = START + 3600

Lines = list[dict[str, Any]]


def told() -> Story:
    """A session with something of everything."""
    story = Story()
    story.do(agenda.start(1), wait=1)
    story.do(sheets.open_sheet("external"), once="the-name-of-an-action")
    story.do(people.give_name("ann", "Änne O’Neill"), by="ann")
    idea = story.send("Ошибка ’ … “quoted”")
    story.send("Callers", by="ben")
    story.do(moderation.hide(idea))
    story.do(opening.rehearse(True))
    story.send("For practice")
    story.do(opening.rehearse(False))
    story.do(opening.undo(None))
    return story


def exported(story: Story) -> bytes:
    return b"".join(carrying.lines(ENTRY, story.records, "0.1.0"))


def test_what_was_exported_is_the_same_session_elsewhere() -> None:
    story = told()
    carried = carrying.read(exported(story), NOW)
    assert carried.entry == ENTRY
    assert carried.records == story.records
    assert fold(carried.records) == story.state


def test_a_line_is_plain_json_with_all_that_folding_needs() -> None:
    head, first, *_ = [json.loads(line) for line in exported(told()).splitlines()]
    assert head["format"] == "flipchart-session/1"
    assert (head["id"], head["code"], head["facts"]) == (ENTRY.id, ENTRY.code, len(told().records))
    assert list(first) == ["number", "at", "by", "action", "once", "kind", "fact"]


def test_fields_that_this_version_does_not_know_are_passed_over() -> None:
    rows = [json.loads(line) for line in exported(told()).splitlines()]
    for row in rows:
        row["mood"] = "glad"
    raw = "\n".join(json.dumps(row) for row in rows).encode()
    assert carrying.read(raw, NOW).records == told().records


WRONG: dict[str, tuple[Callable[[Lines], object], str]] = {
    "another format": (lambda rows: rows[0].update(format="something/1"), "Line 1"),
    "a newer format": (lambda rows: rows[0].update(format="flipchart-session/2"), "newer"),
    "no head": (lambda rows: rows.pop(0), "Line 1"),
    "an id that is a path": (lambda rows: rows[0].update(id="../../etc"), "Line 1"),
    "a code that is none": (lambda rows: rows[0].update(code="0OIL12"), "Line 1"),
    "a fact left out": (lambda rows: rows.pop(4), "Line 5 has number 5, not 4"),
    "a fact twice": (lambda rows: rows.insert(4, rows[4]), "Line 6 has number 4, not 5"),
    "cut off": (lambda rows: rows.pop(), "was cut off"),
    "one too many": (lambda rows: rows[0].update(facts=2), "facts"),
    "an unknown kind": (lambda rows: rows[3].update(kind="PianoTuned"), "Line 4: .*newer"),
    "a fact without its fields": (lambda rows: rows[2].update(fact={}), "Line 3 cannot"),
    "a number that is a word": (lambda rows: rows[2].update(number="three"), "Line 3 cannot"),
    "the future": (lambda rows: rows[2].update(at=NOW + 7200), "Line 3 is later"),
    "before time": (lambda rows: rows[2].update(at=-1), "Line 3"),
    "an idea that is not there": (
        lambda rows: rows[2].update(kind="IdeaHidden", fact={"idea": 99}),
        "Line 3 does not fit",
    ),
    "an undo of nothing": (
        lambda rows: rows[2].update(kind="Undone", fact={"action": 1}, by="ann"),
        "does not fit",
    ),
    "no opening": (lambda rows: rows[1].update(kind="PersonJoined", fact={}), "Line 2"),
    "a plan that is none": (lambda rows: rows[1]["fact"].update(plan="no plan"), "Line 2"),
    "a start in another age": (lambda rows: rows[1]["fact"].update(starts_at=1e300), "Line 2"),
    "a name used twice": (lambda rows: [row.update(once="same") for row in rows[2:5]], "Line 4"),
    "an action of the future": (lambda rows: rows[2].update(action=9), "Line 3"),
    "somebody with a strange name": (lambda rows: rows[2].update(by="a\u202eb"), "Line 3"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_does_not_hold_is_refused_with_its_line(wrong: str) -> None:
    spoil, sentence = WRONG[wrong]
    rows: Lines = [json.loads(line) for line in exported(told()).splitlines()]
    spoil(rows)
    raw = "\n".join(json.dumps(row) for row in rows).encode()
    with pytest.raises(Invalid, match=rf"{sentence}.*\.$"):
        carrying.read(raw, NOW)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"null",
        b"{" * 100_000,
        b"\x00" * 5000,
        b'{"format":1}',
    ],
)
def test_a_file_of_something_else_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid, match="Line 1"):
        carrying.read(raw, NOW)


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(Invalid, match="64 MB"):
        carrying.read(b"x" * (carrying.MOST_BYTES + 1), NOW)


def test_whatever_byte_is_wrong_it_is_a_session_or_a_sentence() -> None:
    raw = exported(told())
    for at in range(0, len(raw), 7):
        for other in (b"\x00", b'"', b"9", b"\xff"):
            spoilt = raw[:at] + other + raw[at + 1 :]
            with suppress(Invalid):  # some letter of a text, say, does no harm
                fold(carrying.read(spoilt, NOW).records)
