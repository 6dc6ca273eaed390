"""Private first: nothing is seen until all is, and sparks come from others, to those who wrote."""

import pytest

from sessions import approval, opening, private, sheets, submitting
from sessions.refused import Invalid, Refused, Unknown
from sessions.sheets import LOT
from tests.sessions.story import Story


def unseen(sparks: int = 0) -> Story:
    """A session whose open sheet collects unseen."""
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(private.collect_unseen("external", sparks))
    return story


def sparks(story: Story, who: str) -> list[str]:
    """What a phone shows of others."""
    return [idea.text for idea in private.sparks(story.state, who) if idea]


def test_ideas_come_in_unseen_and_are_shown_all_at_once() -> None:
    story = unseen()
    story.send("Buyers")
    story.send("Callers", by="bo")
    story.do(submitting.add("for-somebody-without", "external", "Guests"))
    assert story.lines() == []
    assert story.state.ideas.leaf("external").received == 3
    story.do(private.reveal("external"))
    assert story.lines() == [("Buyers", 1), ("Callers", 1), ("Guests", 1)]
    story.send("Schools")
    assert len(story.lines()) == 4


def test_undoing_the_showing_hides_what_was_shown_and_nothing_else() -> None:
    story = unseen()
    story.send("Buyers")
    story.do(private.reveal("external"))
    story.send("Callers")
    story.do(opening.undo(None))
    assert story.lines() == [("Callers", 1)]
    story.send("Schools")
    assert story.lines() == [("Callers", 1)]
    story.do(private.reveal("external"))
    assert len(story.lines()) == 3


def test_showing_all_leaves_what_waits_for_another_reason() -> None:
    story = unseen()
    rude = story.send("Something rude", by="bo")
    story.do(approval.mute(rude, on=True))
    story.send("Buyers")
    story.do(private.reveal("external"))
    assert story.lines() == [("Buyers", 1)]
    story.do(private.collect_unseen("internal", 0))
    story.do(sheets.open_sheet("internal"))
    story.do(approval.switch("internal", on=True))
    story.send("The night shift", sheet="internal")
    story.do(private.reveal("internal"))
    assert story.lines("internal") == []


def test_sparks_are_what_others_sent_just_before() -> None:
    story = unseen(2)
    for who, text in (("ann", "One"), ("bo", "Two"), ("cleo", "Three"), ("dan", "Four")):
        story.send(text, by=who)
    assert sparks(story, "ann") == []
    assert sparks(story, "bo") == ["One"]
    assert sparks(story, "dan") == ["Three", "Two"]
    assert sparks(story, "eve") == []
    story.send("Five", by="ann")
    assert sparks(story, "dan") == ["Three", "Two"]
    assert sparks(story, "ann") == ["Four", "Three"]
    story.send("Six", by="ann")
    assert sparks(story, "ann") == ["Four", "Three"]
    story.send("Something for later", LOT, by="ann")
    assert sparks(story, "ann") == ["Four", "Three"]


def test_no_spark_is_what_was_taken_back_hidden_or_written_by_somebody_muted() -> None:
    story = unseen(3)
    gone = story.send("Gone", by="bo")
    rude = story.send("Rude", by="cleo")
    story.send("Mine", by="ann")
    story.do(submitting.withdraw("bo", gone), by="bo")
    story.do(approval.mute(rude, on=True))
    assert sparks(story, "ann") == []


def test_there_are_no_sparks_where_ideas_are_approved_first() -> None:
    story = unseen(3)
    story.send("Not looked at yet", by="bo")
    story.send("Mine", by="ann")
    story.do(approval.switch("external", on=True))
    assert sparks(story, "ann") == []


def test_sparks_go_once_all_is_shown() -> None:
    story = unseen(1)
    story.send("One", by="bo")
    story.send("Two", by="ann")
    assert sparks(story, "ann") == ["One"]
    story.do(private.reveal("external"))
    assert sparks(story, "ann") == []


def test_what_does_not_fit_is_refused_and_what_is_so_already_changes_nothing() -> None:
    story = unseen(1)
    for many in (-1, 4):
        with pytest.raises(Invalid):
            story.do(private.collect_unseen("external", many))
    with pytest.raises(Unknown):
        story.do(private.reveal("nowhere"))
    assert story.do(private.collect_unseen("external", 1)) == ()
    assert story.do(private.reveal("internal")) == ()
    story.do(opening.end())
    with pytest.raises(Refused):
        story.do(private.collect_unseen("external", 2))
