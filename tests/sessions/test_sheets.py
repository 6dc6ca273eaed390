import pytest

from sessions import agenda, moderation, projector, sheets
from sessions.refused import Invalid, Refused, Unknown
from tests.sessions.story import Story


def test_opening_a_sheet_puts_it_on_the_projector_whatever_topic_runs() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("great"))
    assert story.state.sheets.open == ("great",)
    assert story.state.projector.on == ("great",)


def test_two_sheets_are_open_side_by_side_and_a_third_closes_the_first() -> None:
    story = Story()
    for sheet in ("external", "internal", "great"):
        story.do(sheets.open_sheet(sheet))
    assert story.state.sheets.open == ("internal", "great")
    assert story.state.projector.on == ("internal", "great")


def test_closing_ends_the_taking_and_leaves_the_sheet_on_the_projector() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(sheets.close("external"))
    assert story.state.sheets.open == ()
    assert story.state.projector.on == ("external",)


def test_opening_the_next_sheet_after_closing_shows_it_alone() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(sheets.close("external"))
    story.do(sheets.open_sheet("internal"))
    assert story.state.projector.on == ("internal",)


def test_opening_an_open_sheet_brings_it_back_on_the_projector() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(projector.show([]))
    assert not story.state.projector.on
    story.do(sheets.open_sheet("external"))
    assert story.state.projector.on == ("external",)
    assert story.do(sheets.open_sheet("external")) == ()


def test_an_unknown_sheet_cannot_be_opened() -> None:
    with pytest.raises(Unknown):
        Story().do(sheets.open_sheet("nowhere"))


def test_a_sheet_without_a_heading_is_refused() -> None:
    with pytest.raises(Invalid, match="heading"):
        Story().do(sheets.add("  ", "What?"))


def test_three_sheets_do_not_fit_on_the_projector() -> None:
    with pytest.raises(Refused, match="Two sheets"):
        Story().do(projector.show(["external", "internal", "great"]))


def test_hiding_the_idea_shown_alone_ends_the_spotlight() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    number = story.send("Buyers")
    story.do(projector.spotlight(number))
    story.do(moderation.hide(number))
    assert story.state.projector.spotlight is None


def test_a_long_message_is_refused_and_an_empty_one_takes_it_down() -> None:
    story = Story()
    with pytest.raises(Invalid):
        story.do(projector.message("x" * 121))
    story.do(projector.message("Back at ten"))
    story.do(projector.message(""))
    assert story.state.projector.message == ""


def test_the_page_with_a_certain_idea_can_be_turned_to() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    number = story.send("Buyers")
    story.do(projector.turn("external", number))
    assert story.state.projector.seen["external"] == number
    story.do(projector.turn("external", None))
    assert "external" not in story.state.projector.seen
    with pytest.raises(Unknown):
        story.do(projector.turn("external", 999))
