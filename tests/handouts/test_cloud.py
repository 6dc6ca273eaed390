"""Counted words in the report, the takeaway and the data."""

from handouts import activities
from handouts.cloud import cloud_of
from handouts.leaves import written
from sessions import agenda, cloud, sheets
from tests.sessions.story import Story


def with_words(form: str, *words: str) -> Story:
    """A session whose first sheet was shown in a form."""
    story = Story()
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    for text in words:
        story.send(text)
    story.do(cloud.show("external", form))
    return story


def test_the_report_has_the_words_by_how_often_they_were_said() -> None:
    story = with_words("cloud", "Buyers", "Callers", "callers", "<b>")
    (section,) = activities.sections(story.state, "en")
    assert section.index("Callers") < section.index(">Buyers")
    assert "&lt;b&gt;" in section
    assert "<b>" not in section
    assert "data:image/svg+xml" in section
    assert activities.objects(story.state)["cloud"][0] == {
        "sheet_heading": "External customers",
        "text": "Callers",
        "times": 2,
    }


def test_the_takeaway_has_a_cloud_where_the_room_saw_one() -> None:
    first, second, *_ = written(with_words("cloud", "Buyers").state)
    assert first.cloud
    assert [word.text for word in first.cloud.words] == ["Buyers"]
    assert second.cloud is None
    assert written(with_words("tally", "Buyers").state)[0].cloud is None


def test_a_word_whose_letters_join_is_left_to_the_list() -> None:
    drawn = cloud_of(with_words("cloud", "Buyers", "خدمة", "服务").state, "external")
    assert drawn
    assert {word.text for word in drawn.words} == {"Buyers", "服务"}


def test_nothing_is_said_of_counting_where_nothing_was_counted() -> None:
    assert activities.sections(Story().state, "en") == []
