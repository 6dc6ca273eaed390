import pytest

from sessions import lobby, opening, people
from sessions.refused import Locked
from sessions.sheets import open_sheet
from tests.sessions.story import Story


def test_while_the_lobby_is_locked_nobody_new_joins_sends_or_gives_a_name() -> None:
    story = Story()
    story.do(open_sheet("external"))
    story.send("Buyers", by="ann")
    story.do(lobby.lock(True))
    with pytest.raises(Locked, match="locked the lobby"):
        story.send("Mine", by="stranger")
    for decision in (people.join("stranger"), people.give_name("stranger", "Joe")):
        with pytest.raises(Locked):
            story.do(decision, by="stranger")
    assert story.lines() == [("Buyers", 1)]


def test_those_who_are_in_stay_in() -> None:
    story = Story()
    story.do(open_sheet("external"))
    story.do(people.join("ann"), by="ann")
    story.do(lobby.lock(True))
    story.send("Buyers", by="ann")
    story.do(people.give_name("ann", "Ann"), by="ann")
    assert story.lines() == [("Buyers", 1)]


def test_an_unlocked_lobby_lets_people_in_again_and_undo_does_too() -> None:
    story = Story()
    story.do(lobby.lock(True))
    story.do(lobby.lock(False))
    story.do(people.join("ann"), by="ann")
    story.do(lobby.lock(True))
    story.do(opening.undo(None))
    story.do(people.join("ben"), by="ben")
    assert set(story.state.people.names) == {"ann", "ben"}
    assert story.do(lobby.lock(False)) == ()
