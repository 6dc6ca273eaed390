"""What the report says: every idea with what became of it, and what was ticked."""

from handouts.report import Page, Ticks, pages, report_values
from sessions import checklist, moderation, opening, people, sheets, submitting
from sessions.room import Moment, Room
from tests.sessions.story import Story


def story() -> Story:
    told = Story()
    told.do(sheets.open_sheet("external"))
    return told


def values(told: Story) -> dict[str, object]:
    return report_values(Moment(told.state, Room("K7MPQR", ""), told.at))


def page_of(told: Story, sheet: str = "external") -> Page:
    return next(page for page in pages(told.state) if page.sheet.id == sheet)


def test_ideas_stand_on_their_sheet_in_the_order_in_which_they_came() -> None:
    told = story()
    numbers = [told.send(text) for text in ("Suppliers", "Buyers", "Anyone")]
    assert [said.idea.number for said in page_of(told).said] == numbers
    assert [page.sheet.id for page in pages(told.state)] == ["external", "internal", "great"]


def test_an_equal_idea_says_which_one_it_equals() -> None:
    told = story()
    first = told.send("Buyers")
    told.send("Suppliers")
    told.send("buyers!", by="ben")
    assert [said.like for said in page_of(told).said] == [None, None, first]


def test_a_hidden_idea_is_there_and_one_that_was_taken_back_is_on_no_sheet() -> None:
    told = story()
    told.do(moderation.hide(told.send("Rude")))
    back = told.send("Secret")
    told.do(submitting.withdraw("ann", back), by="ann")
    page = page_of(told)
    assert [(said.idea.text, said.idea.hidden) for said in page.said] == [("Rude", True)]
    assert page.shown == 0


def test_a_moved_idea_stands_where_it_was_moved_to() -> None:
    told = story()
    told.do(moderation.move(told.send("The boss"), "internal"))
    assert page_of(told).said == ()
    (said,) = page_of(told, "internal").said
    assert (said.idea.sheet, said.idea.sent_sheet) == ("internal", "external")


def test_a_name_is_told_where_one_was_given_and_none_else() -> None:
    told = story()
    told.do(people.give_name("ann", "Ann"), by="ann")
    told.send("Buyers", by="ann")
    told.send("Callers", by="ben")
    told.do(submitting.add("typed", "external", "Written down"))
    assert [said.name for said in page_of(told).said] == ["Ann", "", ""]
    assert page_of(told).on_paper == 1


def test_what_was_received_shown_and_written_down_is_counted_over_all_sheets() -> None:
    told = story()
    told.do(people.join("ann"), by="ann")
    told.do(people.join("ben"), by="ben")
    told.send("Buyers")
    told.do(moderation.hide(told.send("Rude")))
    told.do(submitting.add("typed", "great", "One\nTwo"))
    counted = values(told)
    assert [counted[name] for name in ("people", "received", "shown", "on_paper")] == [2, 4, 3, 2]


def test_each_line_of_the_checklist_says_whether_it_was_ticked() -> None:
    told = story()
    told.do(checklist.tick("check-1-2", on=True))
    told.do(checklist.tick("bring-1-1", on=True))
    topic = told.state.plan.topics[0]
    lines = ("Hang the sheets", False), ("Try a phone", True)
    assert values(told)["ticks"] == (Ticks(topic, lines),)
    assert values(told)["materials"] == (Ticks(topic, (("Paper", True),)),)


def test_it_says_whether_it_is_of_a_rehearsal_or_of_an_ended_session() -> None:
    told = story()
    assert (values(told)["rehearsing"], values(told)["ended"]) == (False, False)
    told.do(opening.rehearse(on=True))
    assert values(told)["rehearsing"]
    told.do(opening.rehearse(on=False))
    told.do(opening.end())
    assert (values(told)["rehearsing"], values(told)["ended"]) == (False, True)
