"""What the plan listens for is found among the room's lines, missed, or beyond it."""

import pytest

from sessions import missed, opening, sheets, submitting
from sessions.listening import Outcome, compare, outcome
from sessions.refused import Refused, Unknown
from tests.sessions.story import PLAN, Story

LISTENING = (
    PLAN.replace(
        "- SAY 5m: Welcome.",
        "- ASK 5m: Who?\n  - Listen for: the next shift, my manager",
    )
    .replace(
        "- CHART external 15m: Write down what they say.",
        "- CHART external 15m: Write.\n  - Listen for: buyers, the public, cafés",
    )
    .replace("each, max 3 words", "each")
)


def compared(*lines: str, on: str = "external", lang: str = "en") -> tuple[Story, Outcome]:
    """The room's lines on a sheet, compared."""
    story = Story(LISTENING.replace("lang: en", f"lang: {lang}"))
    for n, line in enumerate(lines):
        story.do(submitting.add(f"line-of-the-room-{n:02d}", on, line))
    return story, again(story)


def again(story: Story) -> Outcome:
    story.do(missed.keep(1, compare(story.state, 1)))
    found = outcome(story.state, 1)
    assert found
    return found


def words(found: Outcome) -> tuple[list[str], list[str], list[str]]:
    named = [f"{plan}: {said}" if said else plan for _, plan, said in found.named]
    return named, [plan for _, plan in found.missed], list(found.beyond)


def test_answers_are_named_missed_or_beyond_the_plan() -> None:
    _, found = compared("Buyer", "PUBLIC", "The tax office")
    assert words(found) == (
        ["buyers: Buyer", "the public: PUBLIC"],
        ["the next shift", "my manager", "cafés"],
        ["The tax office"],
    )


def test_case_accents_plurals_and_more_words_are_no_difference() -> None:
    _, found = compared("cafe", "Buyers and callers", "Managers")
    assert words(found) == (
        ["my manager: Managers", "buyers: Buyers and callers", "cafés: cafe"],
        ["the next shift", "the public"],
        [],
    )


def test_an_answer_of_a_sheets_cue_counts_on_that_sheet_and_of_another_on_any() -> None:
    _, found = compared("Buyers", "Next shift", on="internal")
    assert words(found)[0] == ["the next shift: Next shift"]
    assert words(found)[2] == ["Buyers"]


def test_a_word_within_another_is_not_the_answer() -> None:
    _, found = compared("Publicity", "Bus", "Nobuyers")
    assert words(found)[0] == []


def test_an_answer_that_was_said_aloud_is_ticked_and_unticked() -> None:
    story, _ = compared("Buyers")
    story.do(missed.hear(1, 1, 2, heard=True))
    found = outcome(story.state, 1)
    assert found
    assert words(found)[0] == ["my manager", "buyers: Buyers"]
    assert story.do(missed.hear(1, 1, 2, heard=True)) == ()
    story.do(missed.hear(1, 1, 2, heard=False))
    story.do(opening.undo(None))
    assert story.state.missed.heard == {(1, 1, 2)}


def test_comparing_again_takes_new_lines_in_and_undo_brings_the_former_back() -> None:
    story, _ = compared("Buyers")
    story.do(sheets.open_sheet("external"))
    story.send("Public")
    assert words(again(story))[0] == ["buyers: Buyers", "the public: Public"]
    assert story.do(missed.keep(1, compare(story.state, 1))) == ()
    story.do(opening.undo(None))
    found = outcome(story.state, 1)
    assert found
    assert words(found)[0] == ["buyers: Buyers"]


def test_the_console_sees_it_first() -> None:
    story, _ = compared("Buyers")
    assert story.state.projector.activity == ""
    story.do(sheets.open_sheet("external"))
    story.do(missed.show(1))
    assert story.state.projector.activity == "missed"
    assert story.state.sheets.open == ("external",)


def test_what_cannot_be_compared_is_refused_with_a_sentence() -> None:
    story = Story(LISTENING)
    assert outcome(story.state, 1) is None
    with pytest.raises(Refused, match="Compare first"):
        story.do(missed.show(1))
    with pytest.raises(Refused, match="listens for nothing"):
        story.do(missed.keep(2, compare(story.state, 2)))
    with pytest.raises(Unknown):
        story.do(missed.keep(9, compare(story.state, 9)))
    for cue, place in ((1, 3), (0, 1), (2, 4)):
        with pytest.raises(Unknown):
            story.do(missed.hear(1, cue, place, heard=True))
    story.do(opening.end())
    with pytest.raises(Refused, match="has ended"):
        story.do(missed.keep(1, compare(story.state, 1)))
