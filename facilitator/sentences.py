"""What was done, and what “undo” would take back, each as a sentence on the action's main fact."""

from collections.abc import Sequence

from facilitator.activities import SAYS
from facilitator.main_fact import name, values
from sessions.facts import Fact
from sessions.refused import marked
from sessions.state import Action, State

Sentence = tuple[str, dict[str, object]]
"""A message marked for translation, and its values."""


def done(facts: Sequence[Fact], state: State) -> Sentence:
    """What an action did, for the answer; `state` is the one after it."""
    if not facts:
        return marked("It was so already. Nothing had to be done."), {}
    if (says := SAYS.get(type(facts[0]))) is not None:
        said, _, found = says(facts, state)
        return said, found
    return _DONE[name(facts)], values(facts, state)


def undoes(action: Action, state: State) -> Sentence:
    """What taking this action back undoes, for the button."""
    facts = [fact for _, fact in action.facts]
    if (says := SAYS.get(type(facts[0]))) is not None:
        _, undo, found = says(facts, state)
        return undo, found
    return _UNDOES.get(name(facts), marked("Undo")), values(facts, state)


_DONE = {
    "start": marked("“%(topic)s” has started."),
    "end topic": marked("“%(topic)s” has ended."),
    "pause": marked("The clock is paused."),
    "resume": marked("The clock goes on."),
    "add time": marked("“%(topic)s” has %(minutes)s min more."),
    "take time": marked("“%(topic)s” has %(minutes)s min less."),
    "skip": marked("Skipped: %(line)s"),
    "end later": marked("It may end %(minutes)s min later than planned."),
    "end as planned": marked("It shall end as planned."),
    "cue": marked("You are at cue %(cue)s."),
    "no cue": marked("You are before the first cue."),
    "tick": marked("Ticked: %(line)s"),
    "untick": marked("Not ticked any more: %(line)s"),
    "new sheet": marked("The sheet “%(sheet)s” is on the projector and takes ideas."),
    "open": marked("“%(sheet)s” takes ideas."),
    "close": marked("“%(sheet)s” takes no more ideas."),
    "show none": marked("No sheet is on the projector now."),
    "show one": marked("The projector shows “%(sheet)s”."),
    "show two": marked("The projector shows “%(sheet)s” and “%(second)s”."),
    "spotlight": marked("“%(idea)s” stands alone on the projector."),
    "no spotlight": marked("The projector shows the whole sheet again."),
    "blank": marked("The projector is blank."),
    "no blank": marked("The projector is back."),
    "message": marked("The message is on the projector."),
    "no message": marked("The message is off the projector."),
    "turn": marked("“%(sheet)s” was turned to other ideas."),
    "activity": marked("It is on the projector now."),
    "no activity": marked("It is off the projector."),
    "newest": marked("“%(sheet)s” follows the newest idea."),
    "add idea": marked("Added “%(idea)s”."),
    "add ideas": marked("Added %(count)s ideas to “%(sheet)s”."),
    "hide": marked("“%(idea)s” is hidden."),
    "hide all": marked("All %(count)s ideas equal to “%(idea)s” are hidden."),
    "restore": marked("“%(idea)s” is back on its sheet."),
    "correct": marked("It says “%(idea)s” now."),
    "move": marked("“%(idea)s” is on “%(sheet)s” now."),
    "end": marked("The session has ended."),
    "reopen": marked("The session goes on."),
    "rehearse": marked("This is a rehearsal from now on."),
    "end rehearsal": marked("The rehearsal is over. What it brought is set aside."),
    "offer": marked("At the end, phones offer the handout with the room’s words."),
    "no offer": marked("Phones do not offer the handout any more."),
    "close all": marked("%(count)s sheets take no more ideas."),
    "quiet": marked("The projector is blank, and no sheet takes ideas."),
    "approve": marked("“%(idea)s” is on its sheet."),
    "approve all": marked("%(count)s ideas are on their sheet."),
    "approve first": marked("Ideas for “%(sheet)s” wait for you from now on."),
    "no approval": marked("Ideas for “%(sheet)s” are shown without asking you."),
    "collect unseen": marked("“%(sheet)s” collects unseen, until you show all of it."),
    "reveal": marked("All that “%(sheet)s” collected is shown."),
    "hold back": marked("Ideas are shown %(seconds)s seconds after they come in."),
    "no delay": marked("Ideas are shown as they come in."),
    "mute": marked("Muted: what this person sends waits for you. They are not told."),
    "unmute": marked("No longer muted."),
    "lock": marked("The lobby is locked: nobody new can join."),
    "unlock": marked("People can join again."),
    "undo": marked("Undone."),
}

_UNDOES = {
    "start": marked("Undo: start “%(topic)s”"),
    "end topic": marked("Undo: end “%(topic)s”"),
    "pause": marked("Undo: pause"),
    "resume": marked("Undo: go on"),
    "add time": marked("Undo: %(minutes)s min more"),
    "take time": marked("Undo: %(minutes)s min less"),
    "skip": marked("Undo: skip “%(line)s”"),
    "end later": marked("Undo: end %(minutes)s min later"),
    "end as planned": marked("Undo: end as planned"),
    "cue": marked("Undo: step to cue %(cue)s"),
    "no cue": marked("Undo: step back before the first cue"),
    "tick": marked("Undo: tick “%(line)s”"),
    "untick": marked("Undo: untick “%(line)s”"),
    "new sheet": marked("Undo: new sheet “%(sheet)s”"),
    "open": marked("Undo: open “%(sheet)s”"),
    "close": marked("Undo: close “%(sheet)s”"),
    "show none": marked("Undo: take sheets off"),
    "show one": marked("Undo: show “%(sheet)s”"),
    "show two": marked("Undo: show “%(second)s” beside it"),
    "spotlight": marked("Undo: show “%(idea)s” alone"),
    "no spotlight": marked("Undo: back to the sheet"),
    "blank": marked("Undo: blank"),
    "no blank": marked("Undo: bring the projector back"),
    "message": marked("Undo: message “%(message)s”"),
    "no message": marked("Undo: take the message down"),
    "turn": marked("Undo: turn “%(sheet)s”"),
    "activity": marked("Undo: put it on the projector"),
    "no activity": marked("Undo: take it off the projector"),
    "newest": marked("Undo: turn “%(sheet)s” to the newest"),
    "add idea": marked("Undo: add “%(idea)s”"),
    "add ideas": marked("Undo: add %(count)s ideas"),
    "hide": marked("Undo: hide “%(idea)s”"),
    "hide all": marked("Undo: hide %(count)s times “%(idea)s”"),
    "restore": marked("Undo: bring back “%(idea)s”"),
    "correct": marked("Undo: correct “%(idea)s”"),
    "move": marked("Undo: move “%(idea)s”"),
    "end": marked("Undo: end the session"),
    "reopen": marked("Undo: open the session again"),
    "rehearse": marked("Undo: start the rehearsal"),
    "end rehearsal": marked("Undo: end the rehearsal"),
    "close all": marked("Undo: close %(count)s sheets"),
    "quiet": marked("Undo: blank, and close every sheet"),
    "approve": marked("Undo: show “%(idea)s”"),
    "approve all": marked("Undo: show %(count)s ideas"),
    "approve first": marked("Undo: approve “%(sheet)s” first"),
    "no approval": marked("Undo: show “%(sheet)s” without asking"),
    "collect unseen": marked("Undo: collect “%(sheet)s” unseen"),
    "reveal": marked("Undo: show all of “%(sheet)s”"),
    "hold back": marked("Undo: hold back %(seconds)s seconds"),
    "no delay": marked("Undo: show ideas at once"),
    "mute": marked("Undo: mute a person"),
    "unmute": marked("Undo: let a person speak"),
    "lock": marked("Undo: lock the lobby"),
    "unlock": marked("Undo: open the lobby"),
    "offer": marked("Undo: offer the handout on phones"),
    "no offer": marked("Undo: take the handout off phones"),
}
