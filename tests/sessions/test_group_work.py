"""Groups at work write on their own sheets, get time and help, and report one after another."""

import pytest

from sessions import activity, group_work, opening, people, placing, sheets, throwing
from sessions.concerning import concerned
from sessions.refused import Invalid, Refused, Unknown
from tests.sessions.grouped import Grouping, cue


def test_only_the_recorder_writes_on_the_groups_own_sheet() -> None:
    story = Grouping(4)
    story.form(number=2)
    sheet = story.round.groups[0].sheet
    writer = story.recorder(0)
    other = next(f"who-{rank}" for rank in range(4) if f"who-{rank}" != writer)
    story.send("A guard", sheet, by=writer)
    with pytest.raises(Refused, match="takes no ideas"):
        story.send("A cook", sheet, by=other)
    assert story.lines(sheet) == [("A guard", 1)]
    assert story.state.sheets.open == ()


def test_somebody_else_in_the_group_takes_the_pen() -> None:
    story = Grouping(4)
    story.form(number=2)
    inside = [f"who-{m[1:]}" for m in story.members()[0]]
    writer = story.recorder(0)
    other = next(who for who in inside if who != writer)
    assert story.do(group_work.take_pen(writer), by=writer) == ()
    story.do(group_work.take_pen(other), by=other)
    assert story.recorder(0) == other
    story.send("A guard", story.round.groups[0].sheet, by=other)
    with pytest.raises(Refused):
        story.send("A cook", story.round.groups[0].sheet, by=writer)
    story.do(placing.place(f"p{other[4:]}", 1))
    assert story.recorder(0) == writer
    with pytest.raises(Refused, match="in no group"):
        story.do(group_work.take_pen("nobody-here"), by="nobody-here")


def test_a_sheet_that_was_left_empty_is_used_again() -> None:
    story = Grouping(4)
    story.form(number=2)
    first, second = (group.sheet for group in story.round.groups)
    story.send("A guard", first, by=story.recorder(0))
    story.do(placing.shuffle(2))
    assert story.round.groups[1].sheet == second
    assert story.round.groups[0].sheet != first
    assert story.lines(first) == [("A guard", 1)]


def test_a_new_round_keeps_the_one_before_and_can_be_undone() -> None:
    story = Grouping(4)
    story.do(sheets.open_sheet("jobs"))
    story.form(number=2)
    assert (story.state.sheets.open, story.state.projector.activity) == ((), "groups")
    story.form(number=1)
    assert [one.going for one in story.state.groups.rounds] == [False, True]
    story.do(opening.undo(None))
    assert [one.going for one in story.state.groups.rounds] == [True]
    story.do(opening.undo(None))
    assert (story.state.sheets.open, story.state.projector.activity) == (("jobs",), "")
    assert [sheet.id for sheet in story.state.listed_sheets] == ["jobs"]


def test_groups_have_their_time_and_get_more() -> None:
    story = Grouping(4)
    story.do(placing.form_from_cue(cue(), 1, 1))
    assert story.round.clock.left(story.at + 60) == 240
    story.do(group_work.add_time(120))
    assert story.round.clock.left(story.at) == 420
    story.do(opening.undo(None))
    assert story.round.clock.left(story.at) == 300
    for seconds in (0, -300, 4 * 3600):
        with pytest.raises(Invalid):
            story.do(group_work.add_time(seconds))


def test_a_group_that_is_stuck_gets_the_plans_list() -> None:
    story = Grouping(4)
    story.do(placing.form_from_cue(cue(), 1, 1))
    story.do(group_work.give_list(0))
    assert story.round.lists.get(0) == ("Security guards", "Website staff")
    assert story.do(group_work.give_list(0)) == ()
    story.do(opening.undo(None))
    assert not story.round.lists.get(0)
    with pytest.raises(Unknown):
        story.do(group_work.give_list(1))
    story.form(number=2)
    with pytest.raises(Refused, match="no list"):
        story.do(group_work.give_list(0))


def test_groups_report_one_after_another() -> None:
    story = Grouping(6)
    story.form(number=3)
    assert (story.round.reporting, story.round.next) == (None, 0)
    story.do(group_work.report(1))
    assert (story.round.reporting, story.round.next) == (1, 0)
    story.do(group_work.report(0))
    story.do(group_work.report(2))
    assert (story.round.reporting, story.round.next) == (2, None)
    story.do(opening.undo(None))
    assert (story.round.reporting, story.round.next) == (0, 2)
    with pytest.raises(Unknown):
        story.do(group_work.report(3))


def test_when_groups_have_ended_nobody_writes_for_them() -> None:
    story = Grouping(4)
    with pytest.raises(Refused, match="No groups"):
        story.do(group_work.end())
    story.form(number=2)
    writer, sheet = story.recorder(0), story.round.groups[0].sheet
    story.do(group_work.end())
    assert story.do(group_work.end()) == ()
    with pytest.raises(Refused):
        story.send("A guard", sheet, by=writer)
    story.do(opening.undo(None))
    story.send("A guard", sheet, by=writer)
    story.do(opening.end())
    with pytest.raises(Refused):
        story.form()


def test_starting_another_activity_leaves_the_groups_as_they_are() -> None:
    story = Grouping(4)
    story.form(number=2)
    writer, sheet = story.recorder(0), story.round.groups[0].sheet
    story.do(throwing.start(throwing.Wishes(), 1))
    assert story.state.projector.activity == "icebreaker"
    story.send("A guard", sheet, by=writer)
    story.do(activity.show("groups"))
    assert story.round.going
    assert story.state.icebreaker.last
    assert story.state.icebreaker.last.going


def test_what_one_in_a_group_does_is_news_for_those_in_it() -> None:
    story = Grouping(4)
    story.form(number=2)
    inside = {f"who-{member[1:]}" for member in story.members()[0]}
    named = story.do(people.give_name(min(inside), "Ana"), by=min(inside))
    assert set(concerned(story.state, named) or ()) == inside
    story.do(group_work.end())
    again = story.do(people.give_name(min(inside), "Bo"), by=min(inside))
    assert set(concerned(story.state, again) or ()) == {min(inside)}
