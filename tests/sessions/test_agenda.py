import pytest

from sessions import agenda, opening, sheets
from sessions.refused import Refused, Unknown
from sessions.runs import Run, Runs
from tests.sessions.story import START, Story


def test_starting_a_topic_ends_the_one_that_runs_and_closes_its_sheets() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    story.do(sheets.open_sheet("great"))
    story.do(agenda.start(2), wait=300)
    assert story.state.agenda.running == 2
    assert story.state.sheets.open == ("great",)
    assert story.state.agenda.clock(1).elapsed(story.at + 999) == 300


def test_a_topic_that_ran_before_goes_on_from_the_time_it_had_used() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.start(2), wait=300)
    story.do(agenda.start(1), wait=60)
    assert story.state.agenda.clock(1).left(story.at + 100) == 20 * 60 - 400


def test_pressing_the_same_button_twice_does_it_once() -> None:
    story = Story()
    story.do(agenda.start(1))
    assert story.do(agenda.start(1), wait=10) == ()
    story.do(agenda.pause(1))
    assert story.do(agenda.pause(1), wait=10) == ()


def test_a_pause_stops_the_clock_and_resuming_lets_it_go_on() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.pause(1), wait=100)
    assert story.state.agenda.clock(1).elapsed(story.at + 500) == 100
    story.do(agenda.resume(1), wait=500)
    assert story.state.agenda.clock(1).elapsed(story.at + 20) == 120


def test_overtime_counts_on_below_zero() -> None:
    story = Story()
    story.do(agenda.start(2))
    assert story.state.agenda.clock(2).left(story.at + 16 * 60) == -60


@pytest.mark.parametrize(
    ("elapsed", "phase"),
    [
        (0, "plain"),
        (959, "plain"),
        (960, "warn"),
        (1140, "danger"),
        (1200, "danger"),
        (1201, "over"),
    ],
)
def test_the_clock_says_when_a_fifth_and_a_twentieth_are_left(elapsed: float, phase: str) -> None:
    story = Story()
    story.do(agenda.start(1))
    assert story.state.agenda.clock(1).phase(START + elapsed) == phase


def test_time_can_be_added_but_a_topic_keeps_some() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.add_time(1, 300))
    assert story.state.agenda.clock(1).total == 25 * 60
    with pytest.raises(Refused, match="at least a minute"):
        story.do(agenda.add_time(1, -25 * 60))


def test_undoing_a_start_lets_the_former_topic_run_as_if_nothing_had_been() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    story.do(agenda.start(2), wait=300)
    story.do(opening.undo(None), wait=30)
    assert story.state.agenda.running == 1
    assert story.state.agenda.started == {1}
    assert story.state.agenda.clock(1).elapsed(story.at) == 330
    assert story.state.sheets.open == ("external",)


def test_the_remote_steps_through_the_cues_of_a_topic() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.reach(1, 2))
    assert story.state.agenda.cues == (2, 0)
    with pytest.raises(Unknown):
        story.do(agenda.reach(1, 3))


def test_a_topic_that_the_plan_does_not_have_is_unknown() -> None:
    story = Story()
    with pytest.raises(Unknown, match="no topic 9"):
        story.do(agenda.start(9))


def runs(story: Story) -> Runs:
    """When its topics ran."""
    return story.state.agenda.runs


def test_a_run_lasts_from_the_start_of_a_topic_to_its_end_pauses_and_all() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.pause(1), wait=100)
    story.do(agenda.resume(1), wait=500)
    assert runs(story) == (Run(1, START),)
    story.do(opening.end(), wait=200)
    assert runs(story) == (Run(1, START, START + 800),)


def test_starting_a_topic_ends_the_run_of_the_other() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.start(2), wait=300)
    assert runs(story) == (Run(1, START, START + 300), Run(2, START + 300))


def test_a_topic_that_is_started_twice_has_two_runs() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.start(2), wait=300)
    story.do(agenda.start(1), wait=60)
    assert runs(story) == (
        Run(1, START, START + 300),
        Run(2, START + 300, START + 360),
        Run(1, START + 360),
    )


def test_a_start_that_is_undone_leaves_no_run_and_the_other_goes_on() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.start(2), wait=300)
    story.do(agenda.start(1), wait=60)
    story.do(opening.undo(None), wait=5)
    assert runs(story) == (Run(1, START, START + 300), Run(2, START + 300))
    story.do(opening.undo(None))
    assert runs(story) == (Run(1, START),)
    story.do(opening.undo(None))
    assert runs(story) == ()


def test_an_end_that_is_undone_leaves_the_run_open() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(opening.end(), wait=60)
    story.do(opening.undo(None), wait=5)
    assert runs(story) == (Run(1, START),)


def test_the_runs_of_a_rehearsal_are_set_aside_with_it() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(opening.rehearse(on=True), wait=10)
    story.do(agenda.start(2), wait=10)
    story.do(opening.rehearse(on=False), wait=10)
    assert runs(story) == (Run(1, START),)
    story.do(opening.undo(None))
    assert runs(story) == (Run(1, START, START + 20), Run(2, START + 20))
