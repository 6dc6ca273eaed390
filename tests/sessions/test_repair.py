"""A late day is mended by skipping, by taking minutes from a topic, or by ending later."""

import pytest

from sessions import agenda, opening, repair
from sessions.forecast import forecast
from sessions.refused import Invalid, Refused, Unknown
from sessions.repair import Proposals
from tests.sessions.story import PLAN, START, Story

LATE = PLAN.replace(
    "- CHART external 15m: Write down what they say.\n",
    "- CHART external 15m: Write down what they say.\n"
    "- IF LATE: Leave the ball out. (saves 4m)\n"
    "- IF LATE: Collect fewer. (saves 30m)\n",
)


def late(minutes: float) -> Story:
    """The first topic, begun so many minutes after the planned start."""
    story = Story(LATE)
    story.do(agenda.start(1), wait=minutes * 60)
    return story


def behind(story: Story) -> float:
    return forecast(story.state, story.at).behind / 60


def found(story: Story) -> Proposals:
    return repair.proposals(story.state, story.at)


def test_it_proposes_what_the_plan_skips_what_topics_can_give_and_a_later_end() -> None:
    one = found(late(6))
    assert [(skip.topic, skip.line, skip.seconds) for skip in one.skips] == [
        (1, 1, 240),
        (1, 2, 19 * 60),  # no topic gives its last minute
    ]
    assert [(take.topic, take.seconds, take.most) for take in one.takes] == [
        (1, 360, 600),
        (2, 360, 420),
    ]
    assert one.later == 360


def test_skipping_a_line_saves_its_minutes_and_undo_brings_both_back() -> None:
    story = late(6)
    story.do(repair.skip(1, 1))
    assert behind(story) == 2
    assert [skip.line for skip in found(story).skips] == [2]
    assert story.do(repair.skip(1, 1)) == ()
    story.do(opening.undo(None))
    assert behind(story) == 6
    assert [skip.line for skip in found(story).skips] == [1, 2]


def test_a_topic_cannot_give_what_it_has_used() -> None:
    story = late(0)
    story.at += 18 * 60
    story.do(repair.skip(1, 1))
    assert story.state.agenda.clock(1).left(story.at) == 0
    story.at += 60
    story.do(repair.skip(1, 2))
    assert story.state.agenda.clock(1).left(story.at) == -60


def test_a_later_end_is_what_the_day_is_measured_by_until_it_is_undone() -> None:
    story = late(6)
    story.do(repair.end_later(found(story).later))
    assert behind(story) == 0
    assert forecast(story.state, story.at).planned_end == START + 41 * 60
    story.do(repair.end_later(0))
    story.do(opening.undo(None))
    assert behind(story) == 0
    story.do(opening.undo(None))
    assert behind(story) == 6


def test_on_time_nothing_is_missing_and_a_topic_that_is_done_gives_nothing() -> None:
    story = late(0)
    assert (found(story).later, [take.seconds for take in found(story).takes]) == (0, [0, 0])
    story.do(agenda.start(2), wait=60)
    assert found(story).skips == ()
    assert [take.topic for take in found(story).takes] == [2]


def test_what_cannot_be_done_is_refused_with_a_sentence() -> None:
    story = late(0)
    for topic, line in ((1, 3), (1, 0), (3, 1), (0, 1)):
        with pytest.raises(Unknown):
            story.do(repair.skip(topic, line))
    for seconds in (-1, 6 * 3600 + 1):
        with pytest.raises(Invalid, match="6 hours"):
            story.do(repair.end_later(seconds))
    story.do(agenda.start(2))
    with pytest.raises(Refused, match="is over"):
        story.do(repair.skip(1, 1))
    story.do(opening.end())
    for decision in (repair.skip(1, 1), repair.end_later(60)):
        with pytest.raises(Refused, match="has ended"):
            story.do(decision)
