"""Stories, ideas, questions and the illustration are put up for the room with one press."""

import pytest

from sessions import opening, sheets, story
from sessions.refused import Invalid, Refused, Unknown
from sessions.story import Shown
from tests.sessions.story import PLAN, Story

TOLD = (
    PLAN.replace(
        "## What now?",
        "### Stories to share\nA shop sold its last drill.\n\n"
        "### Discussion\n**Who is it for?**\n\nLet the doubters go first.\n\n"
        "## What now?",
    )
    + """- STORY: Tell it.

## Practical illustration

Dave got the job.
"""
)


def started(story_: Story, topic: int, cue: int) -> Shown | None:
    """What a cue of a topic puts up."""
    found = story_.state.plan.topics[topic - 1]
    story_.do(story.show_from_cue(found, found.cues[cue - 1]))
    return story_.state.story.shown


def test_a_cue_tells_the_topics_story_or_else_the_illustration() -> None:
    one = Story(TOLD)
    assert started(one, 1, 1) == Shown("story", 1)
    assert started(one, 2, 2) == Shown("illustration", 2)
    one = Story(TOLD.replace("SAY 5m: Welcome.", "STORY: It stands under Practical illustration."))
    assert started(one, 1, 1) == Shown("illustration", 1)


def test_the_rooms_question_is_the_first_paragraph_of_the_discussion() -> None:
    plan = Story(TOLD).state.plan
    assert story.words(plan, "discussion", 1) == "**Who is it for?**"
    assert story.words(plan, "discussion", 2) == ""


def test_a_story_takes_the_projector_and_leaves_sheets_open() -> None:
    one = Story(TOLD)
    one.do(sheets.open_sheet("external"))
    one.do(story.show("story", 1))
    assert one.state.projector.activity == "story"
    assert one.state.sheets.open == ("external",)
    one.do(opening.undo(None))
    assert one.state.projector.activity == ""
    assert one.state.projector.on == ("external",)
    assert one.state.story.told == ()


def test_a_part_is_turned_to_and_back_and_showing_it_again_begins_anew() -> None:
    one = Story(TOLD)
    one.do(story.show("story", 1))
    one.do(story.turn(2))
    assert one.do(story.turn(2)) == ()
    one.do(story.turn(3))
    one.do(opening.undo(None))
    assert one.state.story.shown == Shown("story", 1, part=2)
    one.do(story.show("story", 1))
    assert one.state.story.shown == Shown("story", 1)
    assert one.do(story.show("story", 1)) == ()
    assert [told.topic for told in one.state.story.told] == [1, 1]


def test_what_is_not_there_is_refused_and_changes_nothing() -> None:
    one = Story(TOLD)
    with pytest.raises(Refused, match="No story"):
        one.do(story.turn(1))
    with pytest.raises(Refused, match="nothing there"):
        one.do(story.show("ideas", 1))
    with pytest.raises(Unknown):
        one.do(story.show("story", 3))
    one.do(story.show("story", 1))
    for part in (-1, story.MOST_PARTS):
        with pytest.raises(Invalid):
            one.do(story.turn(part))
    one.do(opening.end())
    with pytest.raises(Refused, match="has ended"):
        one.do(story.show("story", 1))
