"""A break stops the clock, says when the room goes on, and brings back what it interrupted."""

import pytest

from sessions import agenda, breaks, opening, projector, sheets, story
from sessions.forecast import forecast
from sessions.refused import Invalid, Refused
from tests.sessions.story import START, Story


def resting(minutes: float = 10) -> Story:
    """A break after five minutes of the first topic, a sheet open."""
    one = Story()
    one.do(agenda.start(1))
    one.do(sheets.open_sheet("external"), wait=300)
    one.do(breaks.start(one.at + minutes * 60))
    return one


def test_the_clock_waits_and_the_sheet_stays_open_but_off_the_projector() -> None:
    one = resting()
    assert one.state.agenda.clock(1).left(one.at + 600) == 15 * 60
    assert one.state.sheets.open == ("external",)
    assert (one.state.projector.activity, one.state.projector.on) == ("breaks", ())


def test_going_on_brings_back_the_clock_and_the_projector() -> None:
    one = resting()
    one.do(breaks.end(), wait=660)
    assert one.state.agenda.clock(1).left(one.at + 60) == 14 * 60
    assert (one.state.projector.activity, one.state.projector.on) == ("", ("external",))
    assert one.state.breaks.now is None
    one.do(opening.undo(None))
    assert one.state.breaks.now
    assert one.state.projector.activity == "breaks"


def test_starting_the_clock_by_hand_ends_the_break_too() -> None:
    one = resting()
    one.do(breaks.over(agenda.resume(1)), wait=60)
    assert one.state.breaks.now is None
    assert one.state.projector.on == ("external",)
    assert one.state.agenda.clock(1).paused_at is None
    assert one.do(breaks.over(agenda.resume(1))) == ()


def test_what_was_put_up_during_the_break_stays() -> None:
    one = resting()
    one.do(projector.show(["internal"]))
    one.do(breaks.end())
    assert one.state.projector.on == ("internal",)


def test_undoing_a_break_is_as_if_there_had_been_none() -> None:
    one = resting()
    one.do(opening.undo(None))
    assert one.state.breaks.all == ()
    assert one.state.projector.on == ("external",)
    assert one.state.agenda.clock(1).paused_at is None


def test_the_day_is_expected_to_go_on_after_the_break() -> None:
    one = resting(10)
    day = forecast(one.state, one.at + 60)
    assert [topic.at for topic in day.topics] == [START + 600, START + 1800]
    assert forecast(one.state, one.at + 720).behind == 720


def test_a_break_can_be_longer_and_is_then_the_same_break() -> None:
    one = resting()
    one.do(breaks.start(one.at + 900))
    assert [rest.until - rest.at for rest in one.state.breaks.all] == [900]
    assert one.do(breaks.start(one.at + 900)) == ()
    one.do(opening.undo(None))
    assert [rest.until - rest.at for rest in one.state.breaks.all] == [600]


def test_a_break_without_a_topic_stops_no_clock() -> None:
    one = Story()
    one.do(breaks.start(one.at + 600))
    one.do(breaks.end())
    assert one.state.agenda.running is None
    assert one.state.projector.activity == ""


@pytest.mark.parametrize("seconds", [-600, 0, 59, 8 * 3600 + 1, float("inf"), float("nan")])
def test_a_break_that_ends_before_it_begins_or_never_is_refused(seconds: float) -> None:
    one = Story()
    with pytest.raises(Invalid, match="1 minute to 8 hours"):
        one.do(breaks.start(one.at + seconds))


def test_there_is_no_break_to_end_and_none_after_the_end() -> None:
    one = Story()
    with pytest.raises(Refused, match="No break"):
        one.do(breaks.end())
    one.do(opening.end())
    with pytest.raises(Refused, match="has ended"):
        one.do(breaks.start(one.at + 600))


def test_a_story_that_stood_there_comes_back_after_the_break() -> None:
    one = Story(Story().plan.replace("## What now?", "### Stories\nOnce.\n\n## What now?"))
    one.do(story.show("story", 1))
    one.do(breaks.start(one.at + 600))
    one.do(breaks.end())
    assert one.state.projector.activity == "story"
