from dataclasses import replace

from handouts.hour import LABEL, WIDTH, Hour, hour
from sessions import agenda, opening, sheets
from sessions.room import Moment, Room
from tests.sessions.story import START, Story


def at_a_glance(story: Story, wait: float = 0) -> Hour:
    return hour(Moment(story.state, Room("K7MPQR", ""), story.at + wait))


def under_way() -> Story:
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"), wait=60)
    return story


def test_a_topic_that_took_what_was_planned_has_equal_bars() -> None:
    story = under_way()
    story.do(agenda.start(2), wait=19 * 60)
    story.do(opening.end(), wait=15 * 60)
    found = at_a_glance(story)
    assert [(bar.topic, bar.x, bar.width) for bar in found.planned] == [
        (bar.topic, bar.x, bar.width) for bar in found.actual
    ]
    assert [one.taken for one in found.minutes] == [20, 15]


def test_overtime_is_said_in_whole_minutes() -> None:
    story = under_way()
    story.do(agenda.start(2), wait=24 * 60)
    assert at_a_glance(story, 60).actual[0].over == 5
    assert at_a_glance(story, 60).actual[1].over == 0


def test_a_topic_that_runs_is_drawn_until_now() -> None:
    one, later = at_a_glance(under_way(), 60), at_a_glance(under_way(), 600)
    assert one.actual[0].width < later.actual[0].width
    assert one.minutes[0].ended == ""
    assert later.minutes[0].taken == 11


def test_each_sheet_with_ideas_has_a_row_and_each_place_one_mark() -> None:
    story = under_way()
    for n in range(50):
        story.send(f"Idea {n}", id=f"idea-at-one-time-{n:03d}")
    (row,) = at_a_glance(story, 60).rows
    assert (row.heading, row.count, len(row.marks)) == ("External customers", 50, 1)


def test_a_plan_for_another_hour_is_drawn_from_the_real_start() -> None:
    story = Story(at=START)
    story.do(agenda.start(1), wait=5 * 3600)
    found = at_a_glance(story, 600)
    assert found.shifted
    assert found.planned[0].x == found.actual[0].x


def test_all_of_it_stands_on_the_page_and_the_marks_are_few() -> None:
    story = under_way()
    story.do(opening.end(), wait=100 * 3600)
    found = at_a_glance(story)
    ends = [bar.x + bar.width for bar in (*found.planned, *found.actual)]
    assert max(ends) <= WIDTH
    assert min(bar.x for bar in found.planned) >= LABEL
    assert len(found.marks) <= 10


def test_a_session_where_nothing_happened_has_a_plan_and_no_bars() -> None:
    found = at_a_glance(Story())
    assert (len(found.planned), found.actual, found.rows) == (2, (), ())


def test_a_session_set_back_has_no_bar_below_nothing() -> None:
    story = under_way()
    moment = Moment(story.state, Room("K7MPQR", ""), story.at - 3600)
    assert all(bar.width > 0 for bar in hour(replace(moment)).actual)
