from dataclasses import replace

from sessions import approval, lobby, moderation
from sessions.submitting import add
from sessions.words import read as read_words
from tests.facilitator.consoling import ROOM, changed, moment, read, running, whole, words


def test_an_idea_that_waits_stands_in_a_list_of_its_own_until_it_is_shown() -> None:
    story = running()
    story.do(approval.switch("external", on=True))
    held = story.send("Buyers")
    drawn = whole(story)
    assert "Buyers" in words(drawn.list("held-external"))
    assert "waits for you" in words(drawn.list("held-external"))
    assert drawn.list("ideas-external") == ""
    assert "1 waits" in read(drawn, "strip-ideas")
    assert "+1" in read(drawn, "sheet-tabs")
    after = changed(story, moderation.approve(held))
    assert after.lists["held-external"] == {held: None}
    assert "Buyers" in words(after.lists["ideas-external"][held] or "")


def test_the_counts_tell_what_waits_from_what_is_hidden() -> None:
    story = running()
    story.do(approval.switch("external", on=True))
    story.send("Buyers")
    assert 'data-hidden="0"' in whole(story).region("sheet-counts")
    story.do(moderation.hide(story.send("Rubbish")))
    assert 'data-hidden="1"' in whole(story).region("sheet-counts")


def test_an_idea_that_is_held_back_says_that_it_comes_by_itself() -> None:
    story = running()
    story.do(approval.hold_back(10))
    story.send("Buyers")
    assert "comes by itself" in words(whole(story).list("held-external"))
    assert "+10 s" in read(whole(story), "strip-entry")


def test_a_muted_person_can_be_unmuted_by_their_idea_and_in_the_list() -> None:
    story = running()
    idea = story.send("Rubbish", by="joe")
    assert "Mute whoever wrote it" in whole(story).list("ideas-external")
    story.do(approval.mute(idea, on=True))
    drawn = whole(story)
    assert "Let them speak again" in drawn.list("ideas-external")
    assert "Somebody who wrote “Rubbish”" in read(drawn, "entry")
    assert "1 muted" in read(drawn, "strip-entry")


def test_nobody_is_offered_to_mute_for_what_the_facilitator_wrote() -> None:
    story = running()
    story.do(add("a-name-of-its-own", "external", "Buyers"))
    assert "Mute" not in whole(story).list("ideas-external")


def test_a_locked_lobby_is_said_in_the_strip_and_in_the_box() -> None:
    story = running()
    assert "Everybody with the code can join" in read(whole(story), "entry")
    after = changed(story, lobby.lock(True))
    assert "Locked" in words(after.region("strip-entry"))
    assert "nobody new can join" in words(after.region("entry"))


def test_a_word_of_the_list_is_flagged_and_its_idea_is_shown_all_the_same() -> None:
    story = running()
    story.send("What a sh1t day")
    story.send("Buyers")
    room = replace(ROOM, words=read_words("shit"))
    lines = whole(story, room=room).list("ideas-external")
    assert lines.count('class="flag"') == 1
    assert "In the list of words to look at: sh1t" in lines
    assert 'class="flag"' not in whole(story).list("ideas-external")
    assert moment(story, room=room).state.ideas.leaf("external").shown == 2
