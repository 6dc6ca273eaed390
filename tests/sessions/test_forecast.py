from sessions import agenda
from sessions.forecast import Forecast, forecast
from tests.sessions.story import START, Story


def at(story: Story, minute: float) -> Forecast:
    """What is expected some minutes after the planned start."""
    return forecast(story.state, START + minute * 60)


def minutes(day: Forecast) -> list[float | None]:
    """When each topic begins and the day ends, in minutes after the planned start."""
    starts = [None if one.at is None else round((one.at - START) / 60, 6) for one in day.topics]
    return [*starts, round((day.end - START) / 60, 6)]


def test_before_the_planned_start_the_day_is_as_planned() -> None:
    day = at(Story(), -19)
    assert minutes(day) == [0, 20, 35]
    assert day.end == day.planned_end


def test_every_minute_that_the_start_is_late_moves_the_end() -> None:
    day = at(Story(), 3.5)
    assert minutes(day) == [3.5, 23.5, 38.5]
    assert day.planned_end == START + 35 * 60


def test_a_running_topic_keeps_its_end_until_it_is_over() -> None:
    story = Story()
    story.do(agenda.start(1), wait=180)
    assert minutes(at(story, 9)) == [3, 23, 38]
    assert minutes(at(story, 22)) == [3, 23, 38]


def test_overtime_moves_all_that_follows() -> None:
    story = Story()
    story.do(agenda.start(1))
    assert minutes(at(story, 26)) == [0, 26, 41]


def test_a_pause_moves_the_beginning_that_the_cues_count_from() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.pause(1), wait=300)
    assert minutes(at(story, 8)) == [3, 23, 38]


def test_minutes_added_to_a_topic_that_waits_count() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.add_time(2, -300))
    assert minutes(at(story, 1)) == [0, 20, 30]


def test_a_topic_that_was_jumped_over_still_comes() -> None:
    story = Story()
    story.do(agenda.start(2))
    assert minutes(at(story, 5)) == [15, 0, 35]


def test_a_topic_that_is_done_is_expected_no_more() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.start(2), wait=600)
    assert minutes(at(story, 12)) == [None, 10, 25]
