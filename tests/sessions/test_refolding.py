from sessions import approval, moderation, opening, people, sheets
from sessions.erasing import tells
from sessions.ideas import IdeaSubmitted
from sessions.refolding import Refolding
from sessions.state import fold
from tests.sessions.story import Story


def test_a_state_without_it_is_what_all_facts_are_folded_to() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(people.give_name("ann", "Ann"), by="ann")
    idea = story.send("Buyers")
    story.send("buyers", by="ben")
    story.do(sheets.open_sheet("great"))
    story.do(moderation.move(story.send("Callers", "great"), "external"))
    story.do(moderation.correct(idea, "Buyers!"))
    story.do(moderation.move(idea, "great"))
    story.do(opening.rehearse(True))
    story.do(moderation.move(idea, "external"))
    aside = story.send("A word in rehearsal")
    story.do(opening.rehearse(False))
    for one in (idea, aside):
        story.erase(one)
        for _ in range(2):
            assert story.state == fold(story.records)
            story.do(opening.undo(None))


def test_one_that_was_held_back_never_comes() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(approval.hold_back(30))
    story.erase(story.send("Buyers"))
    assert story.state.ideas.next_due is None
    assert story.state == fold(story.records)


def test_a_word_that_was_counted_with_it_stands_for_itself_now() -> None:
    story = Story()
    story.do(sheets.open_sheet("internal"))
    erased = story.send("Recieption", "internal", by="ann")
    story.send("Reception", "internal", by="ben")
    story.send("reception!", "internal", by="cleo")
    assert story.lines("internal") == [("Recieption", 3)]
    story.erase(erased)
    assert story.lines("internal") == [("Reception", 2)]
    assert "recieption" not in str(story.state.ideas.leaf("internal"))
    assert story.state == fold(story.records)


def test_only_the_sheets_that_it_stood_on_are_folded_again() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    idea = story.send("Buyers")
    story.send("Callers", by="ben")
    for _ in range(20):
        story.do(sheets.open_sheet("internal"))
        story.send("Somebody", "internal", by=f"guest {story.state.number}")
        story.do(opening.undo(None))
    told = [record for record in story.records if tells(record, idea)]
    refolding = Refolding(idea, told, story.state.number + 1)
    again = [record.fact for record in story.records if refolding.takes(record)]
    texts = [fact.text for fact in again if isinstance(fact, IdeaSubmitted)]
    assert texts == ["Buyers", "Callers"]
