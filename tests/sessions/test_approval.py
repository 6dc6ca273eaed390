import pytest

from sessions import approval, moderation, opening, submitting
from sessions.facts import HOST
from sessions.refused import Invalid, Unknown
from sessions.sheets import open_sheet
from sessions.state import fold
from tests.sessions.story import START, Story


def opened(*sheets: str) -> Story:
    story = Story()
    for sheet in sheets or ("external",):
        story.do(open_sheet(sheet))
    return story


def waiting(story: Story, sheet: str = "external") -> list[int]:
    return sorted(story.state.ideas.leaf(sheet).held)


def test_an_idea_for_a_sheet_that_is_approved_first_waits_and_then_stands_in_its_place() -> None:
    story = opened()
    first = story.send("Before")
    story.do(approval.switch("external", on=True))
    held = story.send("To be looked at")
    story.do(approval.switch("external", on=False))
    story.send("After")
    assert story.lines() == [("Before", 1), ("After", 1)]
    assert waiting(story) == [held]
    assert story.state.ideas.leaf("external").received == 3
    assert story.state.ideas.leaf("external").hidden == 0
    story.do(moderation.approve(held))
    assert story.lines() == [("Before", 1), ("To be looked at", 1), ("After", 1)]
    assert waiting(story) == []
    assert first < held


def test_another_sheet_takes_ideas_at_once() -> None:
    story = opened("external", "great")
    story.do(approval.switch("external", on=True))
    story.send("A smile", "great")
    assert story.lines("great") == [("A smile", 1)]


def test_what_waits_is_hidden_like_any_idea_and_comes_back_onto_its_sheet() -> None:
    story = opened()
    story.do(approval.switch("external", on=True))
    held = story.send("Rubbish")
    story.do(moderation.hide(held))
    assert waiting(story) == []
    assert story.state.ideas.leaf("external").hidden == 1
    story.do(moderation.restore(held))
    assert story.lines() == [("Rubbish", 1)]
    story.do(opening.undo(None))
    assert story.state.ideas.all[held].standing == "hidden"
    story.do(opening.undo(None))
    assert waiting(story) == [held]


def test_approving_can_be_undone_and_the_idea_waits_again() -> None:
    story = opened()
    story.do(approval.switch("external", on=True))
    held = [story.send("One"), story.send("Two")]
    story.do(moderation.approve_all("external"))
    assert story.lines() == [("One", 1), ("Two", 1)]
    story.do(opening.undo(None))
    assert story.lines() == []
    assert waiting(story) == held


def test_ideas_are_held_back_for_as_long_as_was_said_and_not_longer() -> None:
    story = opened()
    story.do(approval.hold_back(10))
    held = story.send("Buyers")
    assert waiting(story) == [held]
    assert story.state.ideas.next_due == story.at + 10
    assert story.do(approval.release_due(), by=HOST, wait=9) == ()
    story.do(approval.release_due(), by=HOST, wait=1)
    assert story.lines() == [("Buyers", 1)]
    assert story.state.ideas.next_due is None


def test_what_the_host_shows_is_nothing_that_a_facilitator_undoes() -> None:
    story = opened()
    story.do(approval.hold_back(10))
    story.send("Buyers")
    last = story.state.last_action
    story.do(approval.release_due(), by=HOST, wait=10)
    assert story.state.last_action == last


def test_an_idea_hidden_while_it_is_held_back_does_not_come_by_itself() -> None:
    story = opened()
    story.do(approval.hold_back(10))
    held = story.send("Rubbish")
    story.do(moderation.hide(held))
    assert story.do(approval.release_due(), by=HOST, wait=60) == ()
    assert story.lines() == []


def test_what_its_author_takes_back_waits_no_longer() -> None:
    story = opened()
    story.do(approval.hold_back(10))
    held = story.send("Buyers")
    story.do(submitting.withdraw("ann", held), by="ann")
    assert waiting(story) == []
    assert story.state.ideas.next_due is None


def test_a_delay_is_at_most_five_minutes() -> None:
    for seconds in (-1, 301, 1e9):
        with pytest.raises(Invalid, match="300 seconds"):
            opened().do(approval.hold_back(seconds))


def test_what_a_muted_person_sends_waits_and_what_others_send_does_not() -> None:
    story = opened()
    first = story.send("Rubbish", by="joe")
    story.do(approval.mute(first, on=True))
    assert story.state.touched == frozenset({first})
    held = story.send("More of it", by="joe")
    story.send("Buyers", by="ann")
    assert story.lines() == [("Rubbish", 1), ("Buyers", 1)]
    assert waiting(story) == [held]
    story.do(approval.mute(held, on=False))
    story.send("Sorry", by="joe")
    assert ("Sorry", 1) in story.lines()
    assert waiting(story) == [held]


def test_nobody_is_muted_for_what_the_facilitator_wrote() -> None:
    story = opened()
    story.do(submitting.add("a-name-of-its-own", "external", "Buyers"))
    with pytest.raises(Invalid, match="yourself"):
        story.do(approval.mute(story.state.number, on=True))


def test_no_sheet_and_no_idea_that_is_not_there() -> None:
    for decision in (
        approval.switch("nowhere", on=True),
        moderation.approve_all("nowhere"),
        moderation.approve(999),
        approval.mute(999, on=True),
    ):
        with pytest.raises(Unknown):
            opened().do(decision)


def test_what_is_so_already_is_not_done_again() -> None:
    story = opened()
    idea = story.send("Buyers")
    for decision in (
        approval.switch("external", on=False),
        approval.hold_back(0),
        approval.mute(idea, on=False),
        moderation.approve(idea),
        moderation.approve_all("external"),
    ):
        assert story.do(decision) == ()


def test_one_key_blanks_the_projector_and_closes_every_sheet_and_undo_brings_both_back() -> None:
    story = opened("external", "great")
    story.do(moderation.quiet())
    assert story.state.projector.blank
    assert story.state.sheets.open == ()
    story.do(opening.undo(None))
    assert not story.state.projector.blank
    assert story.state.sheets.open == ("external", "great")
    story.do(moderation.quiet())
    assert story.do(moderation.quiet()) == ()


def test_after_a_restart_the_same_ideas_wait() -> None:
    story = opened()
    story.do(approval.hold_back(10))
    story.send("Buyers")
    story.do(approval.switch("external", on=True))
    story.send("Callers")
    again = fold(story.records)
    assert again.ideas.leaf("external").held == story.state.ideas.leaf("external").held
    assert again.ideas.next_due == START + 10
