import pytest

from facilitator.main_fact import MOST_LETTERS
from facilitator.sentences import done, undoes
from sessions import (
    agenda,
    approval,
    checklist,
    lobby,
    moderation,
    opening,
    projector,
    repair,
    sheets,
    submitting,
    takeaway,
)
from sessions.state import Decision
from tests.sessions.story import Story

ONCE = "0123456789abcdef"


def said(story: Story, decision: Decision) -> str:
    """What the answer says."""
    facts = [record.fact for record in story.do(decision)]
    message, values = done(facts, story.state)
    return message % values


def offered(story: Story) -> str:
    """What the undo button says."""
    action = story.state.last_action
    assert action is not None
    message, values = undoes(action, story.state)
    return message % values


def rich() -> Story:
    """A session with a topic running, a sheet open and a few ideas on it."""
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    return story


@pytest.mark.parametrize(
    ("decision", "answer", "undo"),
    [
        (agenda.start(2), "“What now?” has started.", "Undo: start “What now?”"),
        (agenda.pause(1), "The clock is paused.", "Undo: pause"),
        (agenda.add_time(1, 60), "“Who comes in?” has 1 min more.", "Undo: 1 min more"),
        (agenda.add_time(1, -90), "“Who comes in?” has 1.5 min less.", "Undo: 1.5 min less"),
        (
            repair.end_later(300),
            "It may end 5 min later than planned.",
            "Undo: end 5 min later",
        ),
        (agenda.reach(1, 2), "You are at cue 2.", "Undo: step to cue 2"),
        (checklist.tick("check-1-2", True), "Ticked: Try a phone", "Undo: tick “Try a phone”"),
        (checklist.tick("bring-1-1", True), "Ticked: Paper", "Undo: tick “Paper”"),
        (
            sheets.open_sheet("internal"),
            "“Internal customers” takes ideas.",
            "Undo: open “Internal customers”",
        ),
        (
            sheets.close("external"),
            "“External customers” takes no more ideas.",
            "Undo: close “External customers”",
        ),
        (
            sheets.add("For later", ""),
            "The sheet “For later” is on the projector and takes ideas.",
            "Undo: new sheet “For later”",
        ),
        (
            approval.switch("external", on=True),
            "Ideas for “External customers” wait for you from now on.",
            "Undo: approve “External customers” first",
        ),
        (
            approval.hold_back(10),
            "Ideas are shown 10 seconds after they come in.",
            "Undo: hold back 10 seconds",
        ),
        (
            lobby.lock(True),
            "The lobby is locked: nobody new can join.",
            "Undo: lock the lobby",
        ),
        (
            moderation.quiet(),
            "The projector is blank, and no sheet takes ideas.",
            "Undo: blank, and close every sheet",
        ),
        (projector.show([]), "No sheet is on the projector now.", "Undo: take sheets off"),
        (
            projector.show(["great"]),
            "The projector shows “Great service”.",
            "Undo: show “Great service”",
        ),
        (
            projector.show(["external", "great"]),
            "The projector shows “External customers” and “Great service”.",
            "Undo: show “Great service” beside it",
        ),
        (projector.blank(True), "The projector is blank.", "Undo: blank"),
        (
            projector.message("Back at 10"),
            "The message is on the projector.",
            "Undo: message “Back at 10”",
        ),
        (submitting.add(ONCE, "external", "Buyers"), "Added “Buyers”.", "Undo: add “Buyers”"),
        (
            submitting.add(ONCE, "external", "Buyers\nThe bank"),
            "Added 2 ideas to “External customers”.",
            "Undo: add 2 ideas",
        ),
        (
            takeaway.offer(True),
            "At the end, phones offer the handout with the room’s words.",
            "Undo: offer the handout on phones",
        ),
        (opening.end(), "The session has ended.", "Undo: end the session"),
        (
            opening.rehearse(True),
            "This is a rehearsal from now on.",
            "Undo: start the rehearsal",
        ),
    ],
)
def test_an_action_says_what_it_did_and_what_undoing_it_does(
    decision: Decision, answer: str, undo: str
) -> None:
    story = rich()
    assert said(story, decision) == answer
    assert offered(story) == undo


def test_what_happens_to_an_idea_is_said_with_its_words() -> None:
    story = rich()
    idea = story.send("Auditors")
    assert said(story, projector.spotlight(idea)) == "“Auditors” stands alone on the projector."
    assert said(story, projector.spotlight(None)) == "The projector shows the whole sheet again."
    assert said(story, moderation.hide(idea)) == "“Auditors” is hidden."
    assert offered(story) == "Undo: hide “Auditors”"
    assert said(story, moderation.restore(idea)) == "“Auditors” is back on its sheet."
    assert said(story, moderation.correct(idea, "The auditors")) == "It says “The auditors” now."
    assert (
        said(story, moderation.move(idea, "internal"))
        == "“The auditors” is on “Internal customers” now."
    )
    assert offered(story) == "Undo: move “The auditors”"


def test_hiding_all_equal_ideas_says_how_many() -> None:
    story = rich()
    first = story.send("Suppliers")
    story.send("suppliers.")
    story.send("SUPPLIERS")
    answer = said(story, moderation.hide(first, equals=True))
    assert answer == "All 3 ideas equal to “Suppliers” are hidden."
    assert offered(story) == "Undo: hide 3 times “Suppliers”"


def test_an_offer_that_is_withdrawn_is_said_as_well() -> None:
    story = rich()
    story.do(takeaway.offer(True))
    assert said(story, takeaway.offer(False)) == "Phones do not offer the handout any more."
    assert offered(story) == "Undo: take the handout off phones"


def test_nothing_done_is_said_too() -> None:
    story = rich()
    assert said(story, agenda.start(1)) == "It was so already. Nothing had to be done."


def test_undoing_ends_with_a_sentence_and_offers_the_action_before() -> None:
    story = rich()
    story.do(agenda.pause(1))
    assert said(story, opening.undo(None)) == "Undone."
    assert offered(story) == "Undo: open “External customers”"


def test_the_end_of_a_rehearsal_can_be_undone_as_well() -> None:
    story = rich()
    story.do(opening.rehearse(True))
    story.send("Only a try")
    answer = said(story, opening.rehearse(False))
    assert answer == "The rehearsal is over. What it brought is set aside."
    assert offered(story) == "Undo: end the rehearsal"


def test_a_long_idea_is_cut_so_that_the_button_stays_a_button() -> None:
    story = rich()
    idea = story.send("word " * 30)
    story.do(moderation.hide(idea))
    assert len(offered(story)) <= len("Undo: hide “”") + MOST_LETTERS
    assert offered(story).endswith("…”")


def test_words_with_a_per_cent_sign_do_no_harm() -> None:
    story = rich()
    idea = story.send("100 % of them")
    assert said(story, moderation.hide(idea)) == "“100 % of them” is hidden."


def test_what_waits_and_who_is_muted_is_said_too() -> None:
    story = rich()
    story.do(approval.switch("external", on=True))
    held = [story.send("Buyers"), story.send("Callers"), story.send("Guests")]
    assert said(story, moderation.approve(held[0])) == "“Buyers” is on its sheet."
    assert offered(story) == "Undo: show “Buyers”"
    assert said(story, moderation.approve_all("external")) == "2 ideas are on their sheet."
    assert offered(story) == "Undo: show 2 ideas"
    assert "They are not told" in said(story, approval.mute(held[0], on=True))
    assert offered(story) == "Undo: mute a person"
    assert said(story, approval.mute(held[0], on=False)) == "No longer muted."
    story.do(sheets.open_sheet("internal"))
    story.do(projector.blank(True))
    assert said(story, moderation.quiet()) == "2 sheets take no more ideas."
    assert offered(story) == "Undo: close 2 sheets"
