"""Counted words on the projector: a sheet goes on collecting, and undo brings back what was up."""

import pytest

from sessions import agenda, cloud, moderation, opening, sheets
from sessions.refused import Invalid, Refused, Unknown
from tests.sessions.story import Story


def collecting(*words: str) -> Story:
    """A session with an open sheet on which these words stand."""
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    for text in words:
        story.send(text)
    return story


def test_words_come_up_counted_while_the_sheet_goes_on_collecting() -> None:
    story = collecting("Buyers", "buyers", "Callers")
    story.do(cloud.show("external", "cloud"))
    assert story.state.projector.activity == "cloud"
    story.send("Buyers")
    counted = cloud.spoken(story.state.ideas, "external")
    assert [(text, len(said)) for text, said in counted] == [("Buyers", 3), ("Callers", 1)]


def test_a_hidden_word_is_counted_no_more() -> None:
    story = collecting("Buyers")
    story.do(moderation.hide(story.send("Nonsense")))
    assert [text for text, _ in cloud.spoken(story.state.ideas, "external")] == ["Buyers"]


def test_undo_brings_back_what_was_on_and_the_form_it_had() -> None:
    story = collecting("Buyers")
    story.do(cloud.show("external", "tally"))
    story.do(cloud.show("external", "cloud"))
    story.do(cloud.show("internal", "cloud"))
    assert story.state.cloud.sheet == "internal"
    story.do(opening.undo(None))
    assert (story.state.cloud.sheet, story.state.cloud.form) == ("external", "cloud")
    story.do(opening.undo(None))
    assert story.state.cloud.form == "tally"
    story.do(opening.undo(None))
    assert (story.state.cloud.sheet, dict(story.state.cloud.forms.items())) == ("", {})
    assert (story.state.projector.activity, story.state.projector.on) == ("", ("external",))


def test_showing_the_same_again_changes_nothing() -> None:
    story = collecting("Buyers")
    story.do(cloud.show("external", "cloud"))
    assert story.do(cloud.show("external", "cloud")) == ()


def test_a_sheet_or_form_that_is_not_there_is_refused() -> None:
    story = collecting("Buyers")
    with pytest.raises(Unknown):
        story.do(cloud.show("nowhere", "cloud"))
    with pytest.raises(Invalid):
        story.do(cloud.show("external", "storm"))


def test_nothing_comes_up_after_the_end() -> None:
    story = collecting("Buyers")
    story.do(opening.end())
    with pytest.raises(Refused):
        story.do(cloud.show("external", "cloud"))
