import json
from pathlib import Path

import pytest
from msgspec import Struct

from sessions import state
from sessions.facts import KINDS, Record, UnknownKind, decode, encode
from sessions.story import Shown

GOLDEN = Path(__file__).parent / "golden_log.jsonl"


def test_a_golden_log_folds_to_the_same_session_for_ever() -> None:
    folded = state.fold(_golden())
    ideas = folded.ideas
    assert [ideas.all[key].text for key in ideas.lines_of("external")] == ["Buyers", "Neighbours"]
    assert ideas.lines_of("external")[8].tally == 2
    assert [ideas.all[key].text for key in ideas.lines_of("internal")] == [
        "The night shift",
        "The day shift",
    ]
    assert ideas.leaf("external").received == 4
    assert folded.agenda.running == 2
    assert folded.agenda.clock(1).used == 400
    assert folded.agenda.clock(2).left(1790000700.0) == 15 * 60 + 60 - 150
    assert set(folded.checklist.ticked) == {"check-1-1"}
    assert folded.people.names["ann"] == "Ann"
    assert folded.projector.message == ""
    assert folded.takeaway.offered
    assert folded.ideas.all[56].standing == "held"
    assert folded.approval.sheets == {"great"}
    assert folded.approval.delay == 10
    assert folded.approval.muted == {"ann"}
    assert folded.lobby.locked
    assert folded.projector.activity == "votes"
    assert folded.grouping.groups[70].name == "Neighbours"
    assert dict(folded.grouping.of) == {10: 70}
    assert folded.groups.rounds[-1].group_of("=Ana") == 1
    assert folded.icebreaker.rounds[-1].circles[0].holder == "p1"
    assert folded.votes.rounds[-1].result() == [(1, 10, 5), (2, 8, 2)]
    assert folded.quiz.rounds[-1].room(1) == (2, 5)
    assert folded.quiz.teams["ben"].size == 4
    assert folded.repair.moved == 300
    assert folded.repair.skipped == {(2, 1)}
    assert folded.story.shown == Shown("story", 1, part=2)
    assert folded.breaks.now is None
    assert folded.breaks.all[0].until == 1790001360
    assert folded.missed.found[1].beyond == (10,)
    assert folded.missed.heard == {(1, 1, 2)}
    assert folded.missed.shown == 1
    assert not folded.ended


def test_every_kind_of_fact_is_in_the_golden_log() -> None:
    assert {type(record.fact).__name__ for record in _golden()} == set(KINDS)


def test_every_fact_reads_back_as_it_was_written() -> None:
    for record in _golden():
        kind, body = encode(record.fact)
        assert decode(kind, body) == record.fact


def test_a_field_this_version_does_not_know_is_passed_over() -> None:
    fact = decode("IdeaWithdrawn", b'{"idea": 3, "mood": "glad"}')
    assert fact.idea == 3


def test_a_kind_this_version_does_not_know_stops_the_reader_with_a_sentence() -> None:
    with pytest.raises(UnknownKind, match="newer Flipchart"):
        decode("PianoTuned", b"{}")


def test_every_fact_belongs_to_one_activity_and_is_frozen() -> None:
    for kind in KINDS.values():
        assert issubclass(kind, Struct)
        assert kind.__struct_config__.frozen, kind


def _golden() -> list[Record]:
    rows = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    return [
        Record(
            row["number"],
            row["at"],
            row["by"],
            row["action"],
            row.get("once"),
            decode(row["kind"], json.dumps(row["fact"]).encode()),
        )
        for row in rows
    ]
