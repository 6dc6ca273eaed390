import pytest

from sessions import agenda, checklist, moderation, opening, projector, sheets, submitting
from sessions.refused import Refused
from tests.sessions.story import Story


def test_undo_takes_back_the_last_action_and_then_the_one_before() -> None:
    story = Story()
    story.do(checklist.tick("check-1-1", on=True))
    story.do(projector.blank(on=True))
    story.do(opening.undo(None))
    assert not story.state.projector.blank
    assert "check-1-1" in story.state.checklist.ticked
    story.do(opening.undo(None))
    assert "check-1-1" not in story.state.checklist.ticked
    assert story.do(opening.undo(None)) == ()


def test_ideas_that_came_in_meanwhile_stay_when_opening_the_sheet_is_undone() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.send("Buyers")
    story.do(opening.undo(None))
    assert story.state.sheets.open == ()
    assert story.lines() == [("Buyers", 1)]


def test_undo_is_refused_if_another_action_came_first() -> None:
    story = Story()
    first = story.do(projector.blank(on=True))[0].action
    story.do(projector.message("Back at ten"))
    with pytest.raises(Refused, match="Something else"):
        story.do(opening.undo(first))
    assert story.state.projector.message == "Back at ten"


def test_undoing_the_same_action_twice_leaves_the_one_before_alone() -> None:
    story = Story()
    story.do(projector.blank(on=True))
    second = story.do(projector.message("Back at ten"))[0].action
    story.do(opening.undo(second))
    assert story.do(opening.undo(second)) == ()
    assert story.state.projector.blank


def test_an_action_that_never_was_cannot_be_undone() -> None:
    story = Story()
    with pytest.raises(Refused, match="Something else"):
        story.do(opening.undo(99))


def test_what_a_phone_sent_is_never_undone() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    number = story.send("Buyers")
    story.do(moderation.correct(number, "All buyers"))
    story.do(opening.undo(None))
    story.do(opening.undo(None))
    assert story.lines() == [("Buyers", 1)]


def test_a_sheet_made_on_the_spot_goes_with_undo_unless_ideas_came_in() -> None:
    story = Story()
    story.do(sheets.add("Parking lot", "What shall wait?"))
    sheet = story.state.sheets.all[-1].id
    assert story.state.sheets.open == (sheet,)
    assert story.state.projector.on == (sheet,)
    story.do(opening.undo(None))
    assert sheet not in [one.id for one in story.state.listed_sheets]
    story.do(sheets.add("Parking lot", ""))
    second = story.state.sheets.all[-1].id
    story.send("Lunch", sheet=second)
    story.do(opening.undo(None))
    assert second in [one.id for one in story.state.listed_sheets]
    assert story.lines(second) == [("Lunch", 1)]


def test_pasted_ideas_go_with_one_undo() -> None:
    story = Story()
    story.do(submitting.add("paste-0000000001", "external", "Bank\nPost"), once="paste-0000000001")
    story.do(opening.undo(None))
    assert story.lines() == []


def test_a_rehearsal_is_set_aside_when_it_ends() -> None:
    story = Story()
    story.do(checklist.tick("check-1-1", on=True))
    story.do(opening.rehearse(on=True))
    story.do(agenda.start(1))
    story.do(checklist.tick("check-1-2", on=True))
    story.do(sheets.open_sheet("external"))
    story.send("Only a try", id="rehearsal-idea-id")
    story.do(opening.rehearse(on=False), wait=600)
    state = story.state
    assert state.agenda.running is None
    assert not state.agenda.started
    assert set(state.checklist.ticked) == {"check-1-1"}
    assert story.lines() == []
    assert list(state.ideas.all) == []
    assert state.projector.on == ()


def test_an_idea_of_a_rehearsal_sent_again_is_answered_and_stays_aside() -> None:
    story = Story()
    story.do(opening.rehearse(on=True))
    story.do(sheets.open_sheet("external"))
    story.send("Only a try", id="rehearsal-idea-id")
    story.do(opening.rehearse(on=False))
    again = submitting.submit("ann", "rehearsal-idea-id", "external", "Only a try")
    assert story.do(again, by="ann") == ()
    assert story.lines() == []


def test_ending_a_rehearsal_by_mistake_can_be_undone_and_loses_nothing() -> None:
    story = Story()
    story.do(opening.rehearse(on=True))
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    story.send("Not a try after all")
    story.do(opening.rehearse(on=False))
    story.do(sheets.open_sheet("external"))
    story.send("Came in between", by="ben")
    story.do(opening.undo(None))
    story.do(opening.undo(None))
    assert story.state.agenda.running == 1
    assert story.lines() == [("Not a try after all", 1), ("Came in between", 1)]


def test_an_idea_taken_back_during_a_rehearsal_stays_taken_back() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    number = story.send("Too private")
    story.do(opening.rehearse(on=True))
    story.do(submitting.withdraw("ann", number), by="ann")
    story.do(opening.rehearse(on=False))
    assert story.lines() == []


def test_ending_closes_everything_and_it_can_be_opened_again() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("great"))
    story.do(opening.end())
    assert story.state.ended
    assert story.state.sheets.open == ()
    with pytest.raises(Refused, match="ended"):
        story.do(agenda.start(2))
    with pytest.raises(Refused):
        story.send("Too late", sheet="great")
    story.do(opening.reopen())
    story.do(agenda.start(2))
    assert story.state.agenda.running == 2


def test_ending_can_be_undone() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("great"))
    story.do(opening.end(), wait=60)
    story.do(opening.undo(None), wait=5)
    assert not story.state.ended
    assert story.state.agenda.running == 1
    assert story.state.sheets.open == ("great",)
    assert story.state.agenda.clock(1).elapsed(story.at) == 65


def test_a_sheet_made_after_a_rehearsal_keeps_its_ideas_when_the_rehearsal_comes_back() -> None:
    story = Story()
    story.do(opening.rehearse(on=True))
    story.do(opening.rehearse(on=False))
    added = story.do(sheets.add("Parking lot", ""))
    sheet = added[0].fact.sheet
    story.send("For later", sheet=sheet)
    story.do(opening.undo(None))
    story.do(opening.undo(None))
    assert story.state.rehearsed_from is not None
    assert [one.id for one in story.state.listed_sheets][-1] == sheet
    assert story.lines(sheet) == [("For later", 1)]
